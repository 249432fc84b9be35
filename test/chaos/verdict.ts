import { createHash } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { CaseAudit } from '@onething/cases';
import { canonicalJson } from '@onething/kernel';
import { ObjectStore } from '@onething/object-store';
import { Database, type Statement } from '@onething/persistence';
import { FigureRecount } from '@onething/statistics';
import { brokenThings } from '../races/integrity';
import type { Ledger, SentCommand } from './ledger';
import { TOLD_AND_ISSUED } from './told-and-issued';

const statement = (name: string, text: string): Statement => ({ name: `chaos.${name}`, text });

const EFFECTS = statement('effects', `SELECT cause, count(DISTINCT xid)::int AS times FROM case_event WHERE actor_kind IN ('resident', 'agent', 'staff') GROUP BY cause`);
const RECORDS = statement('records', 'SELECT key, outcome FROM idempotency_key');
const FILES = statement('files', 'SELECT id, case_id AS "caseId", object_key AS "objectKey", sha256 FROM case_file');
/**
 * Every write raises the version of its chain by one, except the platform's own notes (a deadline is near), and writes of one
 * chain are in transactions of their own. A bundle that is told of an end that it has brought about itself writes nothing into its chain.
 */
const VERSIONS = statement('versions', `
  SELECT c.id, c.version, (count(DISTINCT e.xid) FILTER (WHERE e.type <> ALL ('{deadlineNear,deadlinePassed,deadlinesRecomputed,draftExpiring,deliveryOverdue,deliveryRecomputed,promiseRecomputed}')))::int AS writes, CASE WHEN c.item_id IS NOT NULL THEN 0 ELSE (
      SELECT count(*) FILTER (WHERE t.item_id IS NOT NULL AND t.type IN ('itemClosed', 'itemReopened'))
        - count(*) FILTER (WHERE t.item_id IS NULL AND t.type = 'itemEndApplied')
      FROM case_event t WHERE t.case_id = c.case_id) END::int AS told
  FROM (SELECT id AS case_id, NULL::uuid AS item_id, id, version FROM bundle_case UNION ALL SELECT case_id, item_id, item_id, version FROM item_case) AS c
  JOIN case_event e ON e.case_id = c.case_id AND e.item_id IS NOT DISTINCT FROM c.item_id
  GROUP BY c.case_id, c.item_id, c.id, c.version`);
/** Rows that must not be there, each said in words. */
const STRANGE: Statement[] = [
  statement('licences', `SELECT 'the result ' || r.licence_id || ' is ' || count(l.id) || ' times in the register' AS what
    FROM case_result r LEFT JOIN licence l ON l.id = r.licence_id GROUP BY r.licence_id HAVING count(l.id) <> 1`),
  statement('unasked-licences', `SELECT 'the licence ' || l.id || ' comes from no result' AS what FROM licence l
    WHERE l.origin = 'issued' AND NOT EXISTS (SELECT FROM case_result r WHERE r.licence_id = l.id)`),
  statement('results', `SELECT 'the granted item ' || i.item_id || ' has no result' AS what FROM item_case i
    WHERE i.state = 'granted' AND NOT EXISTS (SELECT FROM case_result r WHERE r.item_id = i.item_id)`),
  statement('numbers', `SELECT 'the ' || kind || ' of ' || coalesce(item_id, case_id) || ' has ' || count(*) || ' numbers' AS what
    FROM official_number GROUP BY kind, case_id, item_id HAVING count(*) <> 1`),
  statement('followers', `SELECT 'the follower ' || f.name || ' has not come to the end' AS what FROM follower_position f
    WHERE EXISTS (SELECT FROM case_event e WHERE (e.xid, e.position) > (f.xid, f.position))`),
  statement('queues', `SELECT 'a place in the queue without an item: ' || q.item_id AS what FROM queue_item q
    WHERE NOT EXISTS (SELECT FROM item_case i WHERE (i.case_id, i.item_id) = (q.case_id, q.item_id))`),
  statement('timers', `SELECT 'a timer without a case: ' || p.id AS what FROM pending_command p
    WHERE NOT EXISTS (SELECT FROM bundle_case b WHERE b.id = p.case_id)`),
  statement('open-ends', `SELECT 'the bundle ' || b.id || ' was not told that ' || i.item || ' has ended' AS what
    FROM bundle_case b JOIN item_case i ON i.case_id = b.id WHERE i.item = 'small-first' AND i.ended_at IS NOT NULL AND NOT b.ends ? i.item`),
  statement('joins', `SELECT 'the bundle ' || b.id || ' is ' || b.state || ' while ' || count(*) FILTER (WHERE i.ended_at IS NULL) || ' of its items are open' AS what
    FROM bundle_case b JOIN item_case i ON i.case_id = b.id GROUP BY b.id, b.state
    HAVING (b.state = 'handling') <> (count(*) FILTER (WHERE i.ended_at IS NULL) > 0)`),
  statement('never-released', `SELECT 'the item ' || w.item_id || ' still waits for one that has ended' AS what FROM item_case w
    WHERE w.item = 'small-second' AND w.state = 'waiting'
      AND EXISTS (SELECT FROM item_case f WHERE f.case_id = w.case_id AND f.item = 'small-first' AND f.ended_at IS NOT NULL)`),
];
const DUE = statement('due', `SELECT 'due and not carried out: ' || coalesce(timer, type) || ' of ' || coalesce(item_id, case_id) || coalesce(' ' || last_error, '') AS what
  FROM pending_command WHERE due_at IS NULL OR due_at <= $1`);
const TIMERS_FIRED = statement('timers-fired', `SELECT count(DISTINCT (case_id, item_id, xid))::int AS fired FROM case_event WHERE actor_kind = 'timer'`);
const SIZES = statement('sizes', 'SELECT (SELECT count(*)::int FROM bundle_case) AS cases, (SELECT count(*)::int FROM case_event) AS events, (SELECT count(*)::int FROM case_file) AS files');

export interface Verdict {
  /** What was lost, doubled or does not agree, in words; empty when all is well. */
  wrong: string[];
  cases: number;
  events: number;
  files: number;
  /** Transactions that the platform carried out by itself: timers, and what cases owed each other. */
  byItself: number;
  /** Never acknowledged, and done nevertheless: nobody could know. */
  doneUnanswered: number;
}

/** Compares what the platform holds, when all has come to rest, with the clients' own record. @param now epoch ms on the platform's clock */
export async function judge(app: INestApplicationContext, ledger: Ledger, now: number): Promise<Verdict> {
  const database = app.get(Database, { strict: false });
  const strange = async (one: Statement, values: unknown[] = []) => (await database.query<{ what: string }>(one, values)).map(({ what }) => what);
  const commands = await compareCommands(database, ledger);
  const [sizes] = await database.query<{ cases: number; events: number; files: number }>(SIZES, []);
  const [timers] = await database.query<{ fired: number }>(TIMERS_FIRED, []);
  const wrong = [
    ...ledger.contradictions, ...commands.wrong,
    ...await strange(DUE, [new Date(now)]),
    ...(await Promise.all([...STRANGE, ...TOLD_AND_ISSUED].map((one) => strange(one)))).flat(),
    ...await brokenThings(app),
    ...await app.get(CaseAudit, { strict: false }).findContradictions(),
    ...(await app.get(FigureRecount, { strict: false }).compare()).differences.map((difference) => `a figure: ${canonicalJson(difference)}`),
    ...await missingObjects(app, database),
  ];
  return { wrong, ...sizes!, byItself: timers!.fired, doneUnanswered: commands.doneUnanswered };
}

interface Held {
  /** In how many transactions something was done because of that key. */
  effects: Map<string, number>;
  records: Map<string, Record<string, unknown>>;
  files: Set<string>;
}

async function compareCommands(database: Database, ledger: Ledger): Promise<{ wrong: string[]; doneUnanswered: number }> {
  const effects = await database.query<{ cause: string; times: number }>(EFFECTS, []);
  const records = await database.query<{ key: string; outcome: Record<string, unknown> }>(RECORDS, []);
  const files = await database.query<{ id: string; caseId: string }>(FILES, []);
  const held: Held = {
    effects: new Map(effects.map(({ cause, times }) => [cause, times])), records: new Map(records.map(({ key, outcome }) => [key, outcome])),
    files: new Set(files.map(({ id }) => id)),
  };
  const keys = new Set(ledger.commands.map((command) => command.key));
  const recordedFiles = new Set(records.map(({ outcome }) => outcome['id']));
  const wrong = [
    ...ledger.commands.flatMap((command) => wrongWith(command, held)),
    ...[...held.effects.keys(), ...held.records.keys()].filter((key) => !keys.has(key)).map((key) => `${key}: done, and no client has sent it`),
    ...files.filter(({ id }) => !recordedFiles.has(id)).map(({ id }) => `the file ${id} belongs to no request`),
    ...await wrongVersions(database, ledger, held, files),
  ];
  const doneUnanswered = ledger.commands.filter((command) => !command.acknowledged && held.records.has(command.key)).length;
  return { wrong, doneUnanswered };
}

function wrongWith(command: SentCommand, { effects, records, files }: Held): string[] {
  const [times, record] = [effects.get(command.key) ?? 0, records.get(command.key)];
  const name = `${command.key} ${command.method} ${command.path}`;
  const found: string[] = [];
  if (times > 1) found.push(`${name}: done ${times} times`);
  if (command.leaves === 'events' && (times > 0) !== (record !== undefined)) found.push(`${name}: ${record ? 'recorded, but not done' : 'done, but not recorded'}`);
  if (command.acknowledged && !record) found.push(`${name}: acknowledged, and lost`);
  if (command.acknowledged && record && !agrees(command, record)) {
    found.push(`${name}: acknowledged with ${canonicalJson(command.acknowledged)}, recorded with ${canonicalJson(record)}`);
  }
  if (command.leaves === 'file' && record && !files.has(record['id'] as string)) found.push(`${name}: recorded, and its file is lost`);
  if (!command.acknowledged && command.refusal && command.unanswered === 0 && record) found.push(`${name}: refused with ${command.refusal}, and done`);
  return found;
}

function agrees({ leaves, acknowledged }: SentCommand, { id, sha256, ...outcome }: Record<string, unknown>): boolean {
  return canonicalJson(acknowledged) === canonicalJson(leaves === 'file' ? { id, sha256 } : outcome);
}

/** Saving a draft and handing in a file raise the version of the case, and leave no event. */
async function wrongVersions(database: Database, ledger: Ledger, { records }: Held, files: { caseId: string }[]): Promise<string[]> {
  const saved = ledger.commands.filter((command) => command.leaves === 'version' && records.has(command.key)).map((command) => command.path.split('/')[3]!);
  const silent = Map.groupBy([...saved, ...files.map(({ caseId }) => caseId)], (caseId) => caseId);
  const rows = await database.query<{ id: string; version: number; writes: number; told: number }>(VERSIONS, []);
  return rows.flatMap(({ id, version, writes, told }) => {
    const least = writes + (silent.get(id)?.length ?? 0);
    return version >= least && version <= least + told ? [] : [`${id}: version ${version} after ${least} to ${least + told} writes`];
  });
}

async function missingObjects(app: INestApplicationContext, database: Database): Promise<string[]> {
  const store = app.get(ObjectStore, { strict: false });
  const missing: string[] = [];
  for (const { id, objectKey, sha256 } of await database.query<{ id: string; objectKey: string; sha256: string }>(FILES, [])) {
    try {
      const digest = createHash('sha256');
      for await (const chunk of await store.get(objectKey)) digest.update(chunk as Buffer);
      if (digest.digest('hex') !== sha256) missing.push(`the file ${id} holds something else than was handed in`);
    } catch (error) {
      missing.push(`the file ${id} is not in the store: ${(error as Error).message}`);
    }
  }
  return missing;
}
