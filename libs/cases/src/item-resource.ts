import type { Resource } from '@onething/identity';
import type { ItemRecord } from './persistence/case.repository';

/** What the scopes of the authorisation table are compared with, of an item case. */
export function resourceOf({ concernedIds, state: { scope } }: Pick<ItemRecord, 'concernedIds' | 'state'>): Resource {
  return { concernedIds, departmentCode: scope.department, divisionCode: scope.division };
}
