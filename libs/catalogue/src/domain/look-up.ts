import { DomainError } from '@onething/kernel';

/**
 * An entry of the catalogue by its code.
 * @throws DomainError `CATALOGUE.UNKNOWN_REFERENCE` when the catalogue refers to what it does not contain.
 */
export function lookUp<T>(entries: ReadonlyMap<string, T>, code: string, kind: string): T {
  const entry = entries.get(code);
  if (entry === undefined) {
    throw new DomainError('notFound', 'CATALOGUE.UNKNOWN_REFERENCE', `The catalogue has no ${kind} "${code}".`);
  }
  return entry;
}
