import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateKeySet, type KeySet } from '@onething/crypto';
import { runCommandLine } from '../program';

const inherited = { ...process.env };
let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'onething-keys-'));
  process.env.ONETHING_HOME = home;
});
afterEach(() => {
  process.env = { ...inherited };
  rmSync(home, { recursive: true, force: true });
});

async function run(...words: string[]): Promise<{ code: number | undefined; out: string; err: string }> {
  const said = { code: undefined as number | undefined, out: '', err: '' };
  await runCommandLine(words, { out: (text) => (said.out += text), err: (text) => (said.err += text), exit: (code) => (said.code = code) });
  return said;
}

test('a key is added and becomes the current one; the old keys and the other kind stay as they are', async () => {
  expect((await run('keys', 'add', 'encryption')).code).toBe(0);
  const before = JSON.parse(readFileSync(join(home, 'keys.json'), 'utf8')) as KeySet;
  const { code, out } = await run('keys', 'add', 'blindIndex');
  expect(code).toBe(0);
  expect(out).toContain('has the key b2');
  const after = JSON.parse(readFileSync(join(home, 'keys.json'), 'utf8')) as KeySet;
  expect(after.encryption).toEqual(before.encryption);
  expect(after.encryption.current).toBe('e2');
  expect(after.blindIndex).toEqual({ current: 'b2', keys: { ...before.blindIndex.keys, b2: expect.any(String) } });
  expect(statSync(join(home, 'keys.json')).mode & 0o777).toBe(0o600);
  expect(readdirSync(home).sort()).toEqual(['keys.json', 'secrets.json']);
});

test('keys that came in a variable cannot be added to', async () => {
  process.env.ONETHING_KEYS = JSON.stringify(generateKeySet());
  expect(await run('keys', 'add', 'encryption')).toMatchObject({ code: 2, err: expect.stringContaining('ONETHING_KEY_FILE') });
});

test('a rotation makes no installation where there is none', async () => {
  expect(await run('keys', 'rotate')).toMatchObject({ code: 2, err: expect.stringContaining(`${home} holds no database`) });
});
