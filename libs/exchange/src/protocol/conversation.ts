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
