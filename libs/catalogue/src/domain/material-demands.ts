import { lookUp } from './look-up';
import type { CanonicalMaterial, Catalogue, ItemMaterial, ServiceItem } from './model';
import type { Answers, Dependency } from './plan';
import { isTriggered, judge } from './triggering';

/** One item asking for one paper, once its conditions over the answers are settled. */
export interface MaterialDemand {
  item: ServiceItem;
  material: CanonicalMaterial;
  entry: ItemMaterial;
  /** The condition that is left because it looks at the form. */
  when?: string;
  /** A necessary paper that the situation itself asks for: the only ones that are counted. */
  counted: boolean;
}

/** All papers that the chosen items ask for under these answers. */
export function materialDemands(catalogue: Catalogue, items: ServiceItem[], answers: Answers): MaterialDemand[] {
  return items.flatMap((item) => item.materials.flatMap((entry) => {
    const verdict = judge(entry.when, answers);
    if (verdict === 'fails') return [];
    return [{
      item,
      entry,
      material: lookUp(catalogue.materials, entry.material, 'material'),
      ...(verdict === 'open' && { when: entry.when }),
      counted: entry.necessity === '1' && isTriggered(entry.when, answers),
    }];
  }));
}

/** The items whose result is that paper, for the same holder; an item does not wait for its own result. */
export function producersOf(demand: MaterialDemand, items: ServiceItem[]): ServiceItem[] {
  const licenceTypes = demand.material.replacedBy.flatMap((way) => (way.by === 'licence' ? [way.licenceType] : []));
  return items.filter((item) => item.code !== demand.item.code
    && item.result !== undefined
    && item.result.holder === demand.material.subject
    && licenceTypes.includes(item.result.licenceType));
}

/** Dependencies that nobody has to write down: an item waits for the item whose result it asks for. */
export function inferDependencies(demands: MaterialDemand[], items: ServiceItem[]): Dependency[] {
  return demands.flatMap((demand) => producersOf(demand, items).map((producer) => ({
    item: demand.item.code,
    on: producer.code,
    because: { material: demand.material.code },
  })));
}
