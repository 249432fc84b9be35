import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { CATALOGUE_KINDS } from '../domain/kinds';
import { CATALOGUE_SCHEMAS, validatorOf } from './catalogue-schemas';
import type { SourceFile } from './catalogue-files';
import { formatProblem } from './catalogue-problem';
import { assembleCatalogue, loadCatalogue } from './load-catalogue';

const VALID = join(__dirname, '../../../../test/fixtures/catalogue-valid');
const sources: SourceFile[] = readdirSync(VALID).map((name) => ({ path: name, text: readFileSync(join(VALID, name), 'utf8') }));

const problemsOf = (files: SourceFile[]): string[] => assembleCatalogue(files).problems.map(formatProblem);

test('a folder is read with everything below it, each file once', async () => {
  const { catalogue, problems } = await loadCatalogue([VALID, join(VALID, 'materials.yaml')]);
  expect(problems).toEqual([]);
  expect(catalogue.items.size).toBe(2);
  expect(catalogue.authorities).toHaveLength(2);
  expect([...catalogue.oneThings.keys()]).toEqual(['newborn', 'retirement']);
});

test('a path that does not exist, or holds nothing, is refused', async () => {
  await expect(loadCatalogue([join(VALID, 'nowhere')])).rejects.toMatchObject({ code: 'CATALOGUE.NO_SUCH_PATH' });
  await expect(loadCatalogue([join(__dirname, '../domain/fixtures')])).rejects.toMatchObject({ code: 'CATALOGUE.NO_FILES' });
});

test('an entry of the wrong form still counts as existing, so that its users are not blamed', () => {
  const changed = sources.map(({ path, text }) => ({
    path,
    text: text
      .replace("digits: '23'", 'digits: 23')
      .replace("medium: '1'\n    subject: child", 'medium: paper\n    subject: child'),
  }));
  expect(problemsOf(changed)).toEqual([
    "departments.yaml:3:73 departments[health].digits: `digits` must be a text, not a number — put it in quotes: '23'",
    "materials.yaml:13:13 materials[birth-certificate].medium: `medium` cannot be 'paper' — write one of '1', '2', '3'",
  ]);
});

test('while a file cannot be read, no reference into it is blamed', () => {
  const changed = sources.map(({ path, text }) => ({
    path,
    text: path === 'departments.yaml' ? text.replace('[', '{').replace('{', '[') : text,
  }));
  expect(problemsOf(changed).every((problem) => problem.startsWith('departments.yaml'))).toBe(true);
  expect(problemsOf(changed).length).toBeGreaterThan(0);
});

test('an empty file and a file that is a list say how a file begins', () => {
  for (const text of ['', '- a\n']) {
    expect(problemsOf([{ path: 'x.yaml', text }])).toEqual([
      expect.stringMatching(/^x\.yaml:1:1 kind: `kind` is missing — begin the file with `kind: …`, one of divisions, /),
    ]);
  }
});

test('every schema says which draft it follows, and refuses what it does not know', () => {
  for (const kind of CATALOGUE_KINDS) {
    expect(CATALOGUE_SCHEMAS[kind]['$schema']).toBe('https://json-schema.org/draft/2020-12/schema');
    expect(validatorOf(kind)({ kind, entries: [{ unheardOf: true }], more: 1 })).toBe(false);
    expect(validatorOf(kind).errors?.filter((error) => error.keyword === 'additionalProperties')).toHaveLength(2);
  }
});

/** One slip of the pen: a line left out, doubled, cut short or indented differently. */
const slip = fc.record({
  file: fc.nat(sources.length - 1),
  line: fc.nat(),
  kind: fc.constantFrom('leave out', 'double', 'cut', 'indent'),
});

function withSlip({ file, line, kind }: { file: number; line: number; kind: string }): SourceFile[] {
  return sources.map((source, index) => {
    if (index !== file) return source;
    const lines = source.text.split('\n');
    const at = line % lines.length;
    const old = lines[at]!;
    const changed = { 'leave out': [], double: [old, old], cut: [old.slice(0, old.length / 2)], indent: [`  ${old}`] }[kind]!;
    return { path: source.path, text: lines.toSpliced(at, 1, ...changed).join('\n') };
  });
}

test('no slip makes the check fall over, and each problem has a place and an advice', () => {
  fc.assert(
    fc.property(slip, (change) => {
      for (const problem of assembleCatalogue(withSlip(change)).problems) {
        expect(problem.line).toBeGreaterThan(0);
        expect(problem.column).toBeGreaterThan(0);
        expect(problem.message).not.toMatch(/undefined|\[object/);
        expect(problem.advice).not.toMatch(/^$|undefined|\[object/);
      }
    }),
    { numRuns: 150 },
  );
});
