import type { Catalogue, ServiceItem, Visit } from './model';

/**
 * The visits (跑动) that an item still costs when it is handled online by itself, everything that can be replaced being
 * replaced: a counter is spared by handing in online, an original by what replaces the material, fetching by an electronic or
 * posted result; a step at which the applicant must be present stays.
 */
export function survivingVisits(catalogue: Pick<Catalogue, 'materials'>, item: ServiceItem): Visit[] {
  return item.visits.filter(({ because }) => {
    if ('counter' in because) return !item.online;
    if ('collection' in because) return item.result === undefined && !item.courier;
    if ('step' in because) return true;
    return (catalogue.materials.get(because.original)?.replacedBy.length ?? 0) === 0;
  });
}
