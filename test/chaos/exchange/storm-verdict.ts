import { Client } from 'pg';

export interface StormVerdict {
  /** What is lost, doubled, out of order, or differs; nothing when all is well. */
  wrong: string[];
  receipts: number;
  /** Codes with which the hub has refused what came to it, and the nodes what the hub said. */
  refusedByHub: Record<string, number>;
  refusedByNodes: Record<string, number>;
}

export interface Judged {
  /** By region, to read them. */
  databases: ReadonlyMap<string, string>;
  hubDatabase: string;
  /** Refs of all messages that were acknowledged. */
  sent: ReadonlySet<string>;
  cases: readonly { id: string; from: string; to: string }[];
}

interface Applied { message: string; conversation: string; sequence: number; digest: string }
interface Ledger { id: string; sent: number; sent_digest: string; received: number; received_digest: string }

const WAITING = `SELECT (SELECT count(*) FROM onething.exchange_lane) + (SELECT count(*) FROM onething.exchange_delivery WHERE state <> 'done')
  + (SELECT count(*) FROM onething.exchange_fetch) + (SELECT count(*) FROM onething.exchange_upload WHERE state <> 'done')
  + (SELECT count(*) FROM onething.exchange_outgoing WHERE sequence > 0 AND outcome IS NULL) AS waiting`;

/** What a place has still to do. */
export async function waitingIn(url: string): Promise<number> {
  return Number((await read<{ waiting: string }>(url, WAITING))[0]!.waiting);
}

/** Looks into the databases of all: each message was applied once, in its order, with what was sent, and both sides say the same. */
export async function judge({ databases, hubDatabase, sent, cases }: Judged): Promise<StormVerdict> {
  const wrong: string[] = [];
  const [sentOf, appliedOf, ledgers] = [new Map<string, string>(), [] as Applied[], new Map<string, Map<string, Ledger>>()];
  const refusedByNodes: Record<string, number> = {};
  let receipts = 0;
  for (const [region, url] of databases) {
    const noted = await read<{ ref: string; message: string; digest: string }>(url, 'SELECT ref, message, digest FROM onething.chaos_sent');
    for (const { message, digest } of noted) sentOf.set(message, digest);
    const acknowledged = noted.filter(({ ref }) => sent.has(ref)).length;
    receipts += acknowledged;
    const applied = await read<Applied>(url, 'SELECT message, conversation, sequence, digest FROM onething.chaos_applied ORDER BY position');
    wrong.push(...outOfOrder(region, applied), ...await leftIn(region, url));
    appliedOf.push(...applied);
    ledgers.set(region, new Map((await read<Ledger>(url, 'SELECT id, sent, sent_digest, received, received_digest FROM onething.exchange_conversation')).map((one) => [one.id, one])));
    for (const { code, count } of await codesIn(url, `SELECT detail->>'code' AS code, count(*)::int AS count FROM onething.security_act WHERE act = 'exchange.refused' GROUP BY 1 ORDER BY 1`)) {
      refusedByNodes[code] = (refusedByNodes[code] ?? 0) + count;
    }
  }
  if (receipts !== sent.size) wrong.push(`${sent.size - receipts} messages were acknowledged, and are not there`);
  wrong.push(...differences(sentOf, appliedOf), ...disagreements(cases, ledgers));
  const refused = await codesIn(hubDatabase, 'SELECT code, count(*)::int AS count FROM onething.hub_refusal GROUP BY 1 ORDER BY 1');
  return { wrong, receipts, refusedByHub: Object.fromEntries(refused.map(({ code, count }) => [code, count])), refusedByNodes };
}

/** What was applied is what was sent, each once. */
function differences(sent: ReadonlyMap<string, string>, applied: readonly Applied[]): string[] {
  const times = new Map<string, number>();
  for (const { message } of applied) times.set(message, (times.get(message) ?? 0) + 1);
  return [
    ...[...sent.keys()].filter((message) => times.get(message) !== 1).map((message) => `${message} was applied ${times.get(message) ?? 0} times`),
    ...applied.filter(({ message, digest }) => sent.get(message) !== digest).map(({ message }) => `${message} was applied with another body, or was never sent`),
  ];
}

function outOfOrder(region: string, applied: readonly Applied[]): string[] {
  const last = new Map<string, number>();
  return applied.flatMap(({ conversation, sequence, message }) => {
    const expected = (last.get(conversation) ?? 0) + 1;
    last.set(conversation, sequence);
    return sequence === expected ? [] : [`${region} applied ${message} as number ${sequence} where ${expected} was due`];
  });
}

async function leftIn(region: string, url: string): Promise<string[]> {
  const counts: [string, string][] = [
    ['messages that were not applied there', `exchange_outgoing WHERE sequence > 0 AND outcome IS DISTINCT FROM 'applied'`], ['messages in quarantine', 'exchange_quarantine'],
    ['files that did not come', 'exchange_fetch'], ['parts of files', 'exchange_part'],
    ['files that were told more or less than once', `(SELECT message, sha256 FROM onething.chaos_arrived GROUP BY 1, 2 HAVING count(*) <> 1) AS told`],
  ];
  const found: string[] = [];
  for (const [what, from] of counts) {
    const [row] = await read<{ count: number }>(url, `SELECT count(*)::int AS count FROM ${from.startsWith('(') ? from : `onething.${from}`}`);
    if (row!.count > 0) found.push(`${region}: ${row!.count} ${what}`);
  }
  const [files] = await read<{ named: number; told: number }>(url,
    `SELECT (SELECT count(*)::int FROM onething.exchange_incoming WHERE has_files) AS named, (SELECT count(DISTINCT message)::int FROM onething.chaos_arrived) AS told`);
  if (files!.named !== files!.told) found.push(`${region}: ${files!.named} messages name files, ${files!.told} were told that theirs have come`);
  return found;
}

function disagreements(cases: Judged['cases'], ledgers: ReadonlyMap<string, ReadonlyMap<string, Ledger>>): string[] {
  return cases.flatMap(({ id, from, to }) => {
    const [one, other] = [ledgers.get(from)?.get(id), ledgers.get(to)?.get(id)];
    const agree = one && other && one.sent === other.received && one.sent_digest === other.received_digest && one.received === other.sent && one.received_digest === other.sent_digest;
    return agree ? [] : [`${from} and ${to} do not agree on ${id}`];
  });
}

function codesIn(url: string, text: string): Promise<{ code: string; count: number }[]> {
  return read(url, text);
}

async function read<Row>(url: string, text: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows as Row[];
  } finally {
    await client.end();
  }
}
