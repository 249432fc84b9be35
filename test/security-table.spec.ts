import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');
/** What follows is our reading of a standard, by chapter. */
const [THREATS] = readFileSync(join(ROOT, 'docs/security.md'), 'utf8').split('\n## OWASP') as [string];
const HEADS = new Set(['threat', '---']);

/** `file` › title, or › @any for a file that is of that row as a whole. */
const REFERENCE = /^`([^`]+)` › (.+)$/;

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
  const source = readFileSync(join(ROOT, file), 'utf8');
  return title === '@any' || source.includes(title) ? undefined : `${file} has no test "${title}"`;
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
});
