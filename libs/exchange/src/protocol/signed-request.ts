import { canonicalJson } from '@onething/kernel';
import { CLOCK_TOLERANCE_MS, type Directory, requireValidAt } from './directory';
import { parseCanonical } from './canonical';
import { CERTIFICATE_SCHEMA, type ExchangeCertificate, type PinnedRoots, requireIssued } from './certificate';
import type { NodeKey } from './envelope';
import { refusal } from './refusals';
import { base64, instant, object, requireShape } from './shape';
import { isSignedWith, signatureOf } from './signing';

/** Header in which a node says who asks. */
export const REQUEST_HEADER = 'x-onething-request';

export interface SignedRequest {
  method: string;
  /** Path with its query. */
  path: string;
  at: string;
  /** Random; the hub's statement repeats it. */
  nonce: string;
  certificate: ExchangeCertificate;
  signature: string;
}

const SCHEMA = object({
  method: { enum: ['GET', 'PUT', 'POST', 'HEAD'] }, path: { type: 'string', maxLength: 500 }, at: instant, nonce: { type: 'string', pattern: '^[0-9a-f]{32}$' },
  certificate: CERTIFICATE_SCHEMA, signature: base64,
});
const LIMIT_BYTES = 8 * 1024;

/** @returns the header's value */
export function signRequest(request: Pick<SignedRequest, 'method' | 'path' | 'at' | 'nonce'>, { certificate, signing }: NodeKey): string {
  const body = { ...request, certificate };
  return Buffer.from(canonicalJson({ ...body, signature: signatureOf('request', body, signing) })).toString('base64url');
}

/**
 * @param now epoch ms @returns who asks
 * @throws DomainError `EXCHANGE.…` when it is not signed by a node in force, for this request, within a quarter of an hour
 */
export function readRequest(header: unknown, asked: { method: string; path: string }, facts: { roots: PinnedRoots; directory: Directory; now: number }): SignedRequest {
  if (typeof header !== 'string') throw refusal('MALFORMED', `The header ${REQUEST_HEADER} is missing.`);
  const request = requireShape<SignedRequest>(SCHEMA, parseCanonical(Buffer.from(header, 'base64url'), LIMIT_BYTES));
  const { signature, ...body } = request;
  requireIssued(request.certificate, facts.roots);
  if (request.certificate.role !== 'node') throw refusal('CERTIFICATE_ROLE');
  requireValidAt(request.certificate, facts.now, facts.directory);
  if (!isSignedWith('request', body, signature, request.certificate.signingKey)) throw refusal('SIGNATURE_WRONG');
  if (request.method !== asked.method || request.path !== asked.path) throw refusal('SIGNATURE_WRONG', 'It was signed for another request.');
  if (Math.abs(Date.parse(request.at) - facts.now) > CLOCK_TOLERANCE_MS) throw refusal('FROM_THE_FUTURE', 'Its time is more than 15 minutes away from that of the hub.');
  return request;
}
