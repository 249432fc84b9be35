import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadSettings } from '@onething/config';
import { SystemClock } from '@onething/kernel';
import { CertificateAuthority, readKeyFiles, SealingService, verifySesSignature } from '@onething/seals';
import supertest from 'supertest';
import { type Platform, startPlatform } from '../../apps/api/src/start/platform';
import { runCommandLine } from '../../apps/cli/src/program';
import { defaultHome, hostFacts } from '../../config/home';
import { testServer } from '../support/database';
import { MINIO_PROGRAM, NO_MINIO, S3Server } from '../support/s3-server';
import { createEmptyDatabase, run as runSql } from './fresh-databases';

const PASSPHRASE = 'ten plain words and a comma';
/** Where the database's OS user may go: as root PostgreSQL runs under another user. */
const homes = process.getuid?.() === 0 ? dirname(defaultHome(hostFacts())) : tmpdir();
const [home, otherHome, thirdHome] = ['a', 'b', 'c'].map((name) => join(homes, `test-${name}-${randomUUID()}`)) as [string, string, string];

let place: string;
let platform: Platform | undefined;

const start = (where: string) => startPlatform({
  settings: loadSettings({ ONETHING_HOME: where, PORT: '0' }), clock: new SystemClock(), worker: 'none', register: 'none', log: { write: () => undefined },
});

/** A command line in the environment of an installation. */
const onething = (where: string, ...words: string[]) => onethingWith({ ONETHING_HOME: where }, ...words);

async function onethingWith(environment: Record<string, string>, ...words: string[]): Promise<{ code?: number; out: string; err: string; progress: string[] }> {
  const said: { code?: number; out: string; err: string; progress: string[] } = { out: '', err: '', progress: [] };
  const before = Object.keys(environment).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, environment);
  try {
    await runCommandLine(words, {
      out: (text) => (said.out += `${text}\n`), err: (text) => (said.err += `${text}\n`), exit: (code) => (said.code = code),
      progress: (text) => said.progress.push(text),
    });
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
  return said;
}

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'onething-backup-'));
  await writeFile(join(place, 'passphrase'), `${PASSPHRASE}\n`);
  platform = await start(home);
}, 120_000);
afterAll(async () => {
  await platform?.stop();
  for (const folder of [home, otherHome, thirdHome, place]) await rm(folder, { recursive: true, force: true });
});

const withKeys = () => ['--with-keys', '--passphrase-file', join(place, 'passphrase')];

test('backs up beside the running platform, and says what is not in it', async () => {
  const { code, out, progress } = await onething(home, 'backup', join(place, 'plain'));
  expect([code, out]).toEqual([0, expect.stringMatching(/plain: \d+ tables, \d+ rows, 0 files, [\d.]+ MiB\nThe keys are not in it\. .*keys\.json apart/)]);
  expect(progress.at(-1)).toMatch(/^tables (\d+)\/\1, /);
  expect((await supertest(platform!.url).get('/api/health')).status).toBe(200);
  expect(out).toContain(`Nor are those of seals, in ${join(home, 'seal-keys')}`);
  expect((await readdir(join(place, 'plain'))).filter((name) => name.includes('key'))).toEqual([]);
  const whole = await onething(home, 'backup', join(place, 'whole.tar'), ...withKeys());
  expect([whole.code, whole.out]).toEqual([0, expect.stringContaining('The keys, those of seals among them, are in it')]);
  const [key] = Object.values(await readKeyFiles(join(home, 'seal-keys')));
  expect(readFileSync(join(place, 'whole.tar'), 'latin1')).not.toContain((JSON.parse(key!) as { privateKey: { ct: string } }).privateKey.ct);
});

test('backs up the installation of a home whose platform does not run', async () => {
  await platform!.stop();
  platform = undefined;
  expect((await onething(home, 'backup', join(place, 'resting'))).code).toBe(0);
}, 60_000);

test.each([
  [['backup'], 'missing required argument'],
  [['backup', 'x', '--with-keys'], 'CLI.NO_PASSPHRASE'],
  [['backup', 'x', '--with-keys', '--passphrase-file', '/nowhere'], 'CLI.NO_PASSPHRASE'],
])('%j cannot run and ends with 2', async (words, message) => {
  const { code, err } = await onething(home, ...words);
  expect([code, err]).toEqual([2, expect.stringContaining(message)]);
});

test('makes no installation where there is none to back up', async () => {
  const { code, err } = await onething(thirdHome, 'backup', join(place, 'nothing'));
  expect([code, err]).toEqual([2, expect.stringContaining('BACKUP.NOTHING_THERE')]);
  expect(await readdir(thirdHome)).not.toContain('postgres');
});

test('what is no whole backup ends with 1, and with nothing written', async () => {
  const { code, err } = await onething(thirdHome, 'restore', join(place, 'nowhere'));
  expect([code, err]).toEqual([1, expect.stringContaining('BACKUP.UNFINISHED')]);
  expect(await readdir(thirdHome)).not.toContain('postgres');
});

test('without its keys a backup is not restored', async () => {
  const { code, err } = await onething(thirdHome, 'restore', join(place, 'plain'));
  expect([code, err]).toEqual([2, expect.stringContaining('BACKUP.OTHER_KEYS')]);
});

test('restores into a new home, keys included; who lived there logs in', async () => {
  const { code, out, err } = await onething(otherHome, 'restore', join(place, 'whole.tar'), '--passphrase-file', join(place, 'passphrase'));
  expect([code, err]).toEqual([0, '']);
  expect(out).toContain('is restored');
  expect(readFileSync(join(otherHome, 'keys.json'), 'utf8').trim()).toBe(readFileSync(join(home, 'keys.json'), 'utf8').trim());
  platform = await start(otherHome);
  const { login, password } = platform.demoAccounts.find((account) => account.login === 'mother')!;
  const { body } = await supertest(platform.url).post('/api/auth/login').send({ login, password }).expect(200);
  const me = await supertest(platform.url).get('/api/me').set('Authorization', `Bearer ${body.accessToken}`).expect(200);
  expect(me.body.person.name).toBe('王丽');
  expect(await runSql(platform.databaseUrls.ownerUrl, `SELECT count(*)::int AS accounts FROM account WHERE login = 'mother'`)).toEqual([{ accounts: 1 }]);
}, 120_000);

test('what was restored with its keys seals as before', async () => {
  const keys = await readKeyFiles(join(home, 'seal-keys'));
  expect(Object.keys(keys).length).toBeGreaterThan(100);
  expect(await readKeyFiles(join(otherHome, 'seal-keys'))).toEqual(keys);
  const [{ id }] = await runSql(platform!.databaseUrls.ownerUrl, 'SELECT id FROM seal ORDER BY id LIMIT 1') as [{ id: string }];
  const { signature } = await platform!.app.get(SealingService, { strict: false }).sealDigest({
    sealId: id, digest: Buffer.alloc(32, 7), purpose: 'licence', documentId: randomUUID(), propertyInfo: 'test', authorisedBy: 'test',
  });
  const trust = await platform!.app.get(CertificateAuthority, { strict: false }).getTrust('SM2');
  expect(verifySesSignature(signature, trust, { dataHash: Buffer.alloc(32, 7), now: new SystemClock().now() }).valid).toBe(true);
}, 60_000);

test('does not restore over an installation', async () => {
  await platform!.stop();
  platform = undefined;
  const { code, err } = await onething(otherHome, 'restore', join(place, 'plain'));
  expect([code, err]).toEqual([2, expect.stringContaining('BACKUP.INSTALLATION_NOT_EMPTY')]);
}, 60_000);

(MINIO_PROGRAM ? test : test.skip)(`restores into an external database and an S3 store that settings name, and backs that up again (${MINIO_PROGRAM ? 'MinIO' : NO_MINIO})`, async () => {
  const [database, s3] = await Promise.all([createEmptyDatabase(await testServer()), S3Server.start()]);
  const keyFile = join(place, 'external-keys.json');
  const environment = {
    DATABASE_URL: database.appUrl, MIGRATION_DATABASE_URL: database.ownerUrl, JWT_SECRET: 'a secret of the tests, long enough to be one', ONETHING_KEY_FILE: keyFile,
    S3_ENDPOINT: s3.settings.endpoint, S3_ACCESS_KEY: s3.settings.accessKey, S3_SECRET_KEY: s3.settings.secretKey, S3_BUCKET: s3.settings.bucket, SEAL_KEY_FOLDER: join(place, 'external-seal-keys'),
  };
  try {
    // Its keys come apart, as an operator keeps them.
    await writeFile(keyFile, readFileSync(join(home, 'keys.json')));
    const restored = await onethingWith(environment, 'restore', join(place, 'plain'));
    expect([restored.code, restored.err, restored.out]).toEqual([0, '', expect.stringContaining('is restored')]);
    expect((await onethingWith(environment, 'restore', join(place, 'plain'))).err).toContain('BACKUP.INSTALLATION_NOT_EMPTY');
    const external = await startPlatform({ settings: loadSettings({ ...environment, PORT: '0' }), clock: new SystemClock(), worker: 'none', register: 'none', log: { write: () => undefined } });
    try {
      const [account] = await runSql<{ id: string }>(database.ownerUrl, `SELECT id FROM account WHERE login = 'mother'`);
      expect(account).toBeDefined();
      expect((await supertest(external.url).get('/api/health')).status).toBe(200);
      const again = await onethingWith(environment, 'backup', join(place, 'external'));
      expect([again.code, again.err]).toEqual([0, '']);
    } finally {
      await external.stop();
    }
  } finally {
    await s3.stop();
    await database.drop();
  }
}, 120_000);
