import type { Text } from '@onething/kernel';
import { reachableSteps } from './longest-path';
import type { MaterialDemand } from './material-demands';
import type { ServiceItem, Visit } from './model';
import type { Answers, MergedMaterial } from './plan';
import { isTriggered, judge } from './triggering';

/** One visit that an item costs when it is done alone, and whether the bundle still demands it. */
export interface CountedVisit {
  item: ServiceItem;
  visit: Visit;
  kept: boolean;
  why: Text;
}

const KEPT: Text = { zh: '联办仍需到场（同地同阶段合并为一次）', en: 'Still needed (visits to one place in one phase are one)' };
const ONLINE: Text = { zh: '联办免跑：在线提交', en: 'Spared: handed in online' };
const REPLACED: Text = { zh: '联办免跑：无需核验原件', en: 'Spared: the original need not be shown' };
const DELIVERED: Text = { zh: '联办免跑：结果为电子证照或寄送', en: 'Spared: the result is electronic or posted' };

function sparedBy(item: ServiceItem, visit: Visit, materials: MergedMaterial[]): Text | undefined {
  const { because } = visit;
  if ('counter' in because) return item.online ? ONLINE : undefined;
  if ('collection' in because) return item.result !== undefined || item.courier ? DELIVERED : undefined;
  if ('step' in because) return undefined;
  const material = materials.find((merged) => merged.material === because.original);
  return material === undefined || material.status !== 'handIn' ? REPLACED : undefined;
}

/**
 * The visits that this situation causes. One that belongs to a paper nobody asks for under these answers, or to a step that
 * they rule out, counts on neither side.
 */
export function countVisits(
  items: ServiceItem[], demands: MaterialDemand[], materials: MergedMaterial[], answers: Answers,
): CountedVisit[] {
  return items.flatMap((item) => {
    const steps = reachableSteps(item.process, (outcome) => judge(outcome.when, answers) !== 'fails');
    const asksFor = (code: string): boolean => demands.some((demand) =>
      demand.item.code === item.code && demand.material.code === code && isTriggered(demand.when, answers));
    const occurs = ({ because }: Visit): boolean => {
      if ('original' in because) return asksFor(because.original);
      return !('step' in because) || steps.has(because.step);
    };
    return item.visits.filter(occurs).map((visit) => {
      const spared = sparedBy(item, visit, materials);
      return { item, visit, kept: spared === undefined, why: spared ?? KEPT };
    });
  });
}
