import type { ChainedEvent, EventType } from './event';

/** Turns the payload of one schema version into that of the next. Pure: the same old event always gives the same new one. */
export type Upcaster = (payload: ChainedEvent['payload']) => ChainedEvent['payload'];

/** By type of event: the first upcaster leads from version 1 to 2, the second from 2 to 3 … */
export type Upcasters = Partial<Record<EventType, readonly Upcaster[]>>;

/**
 * When the payload of an event changes its shape, an upcaster is added here; stored events stay as they were written, because
 * their hashes are over what was written. The version that is written is one more than the number of upcasters.
 */
const UPCASTERS: Upcasters = {
  // One day for the whole, before each result had its own.
  deliveryOverdue: [(payload) => ({ ...payload, items: [] })],
  delivered: [(payload) => ({ ...payload, byAgent: false }), (payload) => ({ ...payload, again: false })],
  completed: [(payload) => ({ ...payload, again: false })],
  accepted: [(payload) => ({ ...payload, again: false })],
  // Only yellow lights were told of.
  deadlineNear: [(payload) => ({ ...payload, light: 'yellow' })],
  forwardedUp: [(payload) => ({ ...payload, dueOn: null, onTime: null })],
};

/** The version in which new events of that type are written. */
export const writtenVersion = (type: EventType, upcasters: Upcasters = UPCASTERS): number => (upcasters[type]?.length ?? 0) + 1;

/**
 * An event as the code of today understands it. Chains are verified over the stored form, never over this one.
 * @throws RangeError on a version of the future: a newer process has written it
 */
export function upcast(event: ChainedEvent, upcasters: Upcasters = UPCASTERS): ChainedEvent {
  const target = writtenVersion(event.type, upcasters);
  if (event.schemaVersion > target) throw new RangeError(`An event "${event.type}" of version ${event.schemaVersion} needs a newer program`);
  if (event.schemaVersion === target) return event;
  const steps = upcasters[event.type]!.slice(event.schemaVersion - 1);
  return { ...event, schemaVersion: target, payload: steps.reduce((payload, step) => step(payload), event.payload) };
}
