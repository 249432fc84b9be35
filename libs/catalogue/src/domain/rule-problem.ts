import type { DomainError } from '@onething/kernel';
import type { Catalogue } from './model';
import type { CatalogueKind, CATALOGUE_KINDS } from './kinds';
import { findNearest } from './nearest';

/** Where in an entry: property names and positions in lists. */
export type EntryPath = readonly (string | number)[];

/** A rule of the catalogue that an entry breaks: what is wrong, and what to write instead. */
export interface RuleProblem {
  kind: CatalogueKind;
  /** Code (or USCC) of the entry. */
  code: string;
  path: EntryPath;
  message: string;
  advice: string;
}

/** Takes down a problem of the entry that is being checked. */
export type Report = (path: EntryPath, message: string, advice: string) => void;

/** What the rules look at. `known` also holds the codes of entries that are too broken to be in the catalogue. */
export interface CheckContext {
  catalogue: Catalogue;
  known: Record<CatalogueKind, ReadonlySet<string>>;
}

/** The codes of each kind in a catalogue. */
export function knownCodes(catalogue: Catalogue): Record<CatalogueKind, Set<string>> {
  return {
    divisions: new Set(catalogue.divisions.keys()),
    departments: new Set(catalogue.departments.keys()),
    authorities: new Set(catalogue.authorities.map((authority) => authority.uscc)),
    licenceTypes: new Set(catalogue.licenceTypes.keys()),
    dataElements: new Set(catalogue.elements.keys()),
    materials: new Set(catalogue.materials.keys()),
    serviceItems: new Set(catalogue.items.keys()),
    formChecks: new Set(catalogue.formChecks.keys()),
    crossProvinceItems: new Set(catalogue.crossProvinceItems.keys()),
    oneThings: new Set(catalogue.oneThings.keys()),
  };
}

/** What an entry of each kind is called in a message. */
const NOUNS: Record<(typeof CATALOGUE_KINDS)[number], string> = {
  divisions: 'division',
  departments: 'department',
  authorities: 'authority',
  licenceTypes: 'licence type',
  dataElements: 'data element',
  materials: 'material',
  serviceItems: 'service item',
  formChecks: 'form check',
  crossProvinceItems: 'cross-province item',
  oneThings: 'one-thing',
};

/** Reports a reference to an entry that does not exist. @returns whether it exists */
export function checkReference(
  context: CheckContext,
  report: Report,
  path: EntryPath,
  kind: CatalogueKind,
  code: string,
): boolean {
  if (context.known[kind].has(code)) return true;
  report(
    path,
    `there is no ${NOUNS[kind]} \`${code}\``,
    adviseCode(code, context.known[kind], `add it to a file of kind ${kind}`),
  );
  return false;
}

/** What to write instead of a code that does not exist: the nearest one, or else some of those that do. */
export function adviseCode(code: string, existing: Iterable<string>, otherwise: string): string {
  const all = [...existing];
  const nearest = findNearest(code, all);
  if (nearest !== undefined) return `did you mean \`${nearest}\`? Otherwise ${otherwise}`;
  if (all.length === 0) return otherwise;
  const some = all
    .slice(0, 8)
    .map((each) => `\`${each}\``)
    .join(', ');
  return `write one of ${some}${all.length > 8 ? ' …' : ''}, or ${otherwise}`;
}

/** Reports each entry of a list whose code was used in it before. */
export function reportRepeated(report: Report, path: EntryPath, codes: readonly string[], noun: string, key = 'code'): void {
  codes.forEach((code, index) => {
    const first = codes.indexOf(code);
    if (first !== index)
      report(
        [...path, index, key],
        `${noun} \`${code}\` stands twice in this list`,
        `remove it, or entry ${first} (counted from 0)`,
      );
  });
}

/** An expected failure as a problem: its last sentence says how to mend it. Both begin small and have no full stop. */
export function explainFailure(error: DomainError): { message: string; advice: string } {
  const sentences = error.detail
    .split(/\. (?=[A-Z])/)
    .map((sentence) => `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`.replace(/\.$/, ''));
  return {
    message: sentences.slice(0, -1).join('; ') || sentences[0]!,
    advice: sentences.length > 1 ? sentences.at(-1)! : 'change it',
  };
}
