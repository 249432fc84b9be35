import type { Core } from './envelope';
import { coreDigest } from './envelope';
import { refusal } from './refusals';

/** How far one side of a conversation has been read. */
export interface ConversationEnd {
  sequence: number;
  /** Digest of the last core. */
  digest: string;
}

/** `next` it is its turn · `gap` what stands before it is missing: it is parked, and the rest asked for. */
export type Turn = 'next' | 'gap';

/**
 * @throws DomainError `EXCHANGE.CHAIN_ALTERED` when it does not follow what was read, `CONVERSATION_FORKED` when another message has its place
 */
export function turnOf(core: Core, end: ConversationEnd): Turn {
  if (core.sequence <= end.sequence) throw refusal('CONVERSATION_FORKED', `It is number ${core.sequence}.`);
  if (core.sequence > end.sequence + 1) return 'gap';
  if (core.previous !== end.digest) throw refusal('CHAIN_ALTERED', `It is number ${core.sequence}.`);
  return 'next';
}

export function endAfter(core: Core): ConversationEnd {
  return { sequence: core.sequence, digest: coreDigest(core) };
}

/** Between the two regions that began it. @throws DomainError `EXCHANGE.CONVERSATION_FOREIGN` */
export function requirePeer(conversation: { peer: string }, from: string): void {
  if (conversation.peer !== from) throw refusal('CONVERSATION_FOREIGN');
}

interface Numbered {
  sequence: number;
  head: { core: { from: string; type: string } };
  hubReceipt: { at: string };
}

/**
 * Messages of a conversation as they took effect: by the hub's time, each side's in its order. A message that the hub had to hand over again has a later receipt
 * than those that follow it; they waited for it.
 */
export function inTurn<Message extends Numbered>(messages: readonly Message[]): Message[] {
  const last = new Map<string, number>();
  const begins = ({ head }: Message) => (head.core.type === 'caseForwarded' ? 0 : 1);
  const timed = messages.toSorted((one, other) => one.sequence - other.sequence || begins(one) - begins(other)).map((message) => {
    const { from } = message.head.core;
    const at = Math.max(Date.parse(message.hubReceipt.at), last.get(from) ?? 0);
    last.set(from, at);
    return { message, at };
  });
  // Sorting is stable: what has the same time stays by its number.
  return timed.sort((one, other) => one.at - other.at).map(({ message }) => message);
}
