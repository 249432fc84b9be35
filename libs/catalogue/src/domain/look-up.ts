import { DomainError } from '@onething/kernel';

/** What cannot be a code, such as a number or a name of a person, is not repeated. */
const CODE = /^[a-z][a-z\d-]{0,63}$/i;

/**
 * An entry of the catalogue by its code.
 * @throws DomainError `CATALOGUE.UNKNOWN_REFERENCE` when the catalogue refers to what it does not contain.
 */
export function lookUp<T>(entries: ReadonlyMap<string, T>, code: string, kind: string): T {
  const entry = entries.get(code);
  if (entry === undefined) {
    throw new DomainError('notFound', 'CATALOGUE.UNKNOWN_REFERENCE', CODE.test(code) ? `The catalogue has no ${kind} "${code}".` : `The catalogue has no such ${kind}.`);
  }
  return entry;
}
