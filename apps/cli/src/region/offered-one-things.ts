import { type CatalogueService, evaluateCondition, implementingCode } from '@onething/catalogue';
import type { EventPayloads } from '@onething/cases';
import { createBundleMachine, createItemMachine, initialState } from '@onething/workflow';

/** What of an item the making of cases needs. */
export interface OfferedItem {
  code: string;
  department: string;
  departmentSerial: string;
  dependsOn: string[];
  /** Days of its promise; 0 on the spot. */
  promisedDays: number;
  licenceType?: string;
  /** What its machine remembers at the beginning. */
  facts: Record<string, unknown>;
  /** By division of the case: the authority that handles it. */
  authorities: Map<string, { uscc: string; division: string; implementingCode: string }>;
}

export interface OfferedOneThing {
  code: string;
  version: number;
  items: OfferedItem[];
  spared: NonNullable<EventPayloads['submitted']['spared']>;
  bundleFacts: Record<string, unknown>;
}

/** The one-things that can be applied for, in their standard situations, and the divisions that have all the offices. */
export async function readOffers(catalogue: CatalogueService): Promise<{ oneThings: OfferedOneThing[]; divisions: string[] }> {
  const { catalogue: { oneThings, authorities } } = await catalogue.getEdition();
  const divisions = [...new Set([...authorities.values()].map(({ division }) => division))].sort();
  const open = [...oneThings.values()].filter(({ status }) => status === 'open').map(({ code }) => code).sort();
  const offers: OfferedOneThing[] = [];
  for (const code of open) offers.push(await offerOf(catalogue, code, divisions));
  return { oneThings: offers, divisions };
}

async function offerOf(service: CatalogueService, code: string, divisions: string[]): Promise<OfferedOneThing> {
  const { catalogue, version } = await service.getPublished(code);
  const plan = await service.getStandardPlan(code);
  const items = await Promise.all(plan.items.map(async ({ code: item, department, dependsOn }): Promise<OfferedItem> => {
    const serviceItem = catalogue.items.get(item)!;
    const offices = await Promise.all(divisions.map(async (division) => {
      const { uscc, division: place } = await service.getAuthority(department, division);
      return [division, { uscc, division: place, implementingCode: implementingCode({ uscc }, serviceItem) }] as const;
    }));
    return {
      code: item, department, dependsOn, promisedDays: serviceItem.promisedLimit.value,
      departmentSerial: catalogue.departments.get(department)!.digits.padStart(3, '0'),
      ...(serviceItem.result ? { licenceType: serviceItem.result.licenceType } : {}),
      facts: initialState<Record<string, unknown>>(createItemMachine(serviceItem.process, evaluateCondition)).facts,
      authorities: new Map(offices),
    };
  }));
  const { materials, steps, visits, days, materialsBy } = plan.savings;
  const shape = plan.items.map((item) => ({ code: item.code, dependsOn: item.dependsOn, itemId: item.code, department: item.department }));
  return {
    code, version, items, bundleFacts: initialState<Record<string, unknown>>(createBundleMachine({ items: shape })).facts,
    spared: { materials: materials.saved, steps: steps.saved, visits: visits.saved, days: days.saved, licences: materialsBy.licence },
  };
}
