import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { firstDifference } from './open-api-drift';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onething-drift-'));
  file = join(folder, 'openapi.json');
  writeFileSync(file, 'a\nb\nc\n');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('the same document has no difference', () => {
  expect(firstDifference(file, 'a\nb\nc\n')).toBeUndefined();
});

test.each([
  ['a changed line', 'a\nx\nc\n', 'line 2: the API has "x", the file "b"'],
  ['a line more', 'a\nb\nc\nd\n', 'line 4: the API has "d", the file ""'],
  ['a line less', 'a\nb\n', 'line 3: the API has "", the file "c"'],
])('%s is told', (_name, text, difference) => {
  expect(firstDifference(file, text)).toBe(difference);
});

test('a missing file differs', () => {
  expect(firstDifference(join(folder, 'none.json'), 'a\n')).toMatch(/^line 1/);
});
