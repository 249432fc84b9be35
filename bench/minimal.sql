-- The least that any program must do for one command on a durable case: read it by its key, change it if nobody else was
-- first, and insert an event, an idempotency key and an entry for others. Two round trips, one transaction for the writes.
-- Sizes are those of the real rows, in bytes.
\set id random(1, :matters)
SELECT version, state FROM bench.matter WHERE id = :id \gset
WITH changed AS (
  UPDATE bench.matter SET version = version + 1, state = repeat(chr(97 + :version % 26), :state_bytes)
  WHERE id = :id AND version = :version RETURNING id, version
),
event AS (INSERT INTO bench.event (matter_id, seq, payload) SELECT id, version, repeat('e', :event_bytes) FROM changed),
request AS (INSERT INTO bench.request (key, outcome) SELECT gen_random_uuid(), repeat('r', :request_bytes) FROM changed)
INSERT INTO bench.entry (id, payload) SELECT gen_random_uuid(), repeat('n', :entry_bytes) FROM changed;
