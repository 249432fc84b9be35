import type { ErrorObject } from 'ajv';
import { checkCatalogue } from '../domain/check';
import { type CatalogueKind, CATALOGUE_KINDS, keyField } from '../domain/kinds';
import type {
  Authority,
  Catalogue,
  CanonicalMaterial,
  CrossProvinceItem,
  DataElement,
  Department,
  Division,
  FormCheckDefinition,
  LicenceType,
  OneThing,
  ServiceItem,
} from '../domain/model';
import { findNearest } from '../domain/nearest';
import { knownCodes, type RuleProblem } from '../domain/rule-problem';
import { readCatalogueFiles, type SourceFile } from './catalogue-files';
import { type CatalogueProblem, fieldName } from './catalogue-problem';
import { validatorOf } from './catalogue-schemas';
import { explainSchemaError } from './schema-advice';
import { YamlFile } from './yaml-file';

export interface LoadedCatalogue {
  /** The entries whose form is right. Fit for use only when there is no problem. */
  catalogue: Catalogue;
  /** In the order of files and lines. */
  problems: CatalogueProblem[];
}

/** An entry and where it stands. */
interface Placed {
  kind: CatalogueKind;
  code: string;
  file: YamlFile;
  index: number;
  value: unknown;
  wellFormed: boolean;
}

/**
 * Reads a catalogue and checks all of it. Problems are reported, not thrown.
 * @param paths files, or folders whose YAML files are read
 * @throws DomainError `CATALOGUE.NO_SUCH_PATH`, `CATALOGUE.NO_FILES`
 */
export async function loadCatalogue(paths: readonly string[]): Promise<LoadedCatalogue> {
  return assembleCatalogue(await readCatalogueFiles(paths));
}

/** What `loadCatalogue` does with the files once they are read. */
export function assembleCatalogue(sources: readonly SourceFile[]): LoadedCatalogue {
  const files = sources.map((source) => new YamlFile(source));
  const problems = files.flatMap((file) => file.problems);
  const placed: Placed[] = [];
  let complete = true;
  for (const file of files) {
    const outcome = readFileEntries(file);
    complete &&= outcome.understood;
    problems.push(...outcome.problems);
    placed.push(...outcome.placed);
  }
  const first = firstByCode(placed, problems);
  const catalogue = catalogueOf([...first.values()].filter((entry) => entry.wellFormed));
  if (complete) {
    const known = knownCodes(catalogue);
    for (const entry of first.values()) known[entry.kind].add(entry.code);
    problems.push(...checkCatalogue(catalogue, known).map((problem) => locate(problem, first)));
  }
  return { catalogue, problems: inReadingOrder(problems, sources) };
}

/** `understood` is false when nobody can say which entries the file was meant to hold: then no rule can be judged. */
function readFileEntries(file: YamlFile): { understood: boolean; placed: Placed[]; problems: CatalogueProblem[] } {
  if (!file.readable) return { understood: false, placed: [], problems: [] };
  const kind = kindOf(file);
  if (typeof kind !== 'string') return { understood: false, placed: [], problems: [kind] };
  const validate = validatorOf(kind);
  const errors = validate(file.value) ? [] : [...(validate.errors ?? [])];
  const entries: unknown = (file.value as { entries?: unknown }).entries;
  const broken = new Set(
    errors
      .map((error) => pathOf(error))
      .filter((path) => path[0] === 'entries')
      .map((path) => path[1]),
  );
  const placed = (Array.isArray(entries) ? entries : []).flatMap((value: unknown, index): Placed[] => {
    const code = codeOf(kind, value);
    return code === undefined ? [] : [{ kind, code, file, index, value, wellFormed: !broken.has(index) }];
  });
  return { understood: true, placed, problems: errors.filter(isCause).map((error) => schemaProblem(file, kind, error)) };
}

function kindOf(file: YamlFile): CatalogueKind | CatalogueProblem {
  const kind = typeof file.value === 'object' && file.value !== null ? (file.value as { kind?: unknown }).kind : undefined;
  if (CATALOGUE_KINDS.some((each) => each === kind)) return kind as CatalogueKind;
  const nearest = typeof kind === 'string' ? findNearest(kind, CATALOGUE_KINDS) : undefined;
  const message = kind === undefined ? '`kind` is missing' : `there is no kind '${String(kind)}' of catalogue file`;
  const advice = nearest ? `did you mean ${nearest}?` : `begin the file with \`kind: …\`, one of ${CATALOGUE_KINDS.join(', ')}`;
  return { file: file.source.path, ...file.locate(['kind']), field: 'kind', message, advice };
}

function codeOf(kind: CatalogueKind, value: unknown): string | undefined {
  const code = (value as Record<string, unknown> | null)?.[keyField(kind)];
  return typeof code === 'string' || typeof code === 'number' ? String(code) : undefined;
}

function pathOf(error: ErrorObject): (string | number)[] {
  const steps = error.instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  return steps.map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

/** `oneOf` and `if` only repeat what the errors inside them say. */
function isCause(error: ErrorObject): boolean {
  return error.keyword !== 'oneOf' && error.keyword !== 'if';
}

function schemaProblem(file: YamlFile, kind: CatalogueKind, error: ErrorObject): CatalogueProblem {
  const path = pathOf(error);
  const { message, advice, property } = explainSchemaError(error, ownName(path), file.written(path));
  const full = property === undefined ? path : [...path, property];
  const place = error.keyword === 'additionalProperties' ? file.locateKey(full) : file.locate(full);
  return { file: file.source.path, ...place, field: fieldOf(file, kind, full), message, advice };
}

function ownName(path: readonly (string | number)[]): string {
  const lastName = path.findLastIndex((step) => typeof step === 'string');
  return lastName < 0 ? 'the file' : fieldName('', path.slice(lastName));
}

function fieldOf(file: YamlFile, kind: CatalogueKind, path: readonly (string | number)[]): string {
  if (path[0] !== 'entries' || path.length < 2) return fieldName('', path);
  const entries = (file.value as { entries: unknown[] }).entries;
  const code = codeOf(kind, entries[Number(path[1])]) ?? String(path[1]);
  return fieldName(`${kind}[${code}]`, path.slice(2));
}

/** The entries by kind and code; a code that is used again is a problem of its second place. */
function firstByCode(placed: readonly Placed[], problems: CatalogueProblem[]): Map<string, Placed> {
  const first = new Map<string, Placed>();
  for (const entry of placed) {
    const key = `${entry.kind}/${entry.code}`;
    const earlier = first.get(key);
    if (!earlier) {
      first.set(key, entry);
      continue;
    }
    const path = ['entries', entry.index, keyField(entry.kind)];
    const there = earlier.file.locate(['entries', earlier.index, keyField(entry.kind)]);
    problems.push({
      file: entry.file.source.path,
      ...entry.file.locate(path),
      field: fieldOf(entry.file, entry.kind, path),
      message: `\`${entry.code}\` is used twice; first in ${earlier.file.source.path}:${there.line}`,
      advice: 'remove one of the two entries, or give this one a code of its own',
    });
  }
  return first;
}

function catalogueOf(entries: readonly Placed[]): Catalogue {
  const valuesOf = <T>(kind: CatalogueKind): T[] =>
    entries.filter((entry) => entry.kind === kind).map((entry) => entry.value as T);
  const byCode = <T extends { code: string }>(kind: CatalogueKind): Map<string, T> =>
    new Map(valuesOf<T>(kind).map((value) => [value.code, value]));
  return {
    elements: byCode<DataElement>('dataElements'),
    materials: byCode<CanonicalMaterial>('materials'),
    licenceTypes: byCode<LicenceType>('licenceTypes'),
    departments: byCode<Department>('departments'),
    authorities: valuesOf<Authority>('authorities'),
    divisions: byCode<Division>('divisions'),
    items: byCode<ServiceItem>('serviceItems'),
    formChecks: byCode<FormCheckDefinition>('formChecks'),
    crossProvinceItems: byCode<CrossProvinceItem>('crossProvinceItems'),
    oneThings: byCode<OneThing>('oneThings'),
  };
}

function locate(problem: RuleProblem, placed: ReadonlyMap<string, Placed>): CatalogueProblem {
  const entry = placed.get(`${problem.kind}/${problem.code}`)!;
  const path = ['entries', entry.index, ...problem.path];
  const { message, advice } = problem;
  return {
    file: entry.file.source.path,
    ...entry.file.locate(path),
    field: fieldOf(entry.file, problem.kind, path),
    message,
    advice,
  };
}

function inReadingOrder(problems: CatalogueProblem[], sources: readonly SourceFile[]): CatalogueProblem[] {
  const order = new Map(sources.map((source, index) => [source.path, index]));
  return problems.toSorted(
    (left, right) => order.get(left.file)! - order.get(right.file)! || left.line - right.line || left.column - right.column,
  );
}
