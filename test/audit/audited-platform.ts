import { hash } from 'node:crypto';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { EventFeed } from '@onething/cases';
import { type Finding, LogVerification, SecurityLog, TransparencyLog, type VerificationReport } from '@onething/audit';
import { canonicalJson, newId } from '@onething/kernel';
import { Client } from 'pg';
import { beginNewborn, endNewborn } from '../acceptance/newborn';
import { worldOf } from '../acceptance/platform-world';
import { inDatabase, testServer } from '../support/database';
import { settle } from '../support/settle';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

/** Tables that an attacker with full database rights may rewrite. */
const TABLES = [
  'case_event', 'bundle_case', 'item_case', 'security_act', 'security_act_reason', 'security_act_concerned', 'audit_leaf', 'audit_node', 'audit_head', 'audit_publication', 'audit_progress',
];
const MINUTE = 60_000;
/** Rounds in which a transaction of another test keeps the log from reading on. */
const MOST_ROUNDS = 2_000;

/** A platform with a life behind it, whose log is signed, and an attacker who may do everything with its database. */
export class AuditedPlatform {
  /** A newborn's case: half done at the second head, done at the last. */
  caseId!: string;
  private readonly log: TransparencyLog;
  private constructor(readonly platform: TestPlatform, private readonly superuserUrl: string) {
    this.log = platform.app.get(TransparencyLog, { strict: false });
  }

  static async start(): Promise<AuditedPlatform> {
    const platform = await startTestPlatform({ worker: 'byHand', firstStart: true });
    const database = new URL(platform.databases.ownerUrl).pathname.slice(1);
    const audited = new AuditedPlatform(platform, inDatabase((await testServer()).superuserUrl, database));
    await audited.live();
    return audited;
  }

  /** A case from draft to rating, and acts with and without a reason, under three heads at least. */
  private async live(): Promise<void> {
    await this.record({ reason: '投诉人要求查看' });
    await this.makeHead();
    const world = worldOf(this.platform);
    this.caseId = await beginNewborn(world);
    await this.makeHead();
    await endNewborn(world, this.caseId);
    await this.record({ concernedPersonIds: [this.newId()] });
    await this.makeHead();
  }

  async record(more: { reason?: string; concernedPersonIds?: string[] }): Promise<void> {
    await this.platform.app.get(SecurityLog, { strict: false }).record({ act: 'login.failed', outcome: 'refused', detail: { tries: 3 }, ...more });
  }

  /** Lets a minute pass and everything be signed. */
  async makeHead(): Promise<void> {
    await settle(this.platform.app);
    this.platform.clock.advanceBy(MINUTE);
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      await this.log.run();
      const [row] = await this.sql<{ waits: boolean }>(`SELECT EXISTS (SELECT FROM security_act e JOIN audit_progress p ON source = 'acts' AND (e.xid, e.position) > (p.xid, p.position))
        OR EXISTS (SELECT FROM case_event e JOIN audit_progress p ON source = 'events' AND (e.xid, e.position) > (p.xid, p.position)) AS waits`);
      if (!row!.waits) return;
      this.platform.clock.advanceBy(MINUTE);
    }
    throw new Error('The log does not come to the end');
  }

  verify(): Promise<VerificationReport> {
    return this.platform.app.get(LogVerification, { strict: false }).verify();
  }

  async findings(): Promise<Finding[]> {
    return (await this.verify()).findings;
  }

  /** With full rights: no trigger, no rule and no privilege stands in the way. */
  async sql<Row extends object>(text: string, values?: unknown[]): Promise<Row[]> {
    const client = new Client({ connectionString: this.superuserUrl, options: '-c search_path=onething -c timezone=UTC -c session_replication_role=replica' });
    await client.connect();
    try {
      return (await client.query<Row>(text, values)).rows;
    } finally {
      await client.end();
    }
  }

  get headsFolder(): string {
    return join((this.platform.settings.objectStore as { folder: string }).folder, 'audit', 'heads');
  }

  /** Remembers everything, so that an attack can be undone. */
  async save(): Promise<void> {
    await this.sql('CREATE SCHEMA saved');
    for (const table of TABLES) await this.sql(`CREATE TABLE saved.${table} AS TABLE onething.${table}`);
    await cp(this.headsFolder, `${this.headsFolder}.saved`, { recursive: true });
  }

  async undo(): Promise<void> {
    for (const table of TABLES) await this.sql(`BEGIN; TRUNCATE onething.${table}; INSERT INTO onething.${table} SELECT * FROM saved.${table}; COMMIT`);
    await rm(this.headsFolder, { recursive: true });
    await cp(`${this.headsFolder}.saved`, this.headsFolder, { recursive: true });
  }

  /**
   * Hashes the events of a chain anew, as the platform does it, and sets the end in the state, so that the chain is whole again.
   * @param itemId of the chain; the bundle's when not given
   */
  async recomputeChain(itemId?: string): Promise<void> {
    const events = (await this.platform.app.get(EventFeed, { strict: false }).ofCase(this.caseId)).filter((event) => event.itemId === (itemId ?? null)).sort((one, other) => one.seq - other.seq);
    let last = '0'.repeat(64);
    for (const { prevHash: _, hash: __, ...event } of events) {
      const next = hash('sm3', last + canonicalJson(event));
      await this.sql('UPDATE case_event SET prev_hash = $1, hash = $2 WHERE case_id = $3 AND item_id IS NOT DISTINCT FROM $4 AND seq = $5', [last, next, this.caseId, itemId ?? null, event.seq]);
      last = next;
    }
    const [end] = [events.at(-1)!];
    if (itemId === undefined) await this.sql('UPDATE bundle_case SET last_seq = $1, last_hash = $2 WHERE id = $3', [end.seq, last, this.caseId]);
    else await this.sql('UPDATE item_case SET last_seq = $1, last_hash = $2 WHERE case_id = $3 AND item_id = $4', [end.seq, last, this.caseId, itemId]);
  }

  newId(): string {
    return newId(this.platform.clock.now());
  }
}
