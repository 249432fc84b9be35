import { createHash } from 'node:crypto';
import type { Channel } from './notice';

/**
 * Ids that follow from what they stand for, so that whatever comes twice is recognised: a UUID of version 7 (RFC 9562) whose
 * random part is a digest.
 */
function derivedId(instant: number, ...parts: readonly (string | number)[]): string {
  const bytes = createHash('sha256').update(parts.join('\n')).digest().subarray(0, 16);
  bytes.writeUIntBE(instant, 0, 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** One notice for an event, a kind and an account. Ids sort by the time of the event. */
export function noticeId(event: { hash: string; recordedAt: number }, kind: string, accountId: string): string {
  return derivedId(event.recordedAt, 'notice', event.hash, kind, accountId);
}

/** One notice for a change of a mandate and an account. */
export function mandateNoticeId(change: { id: string; at: number }, accountId: string): string {
  return derivedId(change.at, 'mandate', change.id, accountId);
}

/** One notice for the end of a correction. */
export function correctionNoticeId(correction: { id: string; at: number }): string {
  return derivedId(correction.at, 'correction', correction.id);
}

/** One delivery for a notice and a channel. */
export function deliveryId(notice: { id: string; createdAt: number }, channel: Channel): string {
  return derivedId(notice.createdAt, 'delivery', notice.id, channel);
}

/** The job of a delivery's round; an administrator's retry begins the next round. */
export function jobId(delivery: { id: string; createdAt: number }, round: number): string {
  return derivedId(delivery.createdAt, 'job', delivery.id, round);
}

/**
 * The Message-ID (RFC 5322 §3.6.4) of a delivery: the same at every try, so that a repetition after a crash between sending and
 * writing it down can be recognised.
 * @param from the sender's address, with or without a name
 */
export function messageId(delivery: string, from: string): string {
  const domain = /@([^>\s]+)>?\s*$/.exec(from)?.[1] ?? 'localhost';
  return `<notice.${delivery}@${domain}>`;
}
