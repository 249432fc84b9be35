import { SignatureVerifier, type SigningKeys } from '@onething/crypto';
import { canonicalJson, DomainError } from '@onething/kernel';
import type { SealTrust } from '@onething/seals';
import type { FileTrust } from './verify-file';

type Algorithms<T> = Record<'sm2' | 'p256', T>;

/** Whom to trust, on a day: what a verifier without a network needs (信任列表). DER in base64, times in ISO 8601. */
export interface TrustListBody {
  format: 'onething-trust-1';
  /** Address of the platform that made it. */
  issuer: string;
  issuedAt: string;
  /** From then on it is stale: revocations may be missing. */
  validUntil: string;
  roots: Algorithms<string[]>;
  revocationLists: Algorithms<string[]>;
  /** When seals were suspended; `to` is null while it lasts. */
  suspensions: { seal: string; from: string; to: string | null }[];
}

/** The list with the signature of the platform: SM2 over its canonical JSON (RFC 8785), DER in base64. */
export interface TrustList {
  list: TrustListBody;
  key: string;
  /** SPKI in PEM. */
  publicKey: string;
  signature: string;
}

export interface ReadTrustList {
  trust: FileTrust;
  list: TrustListBody;
  key: string;
  /** True when its key was one of those that were known before. */
  pinned: boolean;
}

/** As long as its revocation lists are in force, ms. */
const VALID_MS = 7 * 86_400_000;
/** Clocks of two machines may differ by so much, ms. */
const CLOCK_TOLERANCE_MS = 300_000;

/** @param now epoch ms */
export function writeTrustList({ sm2, p256, suspensions }: FileTrust, { issuer, now, keys }: { issuer: string; now: number; keys: SigningKeys }): TrustList {
  const list: TrustListBody = {
    format: 'onething-trust-1', issuer, issuedAt: iso(now), validUntil: iso(now + VALID_MS),
    roots: { sm2: base64(sm2.roots), p256: base64(p256.roots) }, revocationLists: { sm2: base64(sm2.lists), p256: base64(p256.lists) },
    suspensions: suspensions.map(({ seal, from, to }) => ({ seal, from: iso(from), to: to === null ? null : iso(to) })),
  };
  const key = keys.currentKeyId;
  return { list, key, publicKey: keys.publicKeys().find(({ id }) => id === key)!.pem, signature: keys.sign(canonicalJson(list), key) };
}

/**
 * Reads a trust list, which is refused when it is not signed, stale, or of a key that is not known. Without known keys it is worth what the way is
 * worth on which it came: whoever made it can name any root.
 * @param at epoch ms @param knownKeys public keys in PEM that were received from somebody who is trusted
 * @throws DomainError `VERIFICATION.TRUST_UNREADABLE`, `VERIFICATION.TRUST_FORGED`, `VERIFICATION.TRUST_OF_UNKNOWN_KEY`, `VERIFICATION.TRUST_STALE`,
 *   `VERIFICATION.TRUST_FROM_FUTURE`
 */
export function readTrustList(text: string, { at, knownKeys }: { at: number; knownKeys?: readonly string[] }): ReadTrustList {
  const { list, key, publicKey, signature } = parsed(text);
  if (!isSigned(publicKey, list, signature)) throw refusal('TRUST_FORGED', 'The signature of the trust list does not fit. Get it anew from where you trust it.');
  if (knownKeys && !knownKeys.some((pem) => sameKey(pem, publicKey))) throw refusal('TRUST_OF_UNKNOWN_KEY', 'The trust list is signed by a key that is not among those you gave.');
  if (Date.parse(list.issuedAt) > at + CLOCK_TOLERANCE_MS) throw refusal('TRUST_FROM_FUTURE', `The trust list was made at ${list.issuedAt}, which is in the future. Set the clock.`);
  if (at > Date.parse(list.validUntil)) throw refusal('TRUST_STALE', `The trust list was good until ${list.validUntil}. Get a new one: revocations since then are not in it.`);
  const of = (algorithm: 'sm2' | 'p256'): SealTrust => ({ roots: bytes(list.roots[algorithm]), lists: bytes(list.revocationLists[algorithm]), listsAt: at });
  const suspensions = list.suspensions.map(({ seal, from, to }) => ({ seal, from: Date.parse(from), to: to === null ? null : Date.parse(to) }));
  return { trust: { sm2: of('sm2'), p256: of('p256'), suspensions }, list, key, pinned: knownKeys !== undefined };
}

function parsed(text: string): TrustList {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    throw unreadable();
  }
  if (!isTrustList(read)) throw unreadable();
  return read;
}

function isTrustList(value: unknown): value is TrustList {
  const { list, key, publicKey, signature } = (value ?? {}) as Partial<TrustList>;
  if (![key, publicKey, signature].every((one) => typeof one === 'string') || list?.format !== 'onething-trust-1') return false;
  const isTime = (one: unknown): boolean => typeof one === 'string' && !Number.isNaN(Date.parse(one));
  const areTexts = (ones: unknown): boolean => Array.isArray(ones) && ones.every((one) => typeof one === 'string');
  const groups = [list.roots, list.revocationLists] as (Partial<Algorithms<unknown>> | undefined)[];
  return [list.issuedAt, list.validUntil].every(isTime) && groups.every((group) => areTexts(group?.sm2) && areTexts(group?.p256))
    && Array.isArray(list.suspensions) && list.suspensions.every((one) => typeof one?.seal === 'string' && isTime(one.from) && (one.to === null || isTime(one.to)));
}

function isSigned(publicKey: string, list: TrustListBody, signature: string): boolean {
  try {
    return new SignatureVerifier(publicKey).verify(canonicalJson(list), signature);
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function sameKey(one: string, other: string): boolean {
  try {
    return new SignatureVerifier(one).pem === new SignatureVerifier(other).pem;
  } catch (error) {
    if (error instanceof RangeError) throw refusal('TRUST_OF_UNKNOWN_KEY', 'One of the public keys that were given is no SM2 key in PEM.');
    throw error;
  }
}

const iso = (time: number): string => new Date(time).toISOString();
const base64 = (all: readonly Uint8Array[]): string[] => all.map((one) => Buffer.from(one).toString('base64'));
const bytes = (all: readonly string[]): Buffer[] => all.map((one) => Buffer.from(one, 'base64'));
const refusal = (code: string, detail: string): DomainError => new DomainError('invalid', `VERIFICATION.${code}`, detail);
const unreadable = (): DomainError => refusal('TRUST_UNREADABLE', 'This is no trust list. It comes from /api/verification/trust, or `onething licence trust`.');
