import type { PinnedRoots } from './certificate';
import { CLOCK_TOLERANCE_MS, type Directory, requireInForce, requireValidAt } from './directory';
import { type Core, type EnvelopeHead, headOf, openEnvelope, readEnvelope, requireAuthentic } from './envelope';
import { type HubReceipt, readHubReceipt } from './hub-receipt';
import { refusal } from './refusals';

/** What a node knows when it looks at a message. */
export interface Verifier {
  region: string;
  roots: PinnedRoots;
  directory: Directory;
  /** By serial of certificate. */
  sealingKeys: ReadonlyMap<string, Buffer>;
  /** Epoch ms. */
  now: number;
}

/** A message that is believed. Whether it can be carried out is another question. */
export interface VerifiedMessage {
  core: Core;
  head: EnvelopeHead;
  payload: Buffer;
}

/**
 * Everything that can be said of a message without its conversation and its content: form, addresses, certificate as of the hub's receipt, signature,
 * seal, digest. How old it is, is never a reason.
 * @throws DomainError `EXCHANGE.…`; of the kind `unavailable` when the node itself cannot judge (`DIRECTORY_STALE`): ask again later
 */
export function verifyDelivery(bytes: Uint8Array, receipt: HubReceipt, verifier: Verifier): VerifiedMessage {
  const { region, roots, directory, now } = verifier;
  requireInForce(directory, now);
  const envelope = readEnvelope(bytes);
  const { core, certificate } = envelope;
  const head = headOf(envelope);
  if (core.to !== region) throw refusal('RECIPIENT_WRONG');
  requireAuthentic(head, roots);
  readHubReceipt(receipt, head, roots, directory);
  requireValidAt(certificate, Date.parse(receipt.at), directory);
  if (Date.parse(core.sentAt) > now + CLOCK_TOLERANCE_MS) throw refusal('FROM_THE_FUTURE', `It says ${core.sentAt}.`);
  return { core, head, payload: openEnvelope(envelope, verifier.sealingKeys) };
}
