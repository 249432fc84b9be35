import { DomainError } from '@onething/kernel';
import type { Channel, Stage } from './grade';

/** So long a link serves: cases with corrections, hearings and extensions take months. Our own choice, ms. */
export const LINK_LIFETIME_MS = 180 * 86_400_000;

/** By which one link reaches its rater. */
export type LinkChannel = Extract<Channel, 'windowQr' | 'tablet' | 'terminal' | 'smsLink'>;
const CHANNEL_LETTERS: Record<LinkChannel, string> = { windowQr: 'q', tablet: 't', terminal: 'm', smsLink: 's' };

/** What a link to rate without a log-in is bound to (评价码): one case, one stage, and an end. */
export interface RatingLink {
  caseId: string;
  stage: Stage;
  channel: LinkChannel;
  /** The visit that is rated (一次一评); null of the matter itself. */
  visitId: string | null;
  /** Service window that gave it; null of others. */
  windowId: string | null;
  /** Epoch seconds. */
  expiresAt: number;
}

const FORM = /^([0-9a-f]{32})\.(intake|acceptance|completion)\.([qtms])\.([0-9a-f]{32})?\.([0-9a-f]{32})?\.([0-9a-z]{1,9})\.([A-Za-z0-9]{1,20}\.[0-9a-f]{64})$/;

/** What is signed, so that no signature of something else serves. */
export const signedPart = ({ caseId, stage, channel, visitId, windowId, expiresAt }: RatingLink): object =>
  ({ purpose: 'ratings.link', caseId, stage, channel, visitId, windowId, expiresAt });

/** Only characters that stand in an address as they are. @param signature `<version>.<64 hexadecimal digits>` */
export function linkToken({ caseId, stage, channel, visitId, windowId, expiresAt }: RatingLink, signature: string): string {
  const [visit, window] = [visitId, windowId].map((id) => (id === null ? '' : bare(id)));
  return [bare(caseId), stage, CHANNEL_LETTERS[channel], visit, window, expiresAt.toString(36), signature].join('.');
}

/** @throws DomainError `RATINGS.LINK_INVALID` when it has not the form of a token; its signature is for the caller to check */
export function readLinkToken(token: string): { link: RatingLink; signature: string } {
  const [, id, stage, letter, visit, window, expiresAt, signature] = FORM.exec(token) ?? [];
  if (id === undefined || signature === undefined) throw linkInvalid();
  const [channel] = Object.entries(CHANNEL_LETTERS).find(([, one]) => one === letter)! as [LinkChannel, string];
  const [visitId, windowId] = [visit, window].map((one) => (one === undefined ? null : withDashes(one))) as [string | null, string | null];
  return { link: { caseId: withDashes(id), stage: stage as Stage, channel, visitId, windowId, expiresAt: Number.parseInt(expiresAt!, 36) }, signature };
}

const bare = (id: string): string => id.replaceAll('-', '');
const withDashes = (id: string): string => id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/** The same whether it was changed, is of nothing, or was made up. */
export const linkInvalid = (): DomainError =>
  new DomainError('notFound', 'RATINGS.LINK_INVALID', 'This is no link of ours, or it was not copied whole. Scan the code on the receipt again.');

/** @throws DomainError `RATINGS.LINK_EXPIRED`. @param now epoch ms */
export function requireInTime({ expiresAt }: RatingLink, now: number): void {
  if (now < expiresAt * 1000) return;
  throw new DomainError('refused', 'RATINGS.LINK_EXPIRED', 'This link served for half a year, and no longer. Log in to rate, or ask at a window.');
}
