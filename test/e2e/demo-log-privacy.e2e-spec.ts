import { fork } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SYNTHETIC_REGISTER } from '@onething/identity';
import { Database, type Transaction } from '@onething/persistence';
import type { Platform } from '../../apps/api/src/start/platform';
import { runCommandLine } from '../../apps/cli/src/program';
import { playDemo } from '../demo/demo';
import { ExchangeWorld, FORWARDED } from '../exchange/exchange-world';
import { layUnderIds } from '../support/old-file-addresses';
import { PersonalData } from '../support/personal-data';

jest.setTimeout(180_000);

const REASON = '王丽（650102199403150028）于乌鲁木齐市天山区和平南路1号申请保全';

/** What a command has printed, its log lines too. */
interface Said {
  code?: number;
  text: string;
}

const data = new PersonalData();
const printed: string[] = [];
const logged: string[] = [];
const commands = new Map<string, Said>();
let place: string;

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'onething-said-'));
  await writeFile(join(place, 'passphrase'), 'ten plain words and a comma\n');
  for (const text of REASON.match(/王丽|\d{18}|乌鲁木齐市天山区和平南路1号/g)!) data.texts.add(text);
  const stopWatching = data.watchFetch();
  try {
    await playDemo({ print: (line) => void printed.push(line), log: { write: (line) => void logged.push(line) }, register: 'none', afterwards: runCommands });
  } finally {
    stopWatching();
  }
});
afterAll(() => rm(place, { recursive: true, force: true }));

/** Each command of `onething` that works on an installation, on that of the demonstration, and some that are refused. */
async function runCommands(platform: Platform, home: string): Promise<void> {
  const files = await platform.app.get(Database, { strict: false }).query<{ id: string }>({ name: 'test.files', text: 'SELECT id FROM case_file ORDER BY id' }, []);
  await layUnderIds(platform, files.map(({ id }) => id), files[0]!.id);
  const person = randomUUID();
  for (const words of [
    ['audit', 'verify'], ['audit', 'verify', '--json'], ['audit', 'keys'], ['licence', 'trust'], ['files', 'address'], ['store', 'check'], ['catalogue', 'check', 'config/catalogue'],
    ['retention', 'run', '--dry-run'], ['retention', 'hold', 'person', person, REASON], ['retention', 'release', 'person', person, REASON],
    ['retention', 'run'], ['keys', 'add', 'encryption'], ['keys', 'rotate'], ['files', 'encrypt'], ['audit', 'verify', '--heads', join(home, 'files/audit/heads')],
    ['audit', 'check-heads', join(home, 'files/audit/heads'), '--key', join(home, 'files/audit/keys/s1.json')], ['backup', join(place, 'plain')],
    ['backup', join(place, 'whole'), '--with-keys', '--passphrase-file', join(place, 'passphrase')],
    ['retention', 'hold', 'person', REASON, REASON], ['retention', 'hold', 'case', '650102199403150028', REASON],
  ]) commands.set(words.map((word) => word.replace(place, '').replace(home, '').replace(person, 'ID')).join(' '), await onething(home, words));
}

async function onething(home: string, words: string[]): Promise<Said> {
  const said: Said = { text: '' };
  const keep = (text: string | Uint8Array) => {
    said.text += String(text);
    return true;
  };
  const streams = [jest.spyOn(process.stdout, 'write').mockImplementation(keep), jest.spyOn(process.stderr, 'write').mockImplementation(keep)];
  const before = process.env['ONETHING_HOME'];
  process.env['ONETHING_HOME'] = home;
  try {
    await runCommandLine(words, { out: keep, err: keep, progress: keep, exit: (code) => void (said.code = code) });
  } finally {
    if (before === undefined) delete process.env['ONETHING_HOME'];
    else process.env['ONETHING_HOME'] = before;
    for (const stream of streams) stream.mockRestore();
  }
  return said;
}

const leaksIn = (text: string) => data.foundIn(text);

test('a whole demonstration, with its worker, its seals and its files, leaves nothing of anybody in the log', () => {
  expect(printed.join('\n')).toContain('verified (SM2/SM3)');
  expect(data.requests).toBeGreaterThan(100);
  expect(data.texts.size).toBeGreaterThan(40);
  expect(logged.length).toBeGreaterThan(data.requests);
  expect(logged.flatMap((line) => leaksIn(line).map((found) => `${found} in ${line.slice(0, 300)}`))).toEqual([]);
});

test('nor does any command that administers it print something of them, done or refused', () => {
  const refused = [...commands].filter(([, { code }]) => code !== 0).map(([words, { code, text }]) => [words.split(' ').slice(0, 3).join(' '), code, text]);
  expect(refused).toEqual([['retention hold person', 2, expect.stringContaining('CLI.NO_ID')], ['retention hold case', 2, expect.stringContaining('CLI.NO_ID')]]);
  expect(commands.size).toBeGreaterThanOrEqual(19);
  // The confirmation of the name and the photo lay under their ids; after the move nothing is missing, nothing left over.
  expect(commands.get('files address')!.text).toContain('2 files moved, 0 missing from the store, 0 not what was handed in');
  expect(commands.get('store check')!.text).toContain(' 0 missing, 0 orphans');
  expect([...commands].flatMap(([words, { text }]) => leaksIn(text).map((found) => `${found} printed by ${words}`))).toEqual([]);
});

test('nor do hub and nodes of the exchange, also when a case side fails over what was sent', async () => {
  const said: string[] = [];
  const keep = (text: string | Uint8Array) => said.push(String(text)) > 0;
  const streams = [jest.spyOn(process.stdout, 'write').mockImplementation(keep), jest.spyOn(process.stderr, 'write').mockImplementation(keep)];
  const world = await ExchangeWorld.start();
  try {
    for (const text of Object.values(FORWARDED.applicant)) if (text !== 'natural') data.texts.add(text);
    const [north, east] = [world.node('650000'), world.node('330000')];
    const send = (body: object) => north.database.transaction((tx) => north.exchange.send(tx, { conversation: north.exchange.newConversation(), to: '330000', type: 'caseForwarded', body: { ...body } }));
    await send(FORWARDED);
    await world.settle();
    const refused = await fetch(`${world.hubUrl}/messages`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(FORWARDED) });
    expect(refused.status).toBeGreaterThanOrEqual(400);
    // PostgreSQL repeats what it cannot read, and a store may repeat a name.
    const failing = { name: 'test.no-uuid', text: 'SELECT $1::uuid' };
    east.cases.apply = async (tx: Transaction) => void await tx.query(failing, [REASON]);
    north.cases.openFile = async () => Promise.reject(new Error(`no file of ${REASON}`));
    const file = { sha256: createHash('sha256').update('x').digest('hex'), size: 1, contentType: 'image/png', name: '王丽.png' };
    await send(FORWARDED);
    await world.settle();
    east.cases.apply = async () => undefined;
    await send({ ...FORWARDED, materials: [{ code: 'identity-card', files: [file] }] });
    await world.settle();
    expect(said.join('')).toMatch(/A delivery could not be applied[\s\S]*A file could not be sent/);
  } finally {
    for (const stream of streams) stream.mockRestore();
    await world.stop();
  }
  expect(leaksIn(said.join(''))).toEqual([]);
});

test('nor does the population register as a process of its own', async () => {
  const file = join(place, 'register.json');
  await writeFile(file, JSON.stringify(SYNTHETIC_REGISTER));
  const key = 'k'.repeat(32);
  const register = fork(join(process.cwd(), 'apps/register/src/main.ts'), {
    execArgv: ['--require', join(process.cwd(), 'test/support/run-typescript.cjs')], stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, REGISTER_KEY: key, REGISTER_FILE: file },
  });
  const said: string[] = [];
  for (const stream of [register.stdout!, register.stderr!]) stream.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  try {
    const [{ url }] = await once(register, 'message') as [{ url: string }];
    const question = { kind: 'natural', name: '王丽', number: '650102199403150028', mobile: '13899990001' };
    for (const text of [question.name, question.number, question.mobile]) data.texts.add(text);
    const asked = async (body: string, given = key) =>
      (await fetch(`${url}/checks`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${given}` }, body })).status;
    expect(await asked(JSON.stringify(question))).toBe(200);
    expect(await asked(JSON.stringify({ ...question, extra: REASON }))).toBe(400);
    expect(await asked(`{"name": ${REASON}`)).toBe(400);
    expect(await asked(JSON.stringify(question), 'another key')).toBe(401);
  } finally {
    const ended = once(register, 'exit');
    register.disconnect();
    await ended;
  }
  expect(leaksIn(said.join(''))).toEqual([]);
});
