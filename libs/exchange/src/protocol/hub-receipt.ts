import type { Sm2PrivateKey } from '@onething/crypto';
import { CERTIFICATE_SCHEMA, type ExchangeCertificate, type PinnedRoots, requireIssued } from './certificate';
import { CLOCK_TOLERANCE_MS, type Directory, requireValidAt } from './directory';
import { coreDigest, type EnvelopeHead, envelopeDigest } from './envelope';
import { refusal } from './refusals';
import { base64, count, digest, instant, object, region, requireShape, uuid } from './shape';
import { digestOf, isSignedWith, NO_DIGEST, PROTOCOL, signatureOf } from './signing';

/** The hub has taken a message (枢纽回执): its place among all that go to that region and come from that region, and when. */
export interface HubReceipt {
  format: typeof PROTOCOL;
  message: string;
  core: string;
  envelope: string;
  from: string;
  to: string;
  /** 1, 2, 3 … of what goes to `to`. */
  number: number;
  /** 1, 2, 3 … of what came from `from`. */
  fromNumber: number;
  /** Digest of the receipt before it to the same region: what goes there is one chain. */
  previous: string;
  at: string;
  certificate: ExchangeCertificate;
  signature: string;
}

/** What the hub says a region must have by now (枢纽声明), with the region's own nonce: it cannot be an older one. */
export interface HubStatement {
  format: typeof PROTOCOL;
  region: string;
  /** Number and digest of the last receipt of what goes there. */
  delivered: number;
  deliveredDigest: string;
  /** Of what came from there. */
  submitted: number;
  /** Number of the directory that it distributes. */
  directory: number;
  at: string;
  nonce: string;
  certificate: ExchangeCertificate;
  signature: string;
}

/** How far a region has read what came to it: the receipt with which the next one must fit. */
export interface ReceiptPosition {
  number: number;
  digest: string;
  /** Epoch ms; nothing that comes later is older. */
  at: number;
}

export const RECEIPT_START: ReceiptPosition = { number: 0, digest: NO_DIGEST, at: 0 };

const signed = { certificate: CERTIFICATE_SCHEMA, signature: base64 };
export const RECEIPT_SCHEMA = object({
  format: { const: PROTOCOL }, message: uuid, core: digest, envelope: digest, from: region, to: region, number: { ...count, minimum: 1 },
  fromNumber: { ...count, minimum: 1 }, previous: digest, at: instant, ...signed,
});
export const STATEMENT_SCHEMA = object({
  format: { const: PROTOCOL }, region, delivered: count, deliveredDigest: digest, submitted: count, directory: count, at: instant,
  nonce: { type: 'string', maxLength: 100 }, ...signed,
});

export interface HubKey {
  certificate: ExchangeCertificate;
  signing: Sm2PrivateKey;
}

type Place = Pick<HubReceipt, 'number' | 'fromNumber' | 'previous' | 'at'>;

export function writeHubReceipt(head: EnvelopeHead, place: Place, { certificate, signing }: HubKey): HubReceipt {
  const { id, from, to } = head.core;
  const body = { format: PROTOCOL, message: id, core: coreDigest(head.core), envelope: envelopeDigest(head), from, to, ...place, certificate } as const;
  return { ...body, signature: signatureOf('hub-receipt', body, signing) };
}

export function writeHubStatement(order: Omit<HubStatement, 'format' | 'certificate' | 'signature'>, { certificate, signing }: HubKey): HubStatement {
  const body = { ...order, format: PROTOCOL, certificate } as const;
  return { ...body, signature: signatureOf('hub-statement', body, signing) };
}

export function receiptDigest(receipt: HubReceipt): string {
  return digestOf('hub-receipt', receipt);
}

/**
 * Signed by a hub of the national root, for this message.
 * @throws DomainError `EXCHANGE.MALFORMED`, `CERTIFICATE_…`, `SIGNATURE_WRONG`, `RECEIPT_WRONG`
 */
export function readHubReceipt(value: unknown, head: EnvelopeHead, roots: PinnedRoots, directory: Directory): HubReceipt {
  const receipt = readHubReceiptAlone(value, roots, directory);
  const { id, from, to } = head.core;
  const isOfMessage = receipt.message === id && receipt.from === from && receipt.to === to && receipt.core === coreDigest(head.core) && receipt.envelope === envelopeDigest(head);
  if (!isOfMessage) throw refusal('RECEIPT_WRONG');
  return receipt;
}

/** Signed by a hub of the national root; for which message is not looked at. @throws DomainError as `readHubReceipt` */
export function readHubReceiptAlone(value: unknown, roots: PinnedRoots, directory: Directory): HubReceipt {
  return requireSignedByHub<HubReceipt>(value, RECEIPT_SCHEMA, 'hub-receipt', roots, directory);
}

/** @throws DomainError `EXCHANGE.MALFORMED`, `CERTIFICATE_…`, `SIGNATURE_WRONG`, `STATEMENT_WRONG` when it is for another region or question */
export function readHubStatement(value: unknown, expected: { region: string; nonce: string }, roots: PinnedRoots, directory: Directory): HubStatement {
  const statement = requireSignedByHub<HubStatement>(value, STATEMENT_SCHEMA, 'hub-statement', roots, directory);
  if (statement.region !== expected.region || statement.nonce !== expected.nonce) throw refusal('STATEMENT_WRONG');
  return statement;
}

/**
 * The receipt follows the one before it: nothing was dropped, put into another order or dated back.
 * @param now epoch ms @throws DomainError `EXCHANGE.RECEIPT_CHAIN_BROKEN`, `RECEIPT_BACKDATED`
 */
export function followReceipt(receipt: HubReceipt, last: ReceiptPosition, now: number): ReceiptPosition {
  if (receipt.number !== last.number + 1 || receipt.previous !== last.digest) throw refusal('RECEIPT_CHAIN_BROKEN', `Number ${receipt.number} came after ${last.number}.`);
  const at = Date.parse(receipt.at);
  if (at < last.at || at > now + CLOCK_TOLERANCE_MS) throw refusal('RECEIPT_BACKDATED', `Number ${receipt.number} is dated ${receipt.at}.`);
  return { number: receipt.number, digest: receiptDigest(receipt), at };
}

/**
 * What the hub said goes with what it had signed before.
 * @throws DomainError `EXCHANGE.STATEMENT_WRONG` when it knows less, or another history; `RECEIPT_BACKDATED`
 */
export function compareStatement(statement: HubStatement, last: ReceiptPosition, now: number): void {
  const isLess = statement.delivered < last.number;
  const isOther = statement.delivered === last.number && statement.deliveredDigest !== last.digest;
  if (isLess || isOther) throw refusal('STATEMENT_WRONG', `It has ${statement.delivered} messages for this region, and had ${last.number}.`);
  const at = Date.parse(statement.at);
  if (Math.abs(at - now) > CLOCK_TOLERANCE_MS || (last.at > 0 && at < last.at)) throw refusal('RECEIPT_BACKDATED', `The hub says it is ${statement.at}.`);
}

function requireSignedByHub<T extends { at: string; certificate: ExchangeCertificate; signature: string }>(
  value: unknown, schema: object, kind: 'hub-receipt' | 'hub-statement', roots: PinnedRoots, directory: Directory,
): T {
  const document = requireShape<T>(schema, value);
  const { signature, ...body } = document;
  requireIssued(document.certificate, roots);
  if (document.certificate.role !== 'hub') throw refusal('CERTIFICATE_ROLE', `It is ${document.certificate.serial}.`);
  requireValidAt(document.certificate, Date.parse(document.at), directory);
  if (!isSignedWith(kind, body, signature, document.certificate.signingKey)) throw refusal('SIGNATURE_WRONG', 'It is one of the hub.');
  return document;
}
