import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');
/** What follows is our reading of a standard, by chapter. */
const [THREATS] = readFileSync(join(ROOT, 'docs/security.md'), 'utf8').split('\n## OWASP') as [string];
const HEADS = new Set(['threat', '---']);

/** `file` › title, or › @any for a file that is of that row as a whole. */
const REFERENCE = /^`([^`]+)` › (.+)$/;

/** `test('…'`, `it('…'`, `describe('…'`, also with a table of cases, which may be long; and whether it is skipped. */
const CALL = /^([ \t]*)((?:x|f)?(?:test|it|describe)(?:\.\w+)*)(?=[(<\[`])/gm;
const TITLE = /\(\s*(['"`])((?:\\.|(?!\1).)+)\1\s*,\s*(?:async\b|\(|function\b|\w+\s*=>)/;

/** What a file says that it tests. A block that is skipped skips what stands in it, deeper to the right. */
function testsOf(source: string): { title: string; runs: boolean }[] {
  const calls = [...source.matchAll(CALL)];
  const found: { title: string; runs: boolean }[] = [];
  let skipped: number | undefined;
  for (const [index, call] of calls.entries()) {
    const [, indent, name] = call as unknown as [string, string, string];
    if (skipped !== undefined && indent.length <= skipped) skipped = undefined;
    const isSkipped = /^x|\.(skip|todo|failing)\b/.test(name);
    const [, , title] = TITLE.exec(source.slice(call.index, calls[index + 1]?.index)) ?? [];
    if (title !== undefined) found.push({ title, runs: !isSkipped && skipped === undefined });
    if (isSkipped) skipped ??= indent.length;
  }
  return found;
}

interface Row {
  threat: string;
  control: string;
  tests: string;
}

const rows: Row[] = THREATS.split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) => line.slice(2, -2).split(' | '))
  .filter((cells) => cells.length === 3 && !HEADS.has(cells[0]!))
  .map(([threat, control, tests]) => ({ threat: threat!, control: control!, tests: tests! }));

function problemOf(reference: string): string | undefined {
  const [, file, title] = REFERENCE.exec(reference) ?? [];
  if (file === undefined || title === undefined) return `"${reference}" names no test`;
  if (!/\.(spec|int-spec|e2e-spec)\.ts$/.test(file) || !existsSync(join(ROOT, file))) return `there is no test file ${file}`;
  const tests = testsOf(readFileSync(join(ROOT, file), 'utf8'));
  const found = title === '@any' ? tests : tests.filter((one) => one.title === title);
  if (found.length === 0) return `${file} has no test "${title}"`;
  return found.some(({ runs }) => runs) ? undefined : `${file} skips "${title}"`;
}

test('the table of threats is there and whole', () => {
  expect(rows.length).toBeGreaterThan(40);
  expect(rows.filter((row) => !row.control)).toEqual([]);
});

test.each(rows)('$threat: is tried by tests that there are', ({ tests }) => {
  expect(tests.split(' · ').map(problemOf).filter((problem) => problem !== undefined)).toEqual([]);
});

test('a row whose test is missing would be found', () => {
  expect(problemOf('`test/security-table.spec.ts` › ' + ['no', 'such', 'title'].join('-'))).toContain('has no test');
  expect(problemOf('`test/nothing.spec.ts` › x')).toContain('no test file');
  expect(problemOf('checked by hand')).toContain('names no test');
  expect(problemOf('`test/security-table.spec.ts` › is tried by tests')).toContain('has no test');
  expect(problemOf('`test/security-table.spec.ts` › the table of threats is there and whole')).toBeUndefined();
});

test('a test that is skipped, alone or with its block, is none', () => {
  const tests = testsOf([
    `test('one', () => {});`, `test.skip('two', () => {});`, `describe.skip('three', () => {`, `  test.each([[1]])('four', (n) => {});`, `});`, `xtest('five', async () => {});`,
    `test.each([`, `  ['a'],`, `])('six', (one) => {});`, `// test('seven', () => {});`,
  ].join('\n'));
  expect(tests).toEqual([
    { title: 'one', runs: true }, { title: 'two', runs: false }, { title: 'three', runs: false }, { title: 'four', runs: false }, { title: 'five', runs: false },
    { title: 'six', runs: true },
  ]);
});
