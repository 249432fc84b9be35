import { join } from 'node:path';
import { runCommandLine } from './program';

const FIXTURES = join(__dirname, '../../../test/fixtures');
const VALID = join(FIXTURES, 'catalogue-valid');
const BROKEN = join(FIXTURES, 'catalogue-broken/misspelt-element.yaml');

async function run(...words: string[]): Promise<{ code: number | undefined; out: string; err: string }> {
  const said = { code: undefined as number | undefined, out: '', err: '' };
  await runCommandLine(words, {
    out: (text) => (said.out += `${text}\n`),
    err: (text) => (said.err += `${text}\n`),
    exit: (code) => (said.code = code),
  });
  return said;
}

test('a right catalogue ends with 0 and the totals', async () => {
  const { code, out } = await run('catalogue', 'check', VALID);
  expect(code).toBe(0);
  expect(out).toContain('serviceItems 2, oneThings 2, openOneThings 1\nno problems\n');
});

test('a broken catalogue ends with 1: one line a problem, then the totals', async () => {
  const { code, out } = await run('catalogue', 'check', VALID, BROKEN);
  expect(code).toBe(1);
  expect(out).toMatch(
    /^\S+misspelt-element\.yaml:41:20 serviceItems\[birth-copy\]\.form\[3\]\.element: there is no data element `child\.wieght` — did you mean/,
  );
  expect(out).toMatch(/\n1 problem in 1 file\n$/);
});

test('--json gives the same for programs', async () => {
  const { code, out } = await run('catalogue', 'check', '--json', VALID, BROKEN);
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({
    problems: [{ file: BROKEN, line: 41, column: 20, field: 'serviceItems[birth-copy].form[3].element' }],
    totals: { serviceItems: 3 },
  });
});

test.each([
  [['catalogue', 'check', join(FIXTURES, 'nowhere')], 'CATALOGUE.NO_SUCH_PATH: There is no file or folder'],
  [['catalogue', 'check'], "missing required argument 'path'"],
  [['catalogue', 'check', '--yaml', VALID], "unknown option '--yaml'"],
  [['catalog'], "unknown command 'catalog'"],
])('%j cannot run and ends with 2', async (words, message) => {
  const { code, err } = await run(...words);
  expect(code).toBe(2);
  expect(err).toContain(message);
});

test('help ends with 0', async () => {
  const { code, out } = await run('catalogue', '--help');
  expect(code).toBe(0);
  expect(out).toContain('check [options] <path...>');
});
