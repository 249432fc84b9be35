import type { INestApplicationContext } from '@nestjs/common';
import { EventFeed, findBrokenLink } from '@onething/cases';
import { Database } from '@onething/persistence';

const CASES = { name: 'integrity.cases', text: 'SELECT id FROM bundle_case ORDER BY id' };
const PENDING = { name: 'integrity.pending', text: 'SELECT type, attempts, last_error FROM pending_command WHERE due_at IS NULL' };
const NUMBERS = { name: 'integrity.numbers', text: 'SELECT number, kind FROM official_number' };
const QUEUES = {
  name: 'integrity.queues',
  text: `SELECT case_id, item_id, i.state, q.state AS queued FROM item_case i FULL JOIN queue_item q USING (case_id, item_id)
    WHERE (i.ended_at IS NULL AND i.state <> 'waiting') IS DISTINCT FROM (q.state IS NOT NULL)
      OR (q.state IS NOT NULL AND (q.state, q.step, q.version, q.division_code) IS DISTINCT FROM (i.state, i.step, i.version, i.division_code))`,
};
const SERIALS = { name: 'integrity.serials', text: 'SELECT sum(last)::int AS taken, (SELECT count(*)::int FROM official_number) AS used FROM number_serial' };
const STATES = {
  name: 'integrity.states',
  text: `SELECT case_id, item_id, seq, last_seq FROM (
      SELECT case_id, item_id, last_seq FROM item_case UNION ALL SELECT id, NULL, last_seq FROM bundle_case) AS chain
    JOIN LATERAL (SELECT max(seq) AS seq FROM case_event e WHERE e.case_id = chain.case_id AND e.item_id IS NOT DISTINCT FROM chain.item_id) AS e ON true
    WHERE seq IS DISTINCT FROM last_seq`,
};

/** Digits of the serial, and whether a check character follows it. */
const SERIAL = { bundle: /^(.*)(\d{6})$/, receipt: /^(.*)(\d{5}).$/, case: /^(.*)(\d{5}).$/ };

/**
 * What must hold whatever happened at once: chains without gaps that verify and agree with the states, official numbers without
 * gaps, queues that show the states, nothing left to carry out. @returns what does not hold, in words
 */
export async function brokenThings(app: INestApplicationContext): Promise<string[]> {
  const database = app.get(Database, { strict: false });
  const pending = await database.query<{ type: string }>(PENDING, []);
  const states = await database.query<{ case_id: string; seq: number }>(STATES, []);
  const queues = await database.query<object>(QUEUES, []);
  const [serials] = await database.query<{ taken: number | null; used: number }>(SERIALS, []);
  return [
    ...await brokenChains(app),
    ...states.map((row) => `a state that its chain does not reach: ${JSON.stringify(row)}`),
    ...queues.map((row) => `a queue that does not show what there is: ${JSON.stringify(row)}`),
    ...numberGaps(await database.query<{ number: string; kind: keyof typeof SERIAL }>(NUMBERS, [])),
    ...((serials?.taken ?? 0) === serials?.used ? [] : [`${serials?.taken} serials were taken and ${serials?.used} numbers given`]),
    ...pending.map((row) => `a command that still waits: ${JSON.stringify(row)}`),
  ];
}

async function brokenChains(app: INestApplicationContext): Promise<string[]> {
  const feed = app.get(EventFeed, { strict: false });
  const broken: string[] = [];
  for (const { id } of await app.get(Database, { strict: false }).query<{ id: string }>(CASES, [])) {
    const chains = Map.groupBy(await feed.ofCase(id), (event) => event.itemId);
    for (const [itemId, events] of chains) {
      const link = findBrokenLink(events.sort((one, other) => one.seq - other.seq));
      if (link) broken.push(`the chain of ${itemId ?? 'the bundle'} of ${id} is broken at ${link.seq}`);
    }
  }
  return broken;
}

/** The primary key keeps numbers unique; here each series must run from 1 on. */
function numberGaps(numbers: { number: string; kind: keyof typeof SERIAL }[]): string[] {
  const series = Map.groupBy(numbers.map(({ number, kind }) => SERIAL[kind].exec(number)!), ([, prefix]) => prefix);
  return [...series].flatMap(([prefix, matches]) => {
    const serials = matches.map(([, , serial]) => Number(serial)).sort((one, other) => one - other);
    return serials.every((serial, index) => serial === index + 1) ? [] : [`the numbers ${prefix} are ${serials.join()}`];
  });
}
