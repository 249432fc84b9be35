import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addKey, generateKeySet, type KeySet, type RotationProgress } from '@onething/crypto';
import { VirtualClock } from '@onething/kernel';
import { Client } from 'pg';
import supertest from 'supertest';
import { createApi } from '../../apps/api/src/create-api';
import { hostFacts } from '../../config/home';
import { NEWBORN_ANSWERS, NEWBORN_FORM } from '../acceptance/newborn-form';
import { PDF } from '../support/materials-platform';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

/** Clients that work at the same time, and what each has written before the rotation begins. */
const CLIENTS = 6;
const CASES_BEFORE = 2;
const DEADLINE_MS = 60_000;

/** A draft and its file, as they were acknowledged last. */
interface Acknowledged {
  path: string;
  childName: string;
  fileId: string;
}

let home: string;
let platform: TestPlatform;
let token: string;
const keySet = generateKeySet();
const acknowledged: Acknowledged[] = [];

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'onething-rotation-'));
  const keyFile = join(home, 'keys.json');
  writeFileSync(keyFile, JSON.stringify(keySet));
  platform = await startTestPlatform({
    worker: 'byHand', firstStart: true, settings: { keys: keySet, keyFile, objectStore: { kind: 'file', folder: join(home, 'files') }, poolSize: 10 },
  });
  token = await platform.login('mother');
}, 120_000);
afterAll(async () => {
  await platform?.stop();
  rmSync(home, { recursive: true, force: true });
});

test('a rotation under load that is killed in the middle is started again and ends: nothing is lost, nothing stays under the old key', async () => {
  const load = startLoad();
  await until(() => acknowledged.length >= CLIENTS * CASES_BEFORE);
  const renewed = addKey(keySet, 'encryption');
  writeFileSync(join(home, 'keys.json'), JSON.stringify(renewed));

  const killed = rotation();
  await progressOf(killed, 3);
  killed.kill('SIGKILL');
  await once(killed, 'exit');
  const [before, left] = [acknowledged.length, Object.values(await underKey('e1'))];
  expect(left.length).toBeGreaterThan(0);

  const second = rotation();
  const [totals] = await Promise.all([endOf(second), until(() => acknowledged.length >= before + CLIENTS)]);
  await load.stop();

  expect(totals['object_seal.data_key']).toBeGreaterThan(0);
  expect(await underKey('e1')).toEqual({});
  expect(Object.keys(await underKey('e2')).sort()).toEqual(expect.arrayContaining(['case_answers.answers', 'case_file.name', 'object_seal.data_key', 'person.name']));
  expect(load.failures).toEqual([]);
  await everythingReadsWithout(renewed, 'e1');
}, 240_000);

/** Clients that write new drafts with a file each, save over them, and read back what they wrote. */
function startLoad(): { failures: string[]; stop(): Promise<void> } {
  let going = true;
  const failures: string[] = [];
  const clients = Array.from({ length: CLIENTS }, async (_, client) => {
    for (let round = 0; going; round += 1) {
      try {
        const written = await writeCase(`李小满${'甲乙丙丁戊己'[client]}${'一二三四五六七八九十'[round % 10]}`);
        acknowledged.push(written);
        await readBack(platform.request, written);
      } catch (error) {
        failures.push((error as Error).message);
      }
    }
  });
  return { failures, stop: async () => { going = false; await Promise.all(clients); } };
}

const headers = () => ({ authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() });

async function writeCase(childName: string): Promise<Acknowledged> {
  const { body: { caseId } } = await platform.request.post('/api/cases').set(headers()).send({ oneThing: 'newborn', division: '650102', answers: NEWBORN_ANSWERS }).expect(201);
  const path = `/api/cases/${caseId}`;
  for (const name of ['李改之', childName]) {
    const { body: { version } } = await platform.request.get(path).set(headers()).expect(200);
    await platform.request.put(`${path}/draft`).set(headers()).send({ version, answers: NEWBORN_ANSWERS, form: { ...NEWBORN_FORM, 'child.name': name } }).expect(200);
  }
  const { body: file } = await platform.request.post(`${path}/materials/name-confirmation/files`)
    .set({ ...headers(), 'content-type': 'application/octet-stream', 'file-name': encodeURIComponent(`${childName}.pdf`) }).send(PDF).expect(201);
  return { path, childName, fileId: file.id };
}

async function readBack(request: TestPlatform['request'], { path, childName, fileId }: Acknowledged): Promise<void> {
  const { body: { form } } = await request.get(`${path}/form`).set(headers()).expect(200);
  if (form['child.name'] !== childName) throw new Error(`${path}: ${childName} was written, ${form['child.name']} is there`);
  const { body } = await request.get(`${path}/materials/name-confirmation/files/${fileId}`).set(headers()).buffer(true).expect(200);
  if (!PDF.equals(body as Buffer)) throw new Error(`${path}: the file is another one`);
}

function rotation(): ChildProcess {
  return spawn(process.execPath, [join(hostFacts().projectRoot, 'dist/test/chaos/rotation-process.js')], {
    env: { PATH: process.env.PATH, ONETHING_HOME: home, NODE_ENV: 'production', CHAOS_DATABASE_URL: platform.databases.appUrl }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
}

/** Until it has told of so many batches. */
function progressOf(child: ChildProcess, batches: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let told = 0;
    child.on('message', (message: RotationProgress) => {
      if ('column' in message && (told += 1) >= batches) resolve();
    });
    child.once('exit', (code) => reject(new Error(`The rotation ended by itself (${code})`)));
  });
}

function endOf(child: ChildProcess): Promise<Record<string, number>> {
  return new Promise((resolve, reject) => {
    let totals: Record<string, number> | undefined;
    child.on('message', (message: { totals?: Record<string, number> }) => (totals ??= message.totals));
    child.once('exit', (code) => (totals ? resolve(totals) : reject(new Error(`The rotation did not end well (${code})`))));
  });
}

/** Waits for what clients and processes do by themselves. */
async function until(holds: () => boolean): Promise<void> {
  const deadline = AbortSignal.timeout(DEADLINE_MS);
  while (!holds()) {
    deadline.throwIfAborted();
    await platform.request.get('/api/health/live');
  }
}

/** Values under a key, by column, in the whole database. */
async function underKey(keyId: string): Promise<Record<string, number>> {
  const client = new Client({ connectionString: platform.databases.ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ table: string; column: string }>(`SELECT c.table_name AS table, c.column_name AS column
      FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
      WHERE table_schema = 'onething' AND table_type = 'BASE TABLE' AND data_type = 'jsonb'`);
    const found: Record<string, number> = {};
    for (const { table, column } of rows) {
      const { count } = (await client.query<{ count: number }>(`SELECT count(*)::int AS count FROM onething.${table} WHERE ${column} ? 'ct' AND ${column}->>'keyId' = $1`, [keyId])).rows[0]!;
      if (count > 0) found[`${table}.${column}`] = count;
    }
    return found;
  } finally {
    await client.end();
  }
}

/** A platform that never had the old key gives back everything that was acknowledged. */
async function everythingReadsWithout(keys: KeySet, gone: string): Promise<void> {
  const { [gone]: _, ...encryption } = keys.encryption.keys;
  const settings = { ...platform.settings, keyFile: undefined, keys: { ...keys, encryption: { ...keys.encryption, keys: encryption } } };
  const app = await createApi({ settings, clock: new VirtualClock(platform.clock.now()), databaseUrl: platform.databases.appUrl, worker: 'byHand', log: { write: () => undefined } });
  try {
    await app.listen(0, '127.0.0.1');
    const request = supertest((await app.getUrl()).replace('[::1]', '127.0.0.1'));
    for (const written of acknowledged) await readBack(request, written);
    expect((await request.get('/api/me').set(headers()).expect(200)).body.person.name).toBe('王丽');
  } finally {
    await app.close();
  }
  expect(JSON.parse(readFileSync(join(home, 'keys.json'), 'utf8'))).toMatchObject({ encryption: { current: 'e2' } });
}
