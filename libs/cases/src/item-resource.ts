import type { Resource } from '@onething/identity';
import type { ItemRecord } from './persistence/case.repository';

/** What the scopes of the authorisation table are compared with, of an item case. */
export function resourceOf({ partyIds, state: { scope } }: Pick<ItemRecord, 'partyIds' | 'state'>): Resource {
  return { partyIds, departmentCode: scope.department, divisionCode: scope.division };
}
