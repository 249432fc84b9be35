import type { WaitingDelivery } from './incoming.repository';

/** What stands on the outside of a delivery; nothing is believed of it. Canonical form puts certificate and core, both short, before the rest. */
export function outsideOf({ envelope }: Pick<WaitingDelivery, 'envelope'>): { conversation?: string; type?: string } {
  const start = envelope.subarray(0, 2000).toString('latin1');
  return { conversation: /"conversation":"([0-9a-f-]{36})"/.exec(start)?.[1], type: /"type":"(\w+)"/.exec(start)?.[1] };
}
