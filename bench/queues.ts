import { join } from 'node:path';
import { loadCatalogue } from '@onething/catalogue';
import { DEMO_RESIDENTS } from '@onething/identity';
import type { Client } from 'pg';
import { hostFacts } from '../config/home';
import type { OpenAccount } from '../test/acceptance/entrance';
import { layOutOpenItems, type SampleOffice, type SampleThing } from '../test/support/open-items';
import { logIn } from './commands';
import { Connection, type Load, percentile, runLoad, type Task } from './load';
import type { MeasuredPlatform } from './measured-platform';
import { difference, parentOf, type ProcessorTime, readProcessorTime } from './processor-time';

export interface QueuePlan {
  connections: number;
  /** Of each measurement. */
  seconds: number;
  /** Open item cases, in 20 offices. */
  items: number;
}

/** Queue, counts and search are to be answered within this, p99. */
const AIM_MS = 50;
const OFFICES = 20;
const DIVISION = '650102';
/** Where no demo account works. */
const OTHER_DIVISION = '650103';
/** People who have the name of a demo resident. */
const NAMESAKES = 200;
const PERSONS = 50_000;

interface Page {
  next?: string;
}

/** What a clerk asks. */
interface Question {
  name: string;
  ask: (token: string, turn: number) => Task;
}

const get = (path: string, token: string): Task => (connection) => connection.send({ method: 'GET', path, token });
const search = (body: object, token: string): Task => (connection) => connection.send({ path: '/api/queues/applicant-search', token, body });
const pick = <T>(of: readonly T[], turn: number): T => of[turn % of.length]!;

const WORDS = ['登记', '营业执照', '出生 证明', '退休', 'check'];
const FILTERS = [
  'state=received', 'light=red', 'light=yellow', 'light=orange', 'light=paused', 'claimed=none', 'claimed=mine', 'claimed=others', 'waitsFor=head',
  'state=handling&light=green&claimed=none', 'dueFrom=2000-01-01&dueTo=2100-01-01', 'sort=submitted', 'submittedFrom=2000-01-01&sort=submitted',
];
/** Official numbers that the sample may have; which of them are of one's office is left to chance. */
const numberAt = (turn: number) => `q=S${String((turn * 7919) % 100_000).padStart(12, '0')}`;

/** Reads the first pages of a queue, one after the other. */
const browse = (token: string): Task => async (connection) => {
  let after = '';
  for (let page = 0; page < 5; page += 1) {
    const { next } = await connection.send<Page>({ method: 'GET', path: `/api/queues/items?limit=20${after}`, token });
    if (next === undefined) return;
    after = `&after=${next}`;
  }
};

/** Of clerks of one office. */
const QUESTIONS: Question[] = [
  { name: 'page', ask: (token) => browse(token) },
  { name: 'page, filtered', ask: (token, turn) => get(`/api/queues/items?${pick(FILTERS, turn)}`, token) },
  { name: 'page, by words', ask: (token, turn) => get(`/api/queues/items?q=${encodeURIComponent(pick(WORDS, turn))}`, token) },
  { name: 'page, by number', ask: (token, turn) => get(`/api/queues/items?${numberAt(turn)}`, token) },
  { name: 'counts', ask: (token) => get('/api/queues/counts', token) },
  { name: 'applicant, by number', ask: (token, turn) => search({ number: pick(DEMO_RESIDENTS, turn).number }, token) },
  { name: 'applicant, by name', ask: (token, turn) => search({ name: pick(DEMO_RESIDENTS, turn).name }, token) },
];

/** Of the clerk of a service window, who sees the intake of fourteen offices. */
const AT_WINDOW: Question[] = [
  { name: 'page, at a window', ask: (token) => browse(token) },
  { name: 'filtered, at a window', ask: (token, turn) => get(`/api/queues/items?${pick(FILTERS, turn)}`, token) },
  { name: 'by words, at a window', ask: (token, turn) => get(`/api/queues/items?q=${encodeURIComponent(pick(WORDS, turn))}`, token) },
  { name: 'counts, at a window', ask: (token) => get('/api/queues/counts', token) },
];

/** With 100,000 open item cases: queue pages, counts and applicant search, each by itself and all of them mixed. */
export async function benchQueues(platform: MeasuredPlatform, { connections: count, seconds, items }: QueuePlan): Promise<void> {
  const { facts: { url, accounts }, database } = platform;
  const connections = Array.from({ length: count }, () => new Connection(url));
  try {
    const staff = await logInAll(connections[0]!, accounts.filter(({ login }) => /^(?!window)\w+\.(clerk2?|reviewer|head)$/.test(login)));
    const [atWindow] = await logInAll(connections[0]!, accounts.filter(({ login }) => login === 'window.clerk'));
    await layOutPersons(database);
    await layOutOpenItems(database, { items, offices: await officesOf(staff), now: Date.now(), applicants: DEMO_RESIDENTS.map(({ id }) => id) });
    console.log(`${items} open item cases in ${OFFICES} offices, ${PERSONS} persons; ${count} connections, ${seconds} s for each row\n`);
    const clerks = staff.filter(({ login }) => login.endsWith('.clerk')).map(({ token }) => token);
    const asked = [...QUESTIONS.map((one) => rowOf(one.name, [one], clerks)), rowOf('all mixed', QUESTIONS, clerks)];
    await measureAll(platform, connections, [...asked, ...AT_WINDOW.map((one) => rowOf(one.name, [one], [atWindow!.token]))], seconds);
  } finally {
    await Promise.all(connections.map((connection) => connection.close()));
  }
}

interface Staff {
  login: string;
  accountId: string;
  token: string;
  department: string;
}

async function logInAll(connection: Connection, accounts: OpenAccount[]): Promise<Staff[]> {
  const staff: Staff[] = [];
  for (const account of accounts) {
    const token = await logIn(connection, account);
    const me = await connection.send<{ accountId: string; posts: { departmentCode: string }[] }>({ method: 'GET', path: '/api/me', token });
    staff.push({ login: account.login, accountId: me.accountId, token, department: me.posts[0]!.departmentCode });
  }
  return staff;
}

/** The offices of the demo accounts, and others of the same departments in which nobody asks. */
async function officesOf(staff: Staff[]): Promise<SampleOffice[]> {
  const { catalogue } = await loadCatalogue([join(hostFacts().projectRoot, 'config/catalogue')]);
  type Thing = SampleThing & { department: string };
  const things = [...catalogue.oneThings.values()].flatMap((oneThing) => (oneThing.items ?? []).map(({ item }): Thing => {
    const { department, process } = catalogue.items.get(item)!;
    return { oneThing: oneThing.code, item, department, steps: process.steps.map(({ code, role }) => ({ code, role })) };
  }));
  const departments = [...new Set(staff.map(({ department }) => department))];
  return Array.from({ length: OFFICES }, (_, i): SampleOffice => {
    const department = departments[i % departments.length]!;
    const own = things.filter((thing) => thing.department === department);
    const division = i < departments.length ? DIVISION : OTHER_DIVISION;
    const accounts = staff.filter((one) => one.department === department && division === DIVISION).map(({ accountId }) => accountId);
    return { department, division, accounts, things: own.length > 0 ? own : things };
  });
}

/** Nobody can read their names; some of them have the name of a demo resident. */
async function layOutPersons(database: Client): Promise<void> {
  await database.query(`
    INSERT INTO person (id, division_code, kind, name, name_index, number, number_index, created_at)
    SELECT gen_random_uuid(), '${DIVISION}', 'natural', p.name,
      CASE WHEN n <= ${NAMESAKES} THEN p.name_index ELSE 'b1.' || repeat(md5('name' || n / 20), 2) END,
      p.number, 'b1.' || repeat(md5('number' || n), 2), p.created_at
    FROM generate_series(1, ${PERSONS}) AS n, (SELECT * FROM person WHERE id = '${DEMO_RESIDENTS[0]!.id}') AS p`);
}

/** One row of the table: who asks what, in turn. */
interface Row {
  name: string;
  next: () => Task;
}

function rowOf(name: string, questions: readonly Question[], tokens: readonly string[]): Row {
  let turn = 0;
  return { name, next: () => pick(questions, turn).ask(pick(tokens, Math.floor(turn / questions.length)), turn++) };
}

async function measureAll(platform: MeasuredPlatform, connections: Connection[], rows: Row[], seconds: number): Promise<void> {
  for (const { next } of rows) await runLoad(connections, next, 1);
  const processors = await processorTimes(platform);
  console.log(line(['', 'per second', 'p50 ms', 'p99 ms', 'max ms', 'API ms', 'DB ms', 'others']));
  const late: string[] = [];
  for (const { name, next } of rows) {
    const { latencies } = await measure(name, () => runLoad(connections, next, seconds), processors);
    if (percentile(latencies, 0.99) >= AIM_MS) late.push(name);
  }
  console.log(late.length === 0 ? `\nAll p99 below ${AIM_MS} ms` : `\nNot below ${AIM_MS} ms at p99: ${late.join(', ')}`);
}

async function processorTimes({ pid, database }: MeasuredPlatform): Promise<() => ProcessorTime> {
  const { rows: [backend] } = await database.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const postmaster = parentOf(backend!.pid)!;
  return () => readProcessorTime(pid, postmaster);
}

/** Processor time is told per request: it is the same on a busy machine. `others`: processors that somebody else kept busy. */
async function measure(name: string, run: () => Promise<Load>, processors: () => ProcessorTime): Promise<Load> {
  const before = processors();
  const load = await run();
  const { api, database, others } = difference(before, processors());
  const at = (share: number) => percentile(load.latencies, share).toFixed(1);
  const each = (seconds: number) => ((seconds * 1000) / load.requests).toFixed(1);
  const rate = (load.requests / load.seconds).toFixed(0);
  console.log(line([name, rate, at(0.5), at(0.99), at(1), each(api), each(database), (others / load.seconds).toFixed(2)]));
  return load;
}

const WIDTHS = [24, 12, 9, 9, 9, 9, 9, 9];
const line = (cells: string[]) => cells.map((cell, i) => (i === 0 ? cell.padEnd(WIDTHS[i]!) : cell.padStart(WIDTHS[i]!))).join('');
