import type { MigrationInterface, QueryRunner } from 'typeorm';

/** All that a queue is counted by. */
const KEY = 'department, division_code, state, step, waits_for, paused, due_on, yellow_at, orange_at, one_thing, one_thing_version, item, claimed';
const keyOf = (row: 'OLD' | 'NEW') =>
  KEY.split(', ').map((column) => (column === 'claimed' ? `${row}.claimed_by IS NOT NULL` : `${row}.${column}`)).join(', ');

/**
 * How many items stand where: their number is the sum of all rows of one key. Who changes a queue adds rows of +1 and −1 in his own transaction and
 * locks nothing that others need; a worker folds the rows of one key into one (`QueueTallies`). So a count is true as soon as the change is.
 * Triggers write it, so that no statement that changes a queue can forget it; an update that changes nothing of the key calls none.
 */
export class QueueTallies1795700000001 implements MigrationInterface {
  name = 'QueueTallies1795700000001';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE queue_tally (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        department text NOT NULL,
        division_code text NOT NULL,
        state text NOT NULL,
        step text,
        waits_for text NOT NULL,
        paused boolean NOT NULL,
        due_on date NOT NULL,
        yellow_at timestamptz NOT NULL,
        orange_at timestamptz NOT NULL,
        one_thing text NOT NULL,
        one_thing_version int NOT NULL,
        item text NOT NULL,
        claimed boolean NOT NULL,
        items int NOT NULL,
        folded boolean NOT NULL DEFAULT false
      ) WITH (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.05);
      COMMENT ON COLUMN queue_tally.items IS 'to be added up: what a change has brought or taken away, or what was folded';
      CREATE INDEX queue_tally_office ON queue_tally (department, division_code, waits_for, due_on, step);
      CREATE INDEX queue_tally_unfolded ON queue_tally (id) WHERE NOT folded;

      CREATE FUNCTION tally_queue_item() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'INSERT' THEN
          INSERT INTO onething.queue_tally (${KEY}, items) VALUES (${keyOf('NEW')}, 1);
        ELSIF TG_OP = 'DELETE' THEN
          INSERT INTO onething.queue_tally (${KEY}, items) VALUES (${keyOf('OLD')}, -1);
        ELSE
          INSERT INTO onething.queue_tally (${KEY}, items) VALUES (${keyOf('OLD')}, -1), (${keyOf('NEW')}, 1);
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER queue_item_tallied AFTER INSERT OR DELETE ON queue_item FOR EACH ROW EXECUTE FUNCTION tally_queue_item();
      CREATE TRIGGER queue_item_tallied_anew AFTER UPDATE ON queue_item FOR EACH ROW
        WHEN ((${keyOf('OLD')}) IS DISTINCT FROM (${keyOf('NEW')})) EXECUTE FUNCTION tally_queue_item();

      INSERT INTO queue_tally (${KEY}, items, folded)
      SELECT ${KEY}, count(*), true FROM (SELECT q.*, claimed_by IS NOT NULL AS claimed FROM queue_item q) AS present GROUP BY ${KEY}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TRIGGER queue_item_tallied ON queue_item; DROP TRIGGER queue_item_tallied_anew ON queue_item; DROP FUNCTION tally_queue_item; DROP TABLE queue_tally');
  }
}
