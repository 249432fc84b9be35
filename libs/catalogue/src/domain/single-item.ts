import type { Catalogue, CrossProvinceItem, OneThing, ServiceItem } from './model';

/** Code of the one-thing under which a complete cross-province item is handled by itself. */
export const singleItemCode = ({ code }: Pick<CrossProvinceItem, 'code'>): string => `cross-province.${code}`;

/** A one-thing of one item: its form, its materials and its own process, as cases refer to them. */
export function singleItem(cross: CrossProvinceItem, service: ServiceItem): OneThing {
  const { code, name, department } = service;
  return {
    code: singleItemCode(cross), name: cross.name, status: 'open', unlisted: true, summary: name, audience: service.serviceObjects.includes('1') ? 'person' : 'enterprise', lifeStage: '',
    keywords: [], leadDepartment: department, questions: [], items: [{ item: code }], ...(cross.provenance ? { provenance: cross.provenance } : {}),
  };
}

/** One for each cross-province item that is complete, with the provenance of that item. */
export function singleItemsOf({ crossProvinceItems, items }: Pick<Catalogue, 'crossProvinceItems' | 'items'>): OneThing[] {
  return [...crossProvinceItems.values()].flatMap((cross) => {
    const service = cross.serviceItem === undefined ? undefined : items.get(cross.serviceItem);
    return service ? [singleItem(cross, service)] : [];
  });
}
