import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileNodeKeys, readDirectory, rootsIn } from '@onething/exchange';
import { runCommandLine } from '../program';

let folder: string;
const at = (name: string) => join(folder, name);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'onething-authority-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** @returns what it printed; the exit code first */
async function run(...words: string[]): Promise<[number | undefined, string]> {
  const lines: string[] = [];
  let code: number | undefined;
  await runCommandLine(['exchange', ...words], { out: (text) => lines.push(text), err: (text) => lines.push(text), exit: (given) => void (code = given) });
  return [code, lines.join('\n')];
}

async function takePart(region: string): Promise<string> {
  writeFileSync(at(`${region}.request`), (await run('key', '--region', region, '--name', `示例 ${region}`, '--out', at(`${region}.pending`)))[1]);
  writeFileSync(at(`${region}.certificate`), (await run('certify', at(`${region}.request`), '--root', folder))[1]);
  expect(await run('accept', at(`${region}.pending`), at(`${region}.certificate`), '--key-file', at(`${region}.keys`))).toEqual([0, `${at(`${region}.keys`)}: 1 keys`]);
  return readFileSync(at(`${region}.certificate`), 'utf8');
}

test('a root certifies nodes and hub, whose private keys never leave them, and signs the directory', async () => {
  expect((await run('root', folder))[0]).toBe(0);
  const roots = rootsIn(readFileSync(at('root.pem'), 'utf8'));
  const [hub, north] = [await takePart('000000'), await takePart('650000')];
  expect(new FileNodeKeys(at('650000.keys')).current(Date.now()).certificate).toEqual(JSON.parse(north));
  expect([statSync(at('650000.keys')).mode & 0o777, statSync(at('root.key')).mode & 0o777]).toEqual([0o600, 0o600]);
  const pending = JSON.parse(readFileSync(at('650000.pending'), 'utf8')) as { signingKey: string; sealingKey: string };
  expect(readFileSync(at('650000.request'), 'utf8') + north).not.toMatch(new RegExp(`${pending.signingKey.slice(0, 60).replace(/[+/]/g, '.')}|${pending.sealingKey.replace(/[+/]/g, '.')}`));
  const members = [{ region: '650000', name: { zh: '新疆', en: 'Xinjiang' }, versions: [1], certificates: [JSON.parse(north)], items: [] }];
  writeFileSync(at('draft'), JSON.stringify({ number: 1, hub: [JSON.parse(hub)], members, revoked: [] }));
  const [code, directory] = await run('directory', at('draft'), '--root', folder);
  expect(code).toBe(0);
  expect(readDirectory(JSON.parse(directory), roots)).toMatchObject({ number: 1, members: [{ region: '650000' }] });
});

test('nothing is overwritten, and what does not go together is refused', async () => {
  expect((await run('root', folder))[1]).toContain('CLI.CANNOT_WRITE');
  expect((await run('accept', at('650000.pending'), at('000000.certificate'), '--key-file', at('650000.keys')))[1]).toContain('EXCHANGE.CERTIFICATE_ROLE');
  expect((await run('certify', at('draft'), '--root', folder))[1]).toContain('EXCHANGE.MALFORMED');
  expect((await run('directory', at('draft'), '--root', tmpdir()))[1]).toContain('CLI.NO_ROOT');
});
