import type { MigrationInterface, QueryRunner } from 'typeorm';
import { actHash, CHAIN_START, DIGEST_UNKNOWN } from '../../domain/act-chain';

interface OldAct {
  id: string;
  case_id: string;
  type: string;
  at: Date;
  account_id: string | null;
}

/**
 * What both places did becomes a chain of hashes that the transparency log follows. What was written is erased when its time is over: acts stay, with
 * the digests of what they said. Requests are remembered by their keys. Acts that are there already are chained as they stand; what was written in them is not in
 * the chain, as it takes a key to make its digest.
 */
export class ChainCrossCases1795600000015 implements MigrationInterface {
  name = 'ChainCrossCases1795600000015';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE onething.cross_case
        ALTER COLUMN content DROP NOT NULL,
        ADD COLUMN case_number text,
        ADD COLUMN last_seq int NOT NULL DEFAULT 0,
        ADD COLUMN last_hash text NOT NULL DEFAULT '${'0'.repeat(64)}',
        ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now();
      CREATE UNIQUE INDEX cross_case_number_there ON onething.cross_case (case_number) WHERE side = 'deciding';
      CREATE INDEX cross_case_kept ON onething.cross_case (id) WHERE ended AND content IS NOT NULL;
      ALTER TABLE onething.cross_case_act
        ALTER COLUMN detail DROP NOT NULL,
        ADD COLUMN seq int,
        ADD COLUMN prev_hash text,
        ADD COLUMN hash text,
        ADD COLUMN detail_digest text,
        ADD COLUMN idempotency_key text,
        ADD COLUMN request_digest text,
        ADD COLUMN xid xid8 NOT NULL DEFAULT pg_current_xact_id();`);
    await this.chain(runner);
    await runner.query(`
      ALTER TABLE onething.cross_case_act
        ALTER COLUMN seq SET NOT NULL,
        ALTER COLUMN prev_hash SET NOT NULL,
        ALTER COLUMN hash SET NOT NULL,
        ALTER COLUMN detail_digest SET NOT NULL,
        ADD UNIQUE (case_id, seq);
      CREATE UNIQUE INDEX cross_case_act_idempotency ON onething.cross_case_act (account_id, idempotency_key) WHERE idempotency_key IS NOT NULL;
      CREATE INDEX cross_case_act_feed ON onething.cross_case_act (xid, position);`);
  }

  private async chain(runner: QueryRunner): Promise<void> {
    const acts = await runner.query('SELECT id, case_id, type, at, account_id FROM onething.cross_case_act ORDER BY case_id, position') as OldAct[];
    const ends = new Map<string, { seq: number; hash: string }>();
    for (const { id, case_id: caseId, type, at, account_id: accountId } of acts) {
      const end = ends.get(caseId) ?? { seq: 0, hash: CHAIN_START };
      const seq = end.seq + 1;
      const hash = actHash(end.hash, { caseId, seq, type, at: at.getTime(), accountId, detailDigest: DIGEST_UNKNOWN });
      await runner.query('UPDATE onething.cross_case_act SET seq = $2, prev_hash = $3, hash = $4, detail_digest = $5 WHERE id = $1', [id, seq, end.hash, hash, DIGEST_UNKNOWN]);
      ends.set(caseId, { seq, hash });
    }
    for (const [id, { seq, hash }] of ends) await runner.query('UPDATE onething.cross_case SET last_seq = $2, last_hash = $3 WHERE id = $1', [id, seq, hash]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX onething.cross_case_act_feed, onething.cross_case_act_idempotency, onething.cross_case_kept, onething.cross_case_number_there;
      ALTER TABLE onething.cross_case_act DROP COLUMN seq, DROP COLUMN prev_hash, DROP COLUMN hash, DROP COLUMN detail_digest, DROP COLUMN idempotency_key,
        DROP COLUMN request_digest, DROP COLUMN xid;
      ALTER TABLE onething.cross_case DROP COLUMN case_number, DROP COLUMN last_seq, DROP COLUMN last_hash, DROP COLUMN updated_at;`);
  }
}
