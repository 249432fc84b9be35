import { hash } from 'node:crypto';
import { canonicalJson } from '@onething/kernel';
import type { CaseEvent, ChainedEvent } from './event';

/** Where a chain begins: 64 zeros stand before its first event. */
export const CHAIN_START = '0'.repeat(64);

/** SM3(previous hash ‖ canonical event), hex. The event is hashed as JSON with sorted keys. */
export function eventHash(prevHash: string, event: CaseEvent): string {
  return hash('sm3', prevHash + canonicalJson(event));
}

/** Links new events to the end of their chain. Their `seq` must follow each other. */
export function chain(prevHash: string, events: CaseEvent[]): ChainedEvent[] {
  let last = prevHash;
  return events.map((event) => {
    const linked = { ...event, prevHash: last, hash: eventHash(last, event) };
    last = linked.hash;
    return linked;
  });
}

/** The first event of a chain (in order of `seq`) that was altered, moved or follows a gap; undefined when all is well. */
export function findBrokenLink(events: ChainedEvent[]): ChainedEvent | undefined {
  let last = CHAIN_START;
  return events.find((event, index) => {
    const { prevHash, hash, ...bare } = event;
    const whole = event.seq === index + 1 && prevHash === last && hash === eventHash(prevHash, bare);
    last = hash;
    return !whole;
  });
}
