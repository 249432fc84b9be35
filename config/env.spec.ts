import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateKeySet } from '@onething/crypto';
import { loadSettings, SettingError } from './env';
import { defaultHome } from './home';

const EXTERNAL = {
  DATABASE_URL: 'postgresql://onething_app:pw@db:5432/onething',
  MIGRATION_DATABASE_URL: 'postgresql://onething_owner:pw@db:5432/onething',
  S3_ENDPOINT: 'https://s3.example:9000', S3_ACCESS_KEY: 'a', S3_SECRET_KEY: 'b', S3_BUCKET: 'onething',
  JWT_SECRET: 'x'.repeat(32), ONETHING_KEYS: JSON.stringify(generateKeySet()),
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onething-env-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const embedded = (env: Record<string, string> = {}) => loadSettings({ ONETHING_HOME: join(folder, 'home'), ...env });

function problemWith(env: Record<string, string | undefined>): string {
  try {
    loadSettings({ ONETHING_HOME: join(folder, 'home'), ...env });
  } catch (error) {
    expect(error).toBeInstanceOf(SettingError);
    return (error as SettingError).message;
  }
  throw new Error('The settings were taken');
}

describe('embedded mode', () => {
  test('needs no setting at all', () => {
    const settings = loadSettings({}, { projectRoot: folder, runsAsRoot: false });
    expect(settings).toMatchObject({ mode: 'embedded', port: 3000, host: '127.0.0.1', region: '650000', home: join(folder, '.data') });
  });

  test('makes its secrets once, readable by their owner only', () => {
    const first = embedded();
    expect(embedded()).toEqual(first);
    for (const file of ['secrets.json', 'keys.json']) {
      expect(statSync(join(folder, 'home', file)).mode & 0o777).toBe(0o600);
    }
    expect(readFileSync(join(folder, 'home/secrets.json'), 'utf8')).toContain(first.jwtSecret);
  });

  test('puts the data of root outside the clone, at a place of its own per clone', () => {
    const root = defaultHome({ projectRoot: folder, runsAsRoot: true });
    expect(root).toMatch(/^\/var\/lib\/onething\/onething-env-\w+-[0-9a-f]{8}$/);
    expect(defaultHome({ projectRoot: tmpdir(), runsAsRoot: true })).not.toBe(root);
  });

  test('refuses settings of external mode without DATABASE_URL', () => {
    expect(problemWith({ S3_BUCKET: 'b' })).toMatch(/^DATABASE_URL is missing: S3_BUCKET is set/);
  });

  test('refuses a damaged key file by its name, and shows no key', () => {
    const { keys } = embedded();
    writeFileSync(join(folder, 'home/keys.json'), JSON.stringify({ ...keys, blindIndex: { current: 'b2', keys: keys.blindIndex.keys } }));
    expect(problemWith({})).toBe(`${join(folder, 'home/keys.json')} is malformed: The blindIndex keys have no key "b2", which "current" names`);
  });
});

describe('external mode', () => {
  test('takes what it needs from the environment and makes nothing', () => {
    const settings = loadSettings(EXTERNAL);
    expect(settings).toMatchObject({ mode: 'external', database: { ownerUrl: EXTERNAL.MIGRATION_DATABASE_URL } });
    expect(settings).not.toHaveProperty('home');
  });

  test.each(['MIGRATION_DATABASE_URL', 'S3_ENDPOINT', 'S3_ACCESS_KEY', 'S3_SECRET_KEY', 'S3_BUCKET', 'JWT_SECRET'])('names %s when it is missing', (name) => {
    expect(problemWith({ ...EXTERNAL, [name]: undefined })).toMatch(new RegExp(`^${name} is missing`));
    expect(problemWith({ ...EXTERNAL, [name]: '' })).toMatch(new RegExp(`^${name} is missing`));
  });

  test('asks for keys', () => {
    expect(problemWith({ ...EXTERNAL, ONETHING_KEYS: '' })).toMatch(/^ONETHING_KEY_FILE is missing/);
  });

  test.each([
    ['DATABASE_URL', 'mysql://a:b@c/d'], ['DATABASE_URL', 'postgresql://db'], ['MIGRATION_DATABASE_URL', 'nonsense'],
    ['S3_ENDPOINT', 's3.example'], ['S3_ENDPOINT', 'https://s3.example/path'], ['JWT_SECRET', 'short'], ['ONETHING_KEYS', '{'],
    ['ONETHING_KEYS', '{"encryption":{"current":"e1","keys":{"e1":"c2hvcnQ="}}}'], ['PORT', '80a'], ['PORT', '65536'], ['PORT', '-1'],
    ['SMTP_URL', 'mail.example'], ['SMTP_URL', 'http://mail.example'], ['SMTP_URL', 'smtp://'],
    ['REGION', '65'], ['REGION', '065000'], ['UPLOAD_LIMIT_BYTES', '0'], ['POOL_SIZE', '1.5'], ['TRACK_PER_NUMBER', '0'], ['TRACK_PER_ADDRESS', 'many'],
  ])('names %s when it is malformed: %s', (name, value) => {
    expect(problemWith({ ...EXTERNAL, [name]: value })).toMatch(new RegExp(`^${name} [^\\n]+$`));
  });

  test('names the key file that cannot be read', () => {
    expect(problemWith({ ...EXTERNAL, ONETHING_KEYS: undefined, ONETHING_KEY_FILE: '/nowhere/keys.json' })).toMatch(/^ONETHING_KEY_FILE cannot be read/);
  });
});

describe('notices', () => {
  test('the population register is optional, and needs a key', () => {
    expect(loadSettings(EXTERNAL).populationRegister).toBeUndefined();
    const url = 'https://register.example/api';
    expect(problemWith({ ...EXTERNAL, POPULATION_REGISTER_URL: url })).toMatch(/^POPULATION_REGISTER_KEY is missing/);
    expect(problemWith({ ...EXTERNAL, POPULATION_REGISTER_URL: url, POPULATION_REGISTER_KEY: 'short' })).toMatch(/^POPULATION_REGISTER_KEY is too short/);
    expect(problemWith({ ...EXTERNAL, POPULATION_REGISTER_URL: 'ftp://register', POPULATION_REGISTER_KEY: 'k'.repeat(32) })).toMatch(/^POPULATION_REGISTER_URL must look like/);
    expect(loadSettings({ ...EXTERNAL, POPULATION_REGISTER_URL: url, POPULATION_REGISTER_KEY: 'k'.repeat(32) }).populationRegister).toEqual({ url, key: 'k'.repeat(32) });
    expect(problemWith({ POPULATION_REGISTER_URL: url })).toMatch(/^DATABASE_URL is missing/);
  });

  test('mail is off without SMTP_URL, and needs a sender with it', () => {
    expect(loadSettings(EXTERNAL).mail).toBeUndefined();
    expect(problemWith({ ...EXTERNAL, SMTP_URL: 'smtps://u:p@mail.example' })).toMatch(/^MAIL_FROM is missing/);
    expect(loadSettings({ ...EXTERNAL, SMTP_URL: 'smtps://u:p@mail.example', MAIL_FROM: 'a@b.cn' }).mail).toEqual({ url: 'smtps://u:p@mail.example', from: 'a@b.cn' });
  });

  test.each([['一件事 <a@b.cn>', true], ['OneThing service <a@b.cn>', true], ['a@b.cn>', false], ['<a@b.cn', false], ['a', false], ['a@b.cn, c@d.cn', false], ['A\nB <a@b.cn>', false]])(
    'MAIL_FROM %j: %s', (from, good) => {
      const load = () => loadSettings({ ...EXTERNAL, SMTP_URL: 'smtp://mail.example:25', MAIL_FROM: from });
      if (good) expect(load().mail?.from).toBe(from);
      else expect(load).toThrow(/^MAIL_FROM must look like/);
    });

  test('SMS go into a file below the home, elsewhere only where SMS_FILE says', () => {
    expect(embedded().smsFile).toBe(join(folder, 'home/sms.jsonl'));
    expect(loadSettings(EXTERNAL).smsFile).toBeUndefined();
    expect(loadSettings({ ...EXTERNAL, SMS_FILE: '/var/spool/sms.jsonl' }).smsFile).toBe('/var/spool/sms.jsonl');
  });
});

test('keys of seals are in a folder below the home, elsewhere only where SEAL_KEY_FOLDER says', () => {
  expect([embedded().trustFolder, loadSettings(EXTERNAL).trustFolder, loadSettings({ ...EXTERNAL, TRUST_FOLDER: '/srv/trust' }).trustFolder]).toEqual([join(folder, 'home/trust'), undefined, '/srv/trust']);
  expect(embedded().sealKeyFolder).toBe(join(folder, 'home/seal-keys'));
  expect(loadSettings(EXTERNAL).sealKeyFolder).toBeUndefined();
  expect(loadSettings({ ...EXTERNAL, SEAL_KEY_FOLDER: '/srv/seal-keys' }).sealKeyFolder).toBe('/srv/seal-keys');
});

test('settings are frozen through and through', () => {
  const settings = embedded();
  expect(() => Object.assign(settings.keys.encryption, { current: 'other' })).toThrow(TypeError);
});

test('no setting reaches the clock', () => {
  const calm = JSON.stringify(embedded());
  expect(JSON.stringify(embedded({ CLOCK: 'virtual', VIRTUAL_CLOCK: '1', ONETHING_CLOCK: '2030-01-01' }))).toBe(calm);
});
