import type { Resource } from '@onething/identity';
import type { BundleRecord, ItemRecord } from './persistence/case.repository';

/** What the scopes of the authorisation table are compared with, of an item case. */
export function resourceOf({ concernedIds, state: { scope } }: Pick<ItemRecord, 'concernedIds' | 'state'>): Resource {
  return { concernedIds, departmentCode: scope.department, divisionCode: scope.division };
}

/** The same of the whole, for whoever hands over its results. */
export function leadResourceOf({ applicantPersonId, agent, state: { scope } }: BundleRecord, leadDepartment: string): Resource {
  const concernedIds = agent ? [applicantPersonId, agent.personId] : [applicantPersonId];
  return { concernedIds, departmentCode: leadDepartment, divisionCode: scope.division };
}
