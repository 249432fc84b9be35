import { randomBytes } from 'node:crypto';
import { sm3, type Sm2PrivateKey } from '@onething/crypto';
import { canonicalJson } from '@onething/kernel';
import { CERTIFICATE_SCHEMA, type ExchangeCertificate, type PinnedRoots, requireIssued } from './certificate';
import { parseCanonical } from './canonical';
import { refusal } from './refusals';
import { openSealed, seal, type Sealed, SEAL_ALGORITHM, SEALED_SCHEMA } from './sealing';
import { base64, count, digest, instant, object, region, requireShape, uuid } from './shape';
import { digestOf, isSignedWith, PROTOCOL, signatureOf } from './signing';
import { schemaOf } from './message-types';

/**
 * What a message is: it stays the same when it is signed or sealed again with other keys, so chains and receipts name its digest. Only addresses and
 * order are in it; the content is there by the digest of a text that holds a random salt.
 */
export interface Core {
  format: typeof PROTOCOL;
  /** UUIDv7. */
  id: string;
  from: string;
  to: string;
  conversation: string;
  /** 1, 2, 3 … of this sender in this conversation; 0: it is about messages and not numbered. */
  sequence: number;
  type: string;
  /** Version of the body's schema. */
  schema: number;
  sentAt: string;
  /** SM3 of the payload. */
  payloadDigest: string;
  /** Digest of the core before it of this sender in this conversation; zeros: none, or not numbered. */
  previous: string;
}

/** A message on the wire (报文). */
export interface Envelope {
  core: Core;
  certificate: ExchangeCertificate;
  sealed: Sealed;
  /** Over core, certificate and the digest of what is sealed. */
  signature: string;
}

/** An envelope without its content: what proofs keep. */
export interface EnvelopeHead {
  core: Core;
  certificate: ExchangeCertificate;
  sealedDigest: string;
  signature: string;
}

export const CORE_SCHEMA = object({
  format: { type: 'string' }, id: uuid, from: region, to: region, conversation: uuid, sequence: count, type: { type: 'string', maxLength: 50 },
  schema: count, sentAt: instant, payloadDigest: digest, previous: digest,
});
export const ENVELOPE_SCHEMA = object({ core: CORE_SCHEMA, certificate: CERTIFICATE_SCHEMA, sealed: SEALED_SCHEMA, signature: base64 });

/** Who signs, and with what. */
export interface NodeKey {
  certificate: ExchangeCertificate;
  signing: Sm2PrivateKey;
}

const SALT_BYTES = 16;

/** The bytes whose digest the core holds. The salt keeps a short body from being guessed by its digest. */
export function writePayload(body: unknown): Buffer {
  return Buffer.from(canonicalJson({ salt: randomBytes(SALT_BYTES).toString('hex'), body }));
}

export function writeCore(order: Omit<Core, 'format' | 'payloadDigest'>, payload: Uint8Array): Core {
  return { ...order, format: PROTOCOL, payloadDigest: sm3(payload) };
}

export function coreDigest(core: Core): string {
  return digestOf('core', core);
}

/** @param recipient certificate with a key to seal to @returns the bytes that are sent, in canonical form */
export function writeEnvelope(core: Core, payload: Uint8Array, recipient: ExchangeCertificate, { certificate, signing }: NodeKey): Buffer {
  const sealed = seal(payload, { certificate: recipient.serial, sealingKey: recipient.sealingKey! }, boundTo(core));
  const signature = signatureOf('message', signedPart({ core, certificate, sealedDigest: digestOf('sealed', sealed) }), signing);
  return Buffer.from(canonicalJson({ core, certificate, sealed, signature } satisfies Envelope));
}

/** @throws DomainError `EXCHANGE.TOO_LARGE`, `TOO_DEEP`, `NOT_JSON`, `NOT_CANONICAL`, `MALFORMED`, `VERSION_UNKNOWN` */
export function readEnvelope(bytes: Uint8Array): Envelope {
  const envelope = requireShape<Envelope>(ENVELOPE_SCHEMA, parseCanonical(bytes));
  if (envelope.core.format !== PROTOCOL || envelope.sealed.algorithm !== SEAL_ALGORITHM) throw refusal('VERSION_UNKNOWN');
  return envelope;
}

export function headOf({ core, certificate, sealed, signature }: Envelope): EnvelopeHead {
  return { core, certificate, sealedDigest: digestOf('sealed', sealed), signature };
}

/** Digest of what was sent, keys and all: the hub's receipt names it. */
export function envelopeDigest(head: EnvelopeHead): string {
  return digestOf('message', { ...signedPart(head), signature: head.signature });
}

/**
 * Signed by a node of the region it says it comes from, under the national root. Whether the certificate was in force is asked with the moment of the
 * hub's receipt.
 * @throws DomainError `EXCHANGE.CERTIFICATE_UNTRUSTED`, `CERTIFICATE_ROLE`, `SENDER_FORGED`, `SIGNATURE_WRONG`
 */
export function requireAuthentic(head: EnvelopeHead, roots: PinnedRoots): void {
  const { core, certificate, signature } = head;
  requireIssued(certificate, roots);
  if (certificate.role !== 'node') throw refusal('CERTIFICATE_ROLE', `It is ${certificate.serial}.`);
  if (certificate.region !== core.from) throw refusal('SENDER_FORGED');
  if (!isSignedWith('message', signedPart(head), signature, certificate.signingKey)) throw refusal('SIGNATURE_WRONG');
}

/** @throws DomainError `EXCHANGE.SEAL_WRONG`, `PAYLOAD_ALTERED` */
export function openEnvelope({ core, sealed }: Envelope, privateKeys: ReadonlyMap<string, Buffer>): Buffer {
  const payload = openSealed(sealed, privateKeys, boundTo(core));
  if (sm3(payload) !== core.payloadDigest) throw refusal('PAYLOAD_ALTERED');
  return payload;
}

const payloads = object({ salt: { type: 'string', pattern: '^[0-9a-f]{32}$' }, body: { type: 'object' } });

/** @throws DomainError `EXCHANGE.VERSION_UNKNOWN`, `MALFORMED`, and what `parseCanonical` throws */
export function readBody(core: Core, payload: Uint8Array, versions: readonly number[]): Record<string, unknown> {
  const schema = schemaOf(core.type);
  if (!schema || !versions.includes(core.schema)) throw refusal('VERSION_UNKNOWN', `It is "${core.type}" of version ${core.schema}.`);
  const { body } = requireShape<{ body: Record<string, unknown> }>(payloads, parseCanonical(payload));
  return requireShape(schema, body);
}

function signedPart({ core, certificate, sealedDigest }: Omit<EnvelopeHead, 'signature'>) {
  return { core, certificate, sealedDigest };
}

/** The content is bound to its addresses: it cannot be put into another envelope. */
function boundTo(core: Core): Buffer {
  return Buffer.from(canonicalJson(core));
}
