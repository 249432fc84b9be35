import type { Statement } from '@onething/persistence';

/**
 * The statements by which cases change. Each takes a JSON array of writes (`rowOf`), so that the commands of several requests
 * can be committed together, and is all or nothing. A write whose `expected` version (and last event) is no longer the present one changes
 * nothing and is missing from the answer. `LIMIT` tells the planner how few the writes are; a batch is never larger.
 */
export const MAX_BATCH = 64;

const COMMON_COLUMNS = `i int, case_id uuid, expected int, expected_seq int, next_version int, now timestamptz, state text, machine jsonb, last_seq int, last_hash text,
  events jsonb, numbers jsonb, pending jsonb, timers jsonb, performs uuid, idempotency jsonb, note jsonb, answers jsonb`;

/** Who may change something besides the case itself: the writes that were accepted, with their input. */
const ACCEPTED = 'done JOIN w USING (i)';

const EVENT_COLUMNS = `seq int, type text, "schemaVersion" int, "actorKind" text, "actorId" text, "onBehalfOf" text, cause text,
  "occurredAt" timestamptz, "recordedAt" timestamptz, payload jsonb, "prevHash" text, hash text`;

const eventInsert = (caseId: string, itemId: string, from: string, events: string) => `
  INSERT INTO case_event (case_id, item_id, seq, type, schema_version, actor_kind, actor_id, on_behalf_of, cause, occurred_at,
    recorded_at, payload, prev_hash, hash)
  SELECT ${caseId}, ${itemId}, e.seq, e.type, e."schemaVersion", e."actorKind", e."actorId", e."onBehalfOf", e.cause, e."occurredAt",
    e."recordedAt", e.payload, e."prevHash", e.hash
  FROM ${from}, jsonb_to_recordset(${events}) AS e(${EVENT_COLUMNS})`;

const timerInsert = (caseId: string, itemId: string, seq: string, now: string, from: string, timers: string) => `
  INSERT INTO pending_command AS p (id, case_id, item_id, type, payload, cause, created_at, timer, due_at)
  SELECT t.id, ${caseId}, ${itemId}, t.type, t.payload, ${caseId} || '/' || ${seq}, ${now}, t.timer, t."dueAt"
  FROM ${from}, jsonb_to_recordset(${timers}) AS t(id uuid, type text, payload jsonb, timer text, "dueAt" timestamptz)
  ON CONFLICT (case_id, item_id, timer) WHERE timer IS NOT NULL DO UPDATE
    SET id = EXCLUDED.id, type = EXCLUDED.type, payload = EXCLUDED.payload, cause = EXCLUDED.cause, due_at = EXCLUDED.due_at, attempts = 0,
      claimed_until = NULL, retry_at = NULL`;

/** A draft is saved over and over; a later revision that is there already means that somebody was first. */
const answersOf = (revisions: string) => `
  SELECT w.case_id, (w.answers->>'revision')::int, w.answers->'answers', w.answers->>'digest', w.now
  FROM ${ACCEPTED} WHERE (w.answers->>'revision')::int ${revisions}`;

const sideRows = (itemId: string) => `
pending AS (
  INSERT INTO pending_command (id, case_id, item_id, type, payload, cause, created_at)
  SELECT p.id, w.case_id, p."itemId", p.type, p.payload, w.case_id || '/' || w.last_seq, w.now
  FROM ${ACCEPTED}, jsonb_to_recordset(w.pending) AS p(id uuid, "itemId" uuid, type text, payload jsonb)
),
timer_cancelled AS (
  DELETE FROM pending_command p USING done JOIN w USING (i), jsonb_array_elements_text(w.timers->'cancel') AS c(name)
  WHERE p.case_id = w.case_id AND p.item_id IS NOT DISTINCT FROM ${itemId} AND p.timer = c.name
),
timer_set AS (${timerInsert('w.case_id', itemId, 'w.last_seq', 'w.now', ACCEPTED, `w.timers->'set'`)}),
performed AS (DELETE FROM pending_command USING w WHERE id = w.performs AND w.i IN (SELECT i FROM done)),
recorded AS (
  INSERT INTO idempotency_key (actor_id, key, request_digest, outcome, created_at)
  SELECT w.idempotency->>'actorId', w.idempotency->>'key', w.idempotency->>'requestDigest', w.idempotency->'outcome', w.now
  FROM ${ACCEPTED} WHERE w.idempotency IS NOT NULL
),
noted AS (
  INSERT INTO case_note (case_id, item_id, seq, note)
  SELECT w.case_id, ${itemId}, (w.note->>'seq')::int, w.note->'note' FROM ${ACCEPTED} WHERE w.note IS NOT NULL
),
saved AS (
  INSERT INTO case_answers (case_id, revision, answers, digest, created_at) ${answersOf('= 0')}
  ON CONFLICT (case_id, revision) DO UPDATE SET answers = EXCLUDED.answers, digest = EXCLUDED.digest, created_at = EXCLUDED.created_at
),
answered AS (INSERT INTO case_answers (case_id, revision, answers, digest, created_at) ${answersOf('> 0')})`;

const QUEUE_COLUMNS = '"waitsFor" text, paused boolean, "dueOn" date, "yellowAt" timestamptz, "orangeAt" timestamptz, "lightsVersion" text, "extensionProposed" boolean, provisional boolean';
const QUEUE_ROW = `case_id, item_id, one_thing, one_thing_version, item, department, division_code, applicant_person_id, state, step, waits_for,
  paused, due_on, yellow_at, orange_at, lights_version, extension_proposed, due_provisional, version, submitted_at`;

/** During a pause an item waits for whom it waited before. */
const GOES_ON = `((EXCLUDED.waits_for <> q.waits_for OR q.claimed_at_window AND EXCLUDED.step IS NOT NULL) AND coalesce(EXCLUDED.step, '') NOT LIKE '$%'
  OR EXCLUDED.division_code <> q.division_code)`;

/**
 * The queue is written with the state that it shows. Who has claimed an item has claimed it for its role: when the item goes on
 * to another role or office, or ends, it is free again; so it is when it leaves the intake and a service window had claimed it.
 */
const QUEUED = `
placed AS (
  INSERT INTO queue_item AS q (${QUEUE_ROW})
  SELECT w.case_id, w.item_id, done.one_thing, done.one_thing_version, done.item, done.department, w.division_code, w.applicant_person_id,
    w.state, w.step, coalesce(p."waitsFor", 'clerk'), p.paused, p."dueOn", p."yellowAt", p."orangeAt", p."lightsVersion", p."extensionProposed", p.provisional, w.next_version, w.now
  FROM ${ACCEPTED}, jsonb_to_record(w.queue) AS p(${QUEUE_COLUMNS}) WHERE w.queue IS NOT NULL
  ON CONFLICT (case_id, item_id) DO UPDATE SET division_code = EXCLUDED.division_code, state = EXCLUDED.state, step = EXCLUDED.step,
    waits_for = CASE WHEN ${GOES_ON} THEN EXCLUDED.waits_for ELSE q.waits_for END, paused = EXCLUDED.paused,
    due_on = EXCLUDED.due_on, yellow_at = EXCLUDED.yellow_at, orange_at = EXCLUDED.orange_at, lights_version = EXCLUDED.lights_version, extension_proposed = EXCLUDED.extension_proposed, due_provisional = EXCLUDED.due_provisional, version = EXCLUDED.version,
    claimed_by = CASE WHEN NOT ${GOES_ON} THEN q.claimed_by END, claimed_at = CASE WHEN NOT ${GOES_ON} THEN q.claimed_at END,
    freed_from = CASE WHEN ${GOES_ON} THEN q.claimed_by END,
    claim_version = q.claim_version + CASE WHEN ${GOES_ON} AND q.claimed_by IS NOT NULL THEN 1 ELSE 0 END
  RETURNING q.case_id, q.item_id, q.freed_from
),
left_queue AS (
  DELETE FROM queue_item q USING ${ACCEPTED} WHERE w.queue IS NULL AND q.case_id = w.case_id AND q.item_id = w.item_id
  RETURNING q.case_id, q.item_id, q.claimed_by
),
claim_over AS (
  INSERT INTO item_claim_history (case_id, item_id, what, account_id, at, by)
  SELECT w.case_id, w.item_id, o.what, o.account_id, w.now, w.case_id || '/' || w.item_id || '/' || w.last_seq
  FROM (
    SELECT case_id, item_id, 'movedOn' AS what, freed_from AS account_id FROM placed WHERE freed_from IS NOT NULL
    UNION ALL SELECT case_id, item_id, 'ended', claimed_by FROM left_queue WHERE claimed_by IS NOT NULL
  ) AS o JOIN w ON w.case_id = o.case_id AND w.item_id = o.item_id
)`;

/** Serials of one authority and day are taken together and shared out, so that a batch locks each counter once. */
const numbering = (itemId: string) => `
asked AS (
  SELECT n.*, w.case_id, ${itemId} AS item_id, w.now,
    row_number() OVER authority AS place, count(*) OVER (PARTITION BY n.scope, n.day) AS asked
  FROM ${ACCEPTED}, jsonb_to_recordset(w.numbers) AS n(kind text, scope text, day date, prefix text, digits int, checked boolean)
  WINDOW authority AS (PARTITION BY n.scope, n.day ORDER BY w.i)
),
taken AS (
  INSERT INTO number_serial AS s (scope, day, last) SELECT DISTINCT scope, day, asked FROM asked ORDER BY scope, day
  ON CONFLICT (scope, day) DO UPDATE SET last = s.last + EXCLUDED.last
  RETURNING scope, day, last
),
numbered AS (
  INSERT INTO official_number (number, kind, case_id, item_id, issued_at)
  SELECT CASE WHEN checked THEN with_check_character(body) ELSE body END, kind, case_id, item_id, now
  FROM (
    SELECT a.*, a.prefix || lpad((t.last - a.asked + a.place)::text, a.digits, '0') AS body FROM asked a JOIN taken t USING (scope, day)
  ) AS composed
)`;

export const WRITE_ITEMS: Statement = {
  name: 'cases.write-items',
  text: `
WITH w AS MATERIALIZED (
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS w(${COMMON_COLUMNS}, item_id uuid, step text, clock jsonb, due_on date,
    decision text, ended_at timestamptz, division_code text, authority_uscc text, attached jsonb, result jsonb,
    applicant_person_id uuid, queue jsonb)
  ORDER BY case_id, item_id LIMIT ${MAX_BATCH}
),
done AS (
  UPDATE item_case t SET state = w.state, step = w.step, machine = w.machine, clock = w.clock, due_on = w.due_on,
    decision = w.decision, ended_at = CASE WHEN w.ended_at IS NOT NULL THEN coalesce(t.ended_at, w.ended_at) END, division_code = w.division_code, authority_uscc = w.authority_uscc, last_seq = w.last_seq, last_hash = w.last_hash, version = w.next_version,
    updated_at = w.now
  FROM w WHERE t.case_id = w.case_id AND t.item_id = w.item_id AND t.version = w.expected AND t.last_seq = w.expected_seq
    AND (w.performs IS NULL OR EXISTS (SELECT 1 FROM pending_command p WHERE p.id = w.performs))
  RETURNING w.i, t.one_thing, t.one_thing_version, t.item, t.department
),
event AS (${eventInsert('w.case_id', 'w.item_id', ACCEPTED, 'w.events')}),
${sideRows('w.item_id')},
${QUEUED},
${numbering('w.item_id')},
attached AS (
  UPDATE case_material m SET licence_id = a."licenceId", licence_version = 1, face_digest = a."faceDigest", updated_at = w.now
  FROM ${ACCEPTED}, jsonb_to_recordset(w.attached) AS a(item text, "licenceId" uuid, "faceDigest" text)
  WHERE m.case_id = w.case_id AND m.predecessor_item = a.item AND m.licence_id IS NULL
),
made AS (
  INSERT INTO case_result (case_id, item_id, licence_id, licence_type, holder_person_id, face, face_digest, issued_on, photo_file)
  SELECT w.case_id, w.item_id, r."licenceId", r."licenceType", r."holderPersonId", r.face, r."faceDigest", r."issuedOn", r."photoFile"
  FROM ${ACCEPTED}, jsonb_to_record(w.result) AS r("licenceId" uuid, "licenceType" text, "holderPersonId" uuid, face jsonb, "faceDigest" text, "issuedOn" date, "photoFile" uuid)
  WHERE w.result IS NOT NULL
)
SELECT i FROM done`,
};

const BUNDLE_COLUMNS = `${COMMON_COLUMNS}, shape jsonb, clock jsonb, ends jsonb, deliveries jsonb, promised_on date, calendar_version text, submitted_at timestamptz,
  one_thing text, one_thing_version int, region text, division_code text, account_id uuid, person_id uuid, agent_account_id uuid, agent_person_id uuid, items jsonb, materials jsonb,
  parties jsonb`;

export const WRITE_BUNDLES: Statement = {
  name: 'cases.write-bundles',
  text: `
WITH w AS MATERIALIZED (
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS w(${BUNDLE_COLUMNS}) ORDER BY case_id LIMIT ${MAX_BATCH}
),
done AS (
  UPDATE bundle_case t SET state = w.state, machine = w.machine, shape = w.shape, clock = w.clock, ends = w.ends, deliveries = w.deliveries, last_seq = w.last_seq,
    last_hash = w.last_hash, version = w.next_version, promised_on = coalesce(w.promised_on, t.promised_on),
    calendar_version = coalesce(w.calendar_version, t.calendar_version), submitted_at = coalesce(w.submitted_at, t.submitted_at),
    updated_at = w.now
  FROM w WHERE t.id = w.case_id AND t.version = w.expected AND t.last_seq = w.expected_seq
    AND (w.performs IS NULL OR EXISTS (SELECT 1 FROM pending_command p WHERE p.id = w.performs))
  RETURNING w.i, t.applicant_person_id
),
event AS (${eventInsert('w.case_id', 'NULL::uuid', ACCEPTED, 'w.events')}),
${sideRows('NULL::uuid')},
${numbering('NULL::uuid')},
item AS (
  SELECT w.case_id, w.one_thing, w.one_thing_version, w.region, w.now, done.applicant_person_id, n.*
  FROM ${ACCEPTED}, jsonb_to_recordset(w.items) AS n("itemId" uuid, item text, department text, "authorityUscc" text, "divisionCode" text,
    "handledBy" text, machine jsonb, clock jsonb, state text, events jsonb, timers jsonb, "lastSeq" int, "lastHash" text,
    queue jsonb)
),
item_row AS (
  INSERT INTO item_case (case_id, item_id, one_thing, one_thing_version, item, department, authority_uscc, region, division_code,
    handled_by, state, machine, clock, version, last_seq, last_hash, created_at, updated_at)
  SELECT case_id, "itemId", one_thing, one_thing_version, item, department, "authorityUscc", region, "divisionCode", "handledBy", state,
    machine, clock, 1, "lastSeq", "lastHash", now, now
  FROM item
),
item_queued AS (
  INSERT INTO queue_item (${QUEUE_ROW})
  SELECT case_id, "itemId", one_thing, one_thing_version, item, department, "divisionCode", applicant_person_id, state, NULL, p."waitsFor",
    p.paused, p."dueOn", p."yellowAt", p."orangeAt", p."lightsVersion", p."extensionProposed", p.provisional, 1, now
  FROM item, jsonb_to_record(item.queue) AS p(${QUEUE_COLUMNS}) WHERE item.queue IS NOT NULL
),
item_event AS (${eventInsert('item.case_id', 'item."itemId"', 'item', 'item.events')}),
item_timer AS (${timerInsert('item.case_id', 'item."itemId"', 'item."lastSeq"', 'item.now', 'item', 'item.timers')}),
material AS (
  INSERT INTO case_material (case_id, material, source, predecessor_item, updated_at)
  SELECT w.case_id, m.material, m.source, m."predecessorItem", w.now
  FROM ${ACCEPTED}, jsonb_to_recordset(w.materials) AS m(material text, source text, "predecessorItem" text)
  ON CONFLICT (case_id, material) DO UPDATE SET source = EXCLUDED.source, predecessor_item = EXCLUDED.predecessor_item
),
party AS (
  INSERT INTO case_party (case_id, subject, person_id)
  SELECT w.case_id, p.subject, p."personId" FROM ${ACCEPTED}, jsonb_to_recordset(w.parties) AS p(subject text, "personId" uuid)
  ON CONFLICT (case_id, subject) DO UPDATE SET person_id = EXCLUDED.person_id
)
SELECT i FROM done`,
};

const BEGUN = 'done JOIN w USING (case_id)';

/** Nobody can have changed a case that is new, but its request may have been sent twice: whoever records the key first begins it. */
export const CREATE_BUNDLES: Statement = {
  name: 'cases.create-bundles',
  text: `
WITH w AS MATERIALIZED (
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS w(${BUNDLE_COLUMNS}) ORDER BY case_id LIMIT ${MAX_BATCH}
),
recorded AS (
  INSERT INTO idempotency_key (actor_id, key, request_digest, outcome, created_at)
  SELECT w.idempotency->>'actorId', w.idempotency->>'key', w.idempotency->>'requestDigest', w.idempotency->'outcome', w.now FROM w
  ON CONFLICT DO NOTHING
  RETURNING (outcome->>'caseId')::uuid AS case_id
),
done AS (
  INSERT INTO bundle_case (id, one_thing, one_thing_version, region, division_code, applicant_account_id, applicant_person_id, agent_account_id,
    agent_person_id, state, machine, clock, ends, deliveries, version, last_seq, last_hash, created_at, updated_at)
  SELECT w.case_id, w.one_thing, w.one_thing_version, w.region, w.division_code, w.account_id, w.person_id, w.agent_account_id, w.agent_person_id, w.state, w.machine, w.clock,
    w.ends, w.deliveries, 1, w.last_seq, w.last_hash, w.now, w.now
  FROM recorded JOIN w USING (case_id)
  RETURNING id AS case_id
),
event AS (${eventInsert('w.case_id', 'NULL::uuid', BEGUN, 'w.events')}),
timer AS (${timerInsert('w.case_id', 'NULL::uuid', 'w.last_seq', 'w.now', BEGUN, `w.timers->'set'`)}),
answered AS (
  INSERT INTO case_answers (case_id, revision, answers, digest, created_at)
  SELECT w.case_id, (w.answers->>'revision')::int, w.answers->'answers', w.answers->>'digest', w.now
  FROM ${BEGUN} WHERE w.answers IS NOT NULL
)
SELECT w.i FROM ${BEGUN}`,
};
