import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import Ajv2019 from 'ajv/dist/2019';
import { loadSettings } from '@onething/config';
import { generateKeySet } from '@onething/crypto';
import { parse } from 'yaml';

const ROOT = join(__dirname, '../..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

interface Service {
  image?: string;
  environment?: Record<string, string>;
  secrets?: string[];
  command?: string[];
  depends_on?: Record<string, unknown> | string[];
}
interface Compose {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
  secrets: Record<string, { file: string }>;
}

test('the image listens on both stacks', () => {
  expect(read('Dockerfile')).toMatch(/^ENV .*\bHOST=::(?=\s)/m);
});

describe('docker-compose.yml', () => {
  const compose = parse(read('docker-compose.yml'), { merge: true }) as Compose;

  const problemsOf = (document: unknown) => {
    // The schema names itself with the keyword of draft 4; its formats (durations, ports) are not part of any draft.
    const schema = JSON.parse(read('test/fixtures/compose/compose-spec.json'), (key, value: unknown) => (
      ['$schema', 'id'].includes(key) && typeof value === 'string' ? undefined : value
    )) as object;
    const validate = new Ajv2019({ strict: false, validateFormats: false, allErrors: true, logger: false }).compile(schema);
    return validate(document) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };

  test('fits the schema of the Compose Specification', () => {
    expect(problemsOf(compose)).toEqual([]);
  });

  test('the schema would find a slip', () => {
    expect(problemsOf({ ...compose, services: { ...compose.services, api: { ...compose.services.api, imagee: 'x' } } }).join()).toContain('must NOT have additional properties');
  });

  test('runs PostgreSQL, an S3 store, the API and the worker, and waits only for services that it has', () => {
    expect(Object.keys(compose.services)).toEqual(expect.arrayContaining(['postgres', 's3', 'api', 'worker']));
    const named = Object.values(compose.services).flatMap(({ depends_on }) => (Array.isArray(depends_on) ? depends_on : Object.keys(depends_on ?? {})));
    expect(Object.keys(compose.services)).toEqual(expect.arrayContaining(named));
    for (const { file } of Object.values(compose.secrets)) expect(read('.gitignore').split('\n')).toContain(file.replace('./', ''));
  });

  test('gives API and worker all settings of external mode', () => {
    const folder = mkdtempSync(join(tmpdir(), 'onething-compose-'));
    try {
      const keyFile = join(folder, 'keys.json');
      writeFileSync(keyFile, JSON.stringify(generateKeySet()));
      for (const service of [compose.services.api!, compose.services.worker!]) {
        const environment = Object.fromEntries(Object.entries(service.environment!).map(([name, value]) => [name, interpolated(value)]));
        expect(environment.ONETHING_KEY_FILE).toBe('/run/secrets/keys');
        expect(service.secrets).toContain('keys');
        expect(loadSettings({ ...environment, ONETHING_KEY_FILE: keyFile })).toMatchObject({ mode: 'external', region: '650000' });
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('every secret that it asks for stands in deploy/env.example', () => {
    const asked = [...read('docker-compose.yml').matchAll(/\$\{(\w+):\?\}/g)].map((match) => match[1]!);
    const offered = [...read('deploy/env.example').matchAll(/^(\w+)=/gm)].map((match) => match[1]!);
    expect(offered).toEqual(expect.arrayContaining([...new Set(asked)]));
  });
});

/** `${NAME:?}` must be given, `${NAME:-default}` need not. */
function interpolated(value: string): string {
  return value.replace(/\$\{\w+:-([^}]*)\}/g, '$1').replace(/\$\{\w+:\?\}/g, 'a-secret-of-thirty-two-characters-or-more');
}

describe('Dockerfile', () => {
  const stages = read('Dockerfile').replace(/\\\n/g, ' ').split(/^FROM /m).slice(1).map((stage) => stage.trim().split('\n'));

  test('serves as another user than root, with a health check', () => {
    const final = stages.at(-1)!;
    expect(final).toContain('USER node');
    expect(final.some((line) => line.startsWith('HEALTHCHECK') && line.includes('/api/health'))).toBe(true);
  });

  const slow = process.env.CI ? test : test.skip;
  slow('its build commands make a platform that runs, in an empty folder (only with CI=true: it installs all packages)', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'onething-image-'));
    try {
      for (const line of stages[0]!) perform(line, folder);
      expect(existsSync(join(folder, 'node_modules/jest'))).toBe(false);
      await serves(imageOf(stages.at(-1)!, folder));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }, 600_000);
});

/** A folder with what the last stage copies from the first one, and nothing else. */
function imageOf(stage: string[], built: string): string {
  const image = join(built, 'image');
  mkdirSync(image);
  for (const line of stage) {
    const [, source, target] = /^COPY --from=build \/app\/(\S+) \.\/(\S*)$/.exec(line) ?? [];
    if (source === undefined) continue;
    const place = join(image, target || source);
    mkdirSync(dirname(place), { recursive: true });
    renameSync(join(built, source), place);
  }
  return image;
}

/** Starts the platform of the image, with a database of its own, and asks how it is. */
async function serves(image: string): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'onething-image-home-'));
  chmodSync(home, 0o755);
  try {
    const platform = spawn(process.execPath, ['--enable-source-maps', 'dist/apps/api/src/main.js'], {
      cwd: image, stdio: ['ignore', 'pipe', 'inherit'], env: { NODE_ENV: 'production', PATH: process.env.PATH, ONETHING_HOME: home, PORT: '0' },
    });
    const ended = once(platform, 'exit');
    let health: number | undefined;
    for await (const line of createInterface(platform.stdout)) {
      const url = /^OneThing.*?(http:\S+)/.exec(line)?.[1];
      if (url === undefined) continue;
      health = (await fetch(`${url}/api/health`)).status;
      platform.kill('SIGTERM');
    }
    expect([health, await ended]).toEqual([200, [0, null]]);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** Of this process only what a builder has too: where programs are, and how this host reaches a package registry. */
function builderEnvironment(): NodeJS.ProcessEnv {
  const shared = /^(PATH|HOME|NODE_EXTRA_CA_CERTS|(https?|no)_proxy|npm_config_registry)$/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => shared.test(name)));
}

/** Does what the container builder would do with a line of the build stage, in a folder instead of an image. */
function perform(line: string, folder: string): void {
  const [instruction, ...rest] = line.trim().split(/\s+/);
  if (instruction === 'RUN') execFileSync('/bin/sh', ['-c', rest.join(' ')], { cwd: folder, stdio: 'pipe', env: builderEnvironment() });
  if (instruction !== 'COPY') return;
  for (const source of rest.slice(0, -1)) copySource(source, folder);
}

/** `COPY . .` takes what the repository holds: what .dockerignore leaves out is left out by .gitignore too. */
function copySource(source: string, folder: string): void {
  const files = source === '.'
    ? execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { cwd: ROOT, encoding: 'utf8' }).split('\0').filter((name) => name !== '')
    : [source];
  for (const file of files.filter((name) => existsSync(join(ROOT, name)))) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(ROOT, file), join(folder, file));
  }
}
