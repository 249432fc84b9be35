import { dueDate, startDeliveryClock } from '@onething/deadlines';
import { type CivilDate, DomainError, type WorkCalendar } from '@onething/kernel';
import type { BundleClock } from './bundle-deadlines';
import type { DeliveryWay, ItemEnd } from './event';

/** How an item ended, and until when its result is to be handed over. */
export interface BundleEnd extends ItemEnd {
  deliverBy?: CivilDate;
  /** Of the grant: from then on the days for the delivery count. */
  decidedOn?: CivilDate;
  /** The version of the calendar under which that day may still move, because the notice of its year is not out. */
  provisionalUnder?: string;
  /** Somebody was told that this day has passed. */
  overdue?: true;
}

export interface Delivery {
  how: DeliveryWay;
  on: CivilDate;
  /** Number of the parcel. */
  tracking?: string;
  /** Person of the agent who collected it (代领). */
  collector?: string;
}

/** What a bundle knows of its results, by item. */
interface Results {
  ends: Record<string, BundleEnd>;
  deliveries: Record<string, Delivery>;
}

/** 行政许可法 art. 44: the days count from each decision, not from the end of the one-thing as a whole. */
export function deliveryDayOf(calendar: WorkCalendar, decidedOn: CivilDate): Pick<BundleEnd, 'decidedOn' | 'deliverBy' | 'provisionalUnder'> {
  const { on, provisional } = dueDate(startDeliveryClock(decidedOn), calendar);
  return { decidedOn, deliverBy: on, ...(provisional ? { provisionalUnder: calendar.version } : {}) };
}

/**
 * Days that were provisional under another calendar are computed anew. What was late and is not by the new day is in time again.
 * @returns undefined when there is none
 */
export function recomputed(results: Results, calendar: WorkCalendar, today: CivilDate): Results['ends'] | undefined {
  const open = deliverableItems(results).map((item) => results.ends[item]!);
  const outdated = open.filter(({ provisionalUnder }) => provisionalUnder !== undefined && provisionalUnder !== calendar.version);
  if (outdated.length === 0) return undefined;
  return { ...results.ends, ...Object.fromEntries(outdated.map(({ provisionalUnder: _, overdue, ...end }): [string, BundleEnd] => {
    const day = deliveryDayOf(calendar, end.decidedOn!);
    return [end.item, { ...end, ...day, ...(overdue && day.deliverBy! < today ? { overdue } : {}) }];
  })) };
}

/** Items whose results wait to be handed over. */
export const deliverableItems = ({ ends, deliveries }: Results): string[] => Object.keys(ends).filter((item) => ends[item]!.result && !deliveries[item]);

/** What the clock of a submitted bundle says of its results. The promise, what was reached once, and that its data are erased, stays in it. */
export function deliveryClock(
  { clock: { promise, dataErasedOn, completedOn, deliveredOn }, state, ...results }: Results & { clock: BundleClock; state: string }, calendar: WorkCalendar,
): BundleClock {
  const open = deliverableItems(results).map((item) => results.ends[item]!);
  const versions = [...open.flatMap((end) => end.provisionalUnder ?? []), ...(state === 'handling' && promise?.provisional ? [promise.calendarVersion] : [])];
  const provisionalUnder = versions.find((version) => version !== calendar.version) ?? versions[0];
  const kept = {
    ...(promise && { promise }), ...(provisionalUnder !== undefined && { provisionalUnder }),
    ...(dataErasedOn && { dataErasedOn }), ...(completedOn && { completedOn }), ...(deliveredOn && { deliveredOn }),
  };
  if (open.length === 0) return kept;
  const inTime = open.filter(({ overdue }) => !overdue);
  const [next] = (inTime.length > 0 ? inTime : open).toSorted((one, other) => (one.deliverBy! < other.deliverBy! ? -1 : 1));
  return {
    ...kept, deliverBy: next!.deliverBy!, ...(next!.provisionalUnder !== undefined ? { deliverByProvisional: true } : {}),
    ...(inTime.length === 0 ? { deliveryPassed: true } : {}), ...(inTime.length < open.length ? { deliveryOverdue: true } : {}),
  };
}

/**
 * @param items all that wait when left out
 * @returns the deliveries, with these
 * @throws DomainError `CASES.NOT_DELIVERABLE` (refused)
 */
export function handOver(results: Results, delivery: Delivery, items?: readonly string[]): Results['deliveries'] {
  const open = deliverableItems(results);
  const chosen = items ?? open;
  const strange = chosen.filter((item) => !open.includes(item));
  if (strange.length > 0 || chosen.length === 0) throw notDeliverable(strange);
  return { ...results.deliveries, ...Object.fromEntries(chosen.map((item) => [item, delivery])) };
}

/** @returns the ends, with those marked whose day has passed now; undefined when there is none */
export function markOverdue(results: Results, today: CivilDate): Results['ends'] | undefined {
  const late = deliverableItems(results).filter((item) => !results.ends[item]!.overdue && results.ends[item]!.deliverBy! < today);
  if (late.length === 0) return undefined;
  return { ...results.ends, ...Object.fromEntries(late.map((item): [string, BundleEnd] => [item, { ...results.ends[item]!, overdue: true }])) };
}

/** A result whose grant was withdrawn is not handed over. @returns undefined when the item gave none */
export function withoutResult(ends: Results['ends'], item: string): Results['ends'] | undefined {
  const { result, deliverBy: _, overdue: __, decidedOn: ___, provisionalUnder: ____, ...end } = ends[item] ?? ({} as BundleEnd);
  return result && { ...ends, [item]: end };
}

function notDeliverable(items: string[]): DomainError {
  const message = items.length > 0
    ? `There is no result to hand over for ${items.join(', ')}: not issued yet, or handed over already. Leave it out.`
    : 'No result is there to be handed over yet. Wait until one is issued.';
  return new DomainError('refused', 'CASES.NOT_DELIVERABLE', message, { fields: [{ field: 'items', code: 'CASES.NOT_DELIVERABLE', message }] });
}
