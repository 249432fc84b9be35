import type { QueueOffice } from '../colleagues';

/** An item of an office that stands otherwise in its queue than before, or left it. */
export interface QueueChange {
  caseId: string;
  /** Null: the whole case, for the office that hands its results over. */
  itemId: string | null;
  department: string;
  division: string;
}

/** What a client is told: that something is otherwise, and what it may ask for again. Nothing of the case itself. */
export interface QueueNews {
  /** Items of the queues that the person sees. */
  items: { caseId: string; itemId: string }[];
  /** Whether the list of what is to be handed over may be otherwise. */
  deliveries: boolean;
}

/**
 * What somebody in these offices is told of these changes. A service window sees what is at the intake alone: it is told that
 * something has changed, not of which item.
 * @returns undefined when nothing of it is theirs
 */
export function newsFor(offices: readonly QueueOffice[], changes: readonly QueueChange[]): QueueNews | undefined {
  const theirs = changes.flatMap((change) => {
    const office = offices.find(({ departmentCode, divisionCode }) => departmentCode === change.department && divisionCode === change.division);
    return office ? [{ ...change, named: !office.intakeOnly }] : [];
  });
  if (theirs.length === 0) return undefined;
  const items = new Map(theirs.flatMap(({ caseId, itemId, named }) => (named && itemId !== null ? [[itemId, { caseId, itemId }] as const] : [])));
  return { items: [...items.values()], deliveries: theirs.some(({ itemId }) => itemId === null) };
}
