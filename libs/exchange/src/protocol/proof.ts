import { sm3 } from '@onething/crypto';
import { canonicalJson } from '@onething/kernel';
import { parseCanonical } from './canonical';
import { CERTIFICATE_SCHEMA, type ExchangeCertificate, type PinnedRoots, requireIssued } from './certificate';
import { endAfter, turnOf } from './conversation';
import { type Directory, DIRECTORY_SCHEMA, readDirectory, requireValidAt } from './directory';
import { CORE_SCHEMA, coreDigest, type EnvelopeHead, type NodeKey, readBody, requireAuthentic } from './envelope';
import { type HubReceipt, readHubReceipt, RECEIPT_SCHEMA } from './hub-receipt';
import { isCaseMessage, SCHEMA_VERSION } from './message-types';
import { refusal } from './refusals';
import { base64, digest, instant, list, object, region, requireShape, shortText, uuid } from './shape';
import { isSignedWith, NO_DIGEST, PROTOCOL, signatureOf } from './signing';

/** A message as it was signed, with the hub's receipt. */
export interface ProvenMessage {
  head: EnvelopeHead;
  hubReceipt: HubReceipt;
  /** base64; absent: the proof says who sent and received what by its digest, and does not show it. */
  payload?: string;
}

/** A message with the other side's answer to it. */
export interface ProofEntry extends ProvenMessage {
  answer?: Required<ProvenMessage>;
}

/** Who sent and received what and when, in one file that is verified without a network (交换证明). */
export interface Proof {
  format: typeof PROTOCOL;
  /** What it was asked for: a conversation, or the number of a case. */
  subject: string;
  region: string;
  madeAt: string;
  conversations: { conversation: string; messages: ProofEntry[] }[];
  directory: Directory;
  certificate: ExchangeCertificate;
  signature: string;
}

/** Whom a verifier trusts. The directory is a newer one than that of the proof, if there is any. */
export interface ProofTrust {
  format: typeof PROTOCOL;
  roots: PinnedRoots;
  directory?: Directory;
}

/** What was proven of one message. */
export interface ProvenFact {
  conversation: string;
  sequence: number;
  type: string;
  from: string;
  to: string;
  sentAt: string;
  hubReceivedAt: string;
  answer?: { outcome: 'applied' | 'refused'; code?: string; receivedAt: string; hubReceivedAt: string };
  body?: Record<string, unknown>;
}

/** A case with very many files is far below it, bytes. */
export const PROOF_LIMIT_BYTES = 256 * 1024 * 1024;

const head = object({ core: CORE_SCHEMA, certificate: CERTIFICATE_SCHEMA, sealedDigest: digest, signature: base64 });
const answer = object({ head, hubReceipt: RECEIPT_SCHEMA, payload: base64 });
const entry = object({ head, 'hubReceipt': RECEIPT_SCHEMA, 'payload?': base64, 'answer?': answer });
const PROOF_SCHEMA = object({
  format: { const: PROTOCOL }, subject: shortText, region, madeAt: instant, conversations: list(object({ conversation: uuid, messages: list(entry, 100_000) }), 10_000),
  directory: DIRECTORY_SCHEMA, certificate: CERTIFICATE_SCHEMA, signature: base64,
});
export const TRUST_SCHEMA = object({ 'format': { const: PROTOCOL }, 'roots': list(base64, 10, 1), 'directory?': DIRECTORY_SCHEMA });

/** @returns the file's bytes, in canonical form: every one of them counts */
export function writeProof(order: Omit<Proof, 'format' | 'certificate' | 'signature'>, { certificate, signing }: NodeKey): Buffer {
  const body = { ...order, format: PROTOCOL, certificate } as const;
  return Buffer.from(canonicalJson({ ...body, signature: signatureOf('proof', body, signing) }));
}

/** @throws DomainError `EXCHANGE.NOT_JSON`, `MALFORMED`, and of `readDirectory` */
export function readTrust(text: string): ProofTrust {
  const trust = requireShape<ProofTrust>(TRUST_SCHEMA, JSON.parse(text));
  if (trust.directory) readDirectory(trust.directory, trust.roots);
  return trust;
}

/**
 * Signatures, receipts, answers and the order of every conversation, by the roots alone.
 * @throws DomainError `EXCHANGE.…` with the first thing that does not hold
 */
export function verifyProof(bytes: Uint8Array, trust: ProofTrust): { proof: Proof; facts: ProvenFact[] } {
  const proof = requireShape<Proof>(PROOF_SCHEMA, parseCanonical(bytes, PROOF_LIMIT_BYTES));
  const { signature, ...body } = proof;
  requireIssued(proof.certificate, trust.roots);
  if (proof.certificate.role !== 'node' || proof.certificate.region !== proof.region) throw refusal('CERTIFICATE_ROLE', 'It is that of the proof.');
  if (!isSignedWith('proof', body, signature, proof.certificate.signingKey)) throw refusal('SIGNATURE_WRONG', 'It is that of the proof.');
  const own = readDirectory(proof.directory, trust.roots);
  const directory = trust.directory && trust.directory.number > own.number ? trust.directory : own;
  requireValidAt(proof.certificate, Date.parse(proof.madeAt), directory);
  const facts = proof.conversations.flatMap(({ conversation, messages }) => {
    requireOrder(conversation, messages);
    return messages.map((message) => factOf(message, trust.roots, directory));
  });
  return { proof, facts };
}

function factOf(message: ProofEntry, roots: PinnedRoots, directory: Directory): ProvenFact {
  const { core } = message.head;
  const receipt = requireProven(message, roots, directory);
  const payload = contentOf(message);
  return {
    conversation: core.conversation, sequence: core.sequence, type: core.type, from: core.from, to: core.to, sentAt: core.sentAt, hubReceivedAt: receipt.at,
    ...(payload ? { body: readBody(core, payload, [SCHEMA_VERSION]) } : {}), ...(message.answer ? { answer: answerOf(message.head, message.answer, roots, directory) } : {}),
  };
}

function answerOf(head: EnvelopeHead, message: Required<ProvenMessage>, roots: PinnedRoots, directory: Directory): ProvenFact['answer'] {
  const receipt = requireProven(message, roots, directory);
  const { core } = message.head;
  const body = readBody(core, contentOf(message)!, [SCHEMA_VERSION]) as { message: string; core: string; receivedAt?: string; at?: string; code?: string };
  const isAnswer = (core.type === 'receipt' || core.type === 'refusal') && core.from === head.core.to && core.to === head.core.from;
  if (!isAnswer || body.message !== head.core.id || body.core !== coreDigest(head.core)) throw refusal('RECEIPT_WRONG', `It answers ${head.core.id}.`);
  const outcome = core.type === 'receipt' ? 'applied' : 'refused';
  return { outcome, ...(body.code === undefined ? {} : { code: body.code }), receivedAt: (body.receivedAt ?? body.at)!, hubReceivedAt: receipt.at };
}

function requireProven({ head: signed, hubReceipt }: ProvenMessage, roots: PinnedRoots, directory: Directory): HubReceipt {
  requireAuthentic(signed, roots);
  const receipt = readHubReceipt(hubReceipt, signed, roots, directory);
  requireValidAt(signed.certificate, Date.parse(receipt.at), directory);
  return receipt;
}

/** @throws DomainError `EXCHANGE.PAYLOAD_ALTERED` */
function contentOf({ head: { core }, payload }: ProvenMessage): Buffer | undefined {
  if (payload === undefined) return undefined;
  const content = Buffer.from(payload, 'base64');
  if (sm3(content) !== core.payloadDigest) throw refusal('PAYLOAD_ALTERED', `It is ${core.id}.`);
  return content;
}

/** Nothing is left out between the first and the last message of each side. */
function requireOrder(conversation: string, messages: readonly ProofEntry[]): void {
  const ends = new Map<string, { sequence: number; digest: string }>();
  for (const { head: { core } } of messages) {
    const end = ends.get(core.from) ?? { sequence: 0, digest: NO_DIGEST };
    if (core.conversation !== conversation || !isCaseMessage(core.type)) throw refusal('CONVERSATION_FOREIGN', `It is ${core.id}.`);
    if (turnOf(core, end) === 'gap') throw refusal('CHAIN_ALTERED', `What stands before number ${core.sequence} of ${core.from} is missing.`);
    ends.set(core.from, endAfter(core));
  }
}
