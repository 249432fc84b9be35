import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { generateKeySet } from '@onething/crypto';
import { defaultHome } from '../../config/home';
import { childrenOf, gone, isAlive, processesOf, RunningPlatform, type StartOptions } from './running-platform';

jest.setTimeout(120_000);

const ROOT = join(__dirname, '../..');
const runsAsRoot = process.getuid?.() === 0;
const started: RunningPlatform[] = [];
const folders: string[] = [];

const start = (options: StartOptions) => {
  const platform = RunningPlatform.start(options);
  started.push(platform);
  return platform;
};

const folder = (mode: number) => {
  const made = mkdtempSync(join(tmpdir(), 'onething-start-'));
  chmodSync(made, mode);
  folders.push(made);
  return made;
};

beforeAll(() => {
  execFileSync(process.execPath, [join(ROOT, 'scripts/run.mjs'), 'build'], { stdio: 'pipe' });
});
afterEach(async () => {
  await Promise.all(started.splice(0).map((platform) => platform.cleanUp()));
  for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true });
});

describe('npm start on a home of its own', () => {
  const at = (home: string) => ({ clone: ROOT, env: { ONETHING_HOME: home } });

  test('serves, says where the data are, stops everything at Ctrl-C and finds its data again', async () => {
    const home = folder(0o755);
    const first = start(at(home));
    expect(await first.health()).toBe(200);
    expect(first.output).toContain(home);
    const { api, database } = processesOf(home);
    const register = childrenOf(api!).find(({ command }) => command.includes('apps/register'))!.pid;
    expect(await first.pressCtrlC()).toBe(0);
    expect([api, database, register].map((pid) => isAlive(pid!))).toEqual([false, false, false]);
    expect(processesOf(home)).toEqual({});
    const secrets = readFileSync(join(home, 'secrets.json'), 'utf8');

    const second = start(at(home));
    expect(await second.health()).toBe(200);
    expect(readFileSync(join(home, 'secrets.json'), 'utf8')).toBe(secrets);
    expect(await second.pressCtrlC()).toBe(0);
  });

  test('refuses a second instance in one line, and the first serves on', async () => {
    const home = folder(0o755);
    const first = start(at(home));
    await first.url();
    const second = start(at(home));
    expect(await second.ended).toBe(1);
    expect(second.lines).toEqual([expect.stringMatching(/^Another instance \(process \d+\) uses /)]);
    expect(await first.health()).toBe(200);
  });

  test('recovers after kill -9 of the platform, and of the npm that started it', async () => {
    const home = folder(0o755);
    const first = start(at(home));
    await first.url();
    const killed = processesOf(home).api!;
    const register = childrenOf(killed).find(({ command }) => command.includes('apps/register'))!.pid;
    process.kill(killed, 'SIGKILL');
    await first.ended;
    await gone(register);

    const second = start(at(home));
    expect(await second.health()).toBe(200);
    const { api } = processesOf(home);
    process.kill(second.launcher.pid!, 'SIGKILL');

    const third = start(at(home));
    expect(await third.health()).toBe(200);
    await gone(api!);
    expect(await third.pressCtrlC()).toBe(0);
  });

  test('names the port that another program has', async () => {
    const first = start(at(folder(0o755)));
    const { port } = new URL(await first.url());
    const home = folder(0o755);
    const second = start({ clone: ROOT, env: { ONETHING_HOME: home, PORT: port } });
    expect(await second.ended).toBe(1);
    expect(second.lines).toEqual([`PORT ${port} is in use by another program: set PORT to a free one`]);
    expect(processesOf(home)).toEqual({});
  });
});

describe('a wrong setting stops the start with one line that names it', () => {
  test.each([
    [{ DATABASE_URL: 'postgresql://onething_app:pw@127.0.0.1:1/onething' }, /^MIGRATION_DATABASE_URL is missing$/],
    [{ PORT: 'http' }, /^PORT must be a whole number/],
    [{ S3_BUCKET: 'files' }, /^DATABASE_URL is missing: S3_BUCKET is set/],
  ])('%j', async (env: Record<string, string>, line: RegExp) => {
    const platform = start({ clone: ROOT, env: { ONETHING_HOME: folder(0o755), ...env } });
    expect(await platform.ended).toBe(1);
    expect(platform.lines).toEqual([expect.stringMatching(line)]);
  });

  test('a database that nobody answers at', async () => {
    const url = (role: string) => `postgresql://${role}:pw@127.0.0.1:1/onething`;
    const key = Buffer.alloc(32).toString('base64');
    const versions = { current: 'k1', keys: { k1: key } };
    const platform = start({
      clone: ROOT,
      env: {
        DATABASE_URL: url('onething_app'), MIGRATION_DATABASE_URL: url('onething_owner'), S3_ENDPOINT: 'http://127.0.0.1:1', S3_ACCESS_KEY: 'a',
        S3_SECRET_KEY: 'b', S3_BUCKET: 'files', JWT_SECRET: 'x'.repeat(32), ONETHING_KEYS: JSON.stringify({ ...generateKeySet(), encryption: versions, blindIndex: versions }),
      },
    });
    expect(await platform.ended).toBe(1);
    expect(platform.lines).toEqual([expect.stringMatching(/^MIGRATION_DATABASE_URL does not connect to 127\.0\.0\.1:1\/onething: /)]);
    expect(platform.output).not.toContain(':pw@');
  });
});

describe('a clone in a home of mode 0700', () => {
  /** The project as it is, with its packages (as hard links) and its build. */
  function clone(owner?: { uid: number; gid: number }): { home: string; clone: string } {
    const home = folder(0o700);
    const place = join(home, 'onething');
    mkdirSync(place);
    const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { cwd: ROOT, encoding: 'utf8' }).split('\0');
    for (const file of files.filter((name) => name !== '' && existsSync(join(ROOT, name)))) {
      mkdirSync(dirname(join(place, file)), { recursive: true });
      cpSync(join(ROOT, file), join(place, file));
    }
    execFileSync('cp', ['-a', '--link', join(ROOT, 'node_modules'), join(place, 'node_modules')]);
    for (const built of ['dist', 'apps/portal/dist']) cpSync(join(ROOT, built), join(place, built), { recursive: true });
    if (owner) for (const path of [place, home]) chownSync(path, owner.uid, owner.gid);
    return { home, clone: place };
  }

  async function startsFrom(place: { home: string; clone: string }, data: string, user?: { uid: number; gid: number }): Promise<void> {
    const platform = start({ clone: place.clone, user });
    expect(await platform.health()).toBe(200);
    expect(platform.output).toContain(`Data               ${data}`);
    expect(statSync(place.home).mode & 0o777).toBe(0o700);
    expect(await platform.pressCtrlC()).toBe(0);
    expect(existsSync(join(data, 'postgres/data/PG_VERSION'))).toBe(true);
  }

  (runsAsRoot ? test : test.skip)('starts as root, with its data in /var/lib/onething', async () => {
    const place = clone();
    const data = defaultHome({ projectRoot: place.clone, runsAsRoot: true });
    try {
      await startsFrom(place, data);
      expect(existsSync(join(place.clone, '.data'))).toBe(false);
    } finally {
      rmSync(data, { recursive: true, force: true });
    }
  });

  test('starts as an ordinary user, with its data in the clone', async () => {
    const nobody = runsAsRoot ? { uid: 65_534, gid: 65_534 } : undefined;
    const place = clone(nobody);
    await startsFrom(place, join(place.clone, '.data'), nobody);
  });
});
