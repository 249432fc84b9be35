import { randomBytes } from 'node:crypto';
import { newSm2Key, Sm2PrivateKey } from '@onething/crypto';
import type { StoredNodeKey } from './node-keys';
import { type ExchangeCertificate, HUB_REGION, issueExchangeCertificate } from './protocol/certificate';
import { type Directory, DIRECTORY_SCHEMA, signDirectory } from './protocol/directory';
import { refusal } from './protocol/refusals';
import { newSealingKey } from './protocol/sealing';
import { base64, object, region, requireShape, shortText } from './protocol/shape';

const DAY_MS = 86_400_000;

/** What a node hands to the national root: who it is, and public halves. */
export interface CertificateRequest {
  role: 'node' | 'hub';
  region: string;
  name: string;
  signingKey: string;
  sealingKey?: string;
}

/** A request with the private halves, which stay at the node. */
export interface PendingKey {
  request: CertificateRequest;
  signingKey: string;
  sealingKey?: string;
}

const REQUEST_SCHEMA = object({ 'role': { enum: ['node', 'hub'] }, region, 'name': shortText, 'signingKey': base64, 'sealingKey?': base64 });
const PENDING_SCHEMA = object({ 'request': REQUEST_SCHEMA, 'signingKey': base64, 'sealingKey?': base64 });

/** New keys for a province, or for the hub. */
export function newPendingKey(home: string, name: string): PendingKey {
  const [pkcs8, sealing] = [newSm2Key(), home === HUB_REGION ? undefined : newSealingKey()];
  const signingKey = new Sm2PrivateKey(pkcs8).publicKey.spki.toString('base64');
  return {
    request: { role: sealing ? 'node' : 'hub', region: home, name, signingKey, ...(sealing ? { sealingKey: sealing.public.toString('base64') } : {}) },
    signingKey: pkcs8.toString('base64'), ...(sealing ? { sealingKey: sealing.private.toString('base64') } : {}),
  };
}

/** @param now epoch ms @throws DomainError `EXCHANGE.MALFORMED`; `CERTIFICATE_ROLE` when region and role do not go together */
export function certify(value: unknown, validity: { now: number; days: number }, root: Sm2PrivateKey): ExchangeCertificate {
  const request = requireShape<CertificateRequest>(REQUEST_SCHEMA, value);
  if ((request.role === 'hub') !== (request.region === HUB_REGION) || (request.role === 'node') !== (request.sealingKey !== undefined)) throw refusal('CERTIFICATE_ROLE');
  return issueExchangeCertificate({
    ...request, serial: randomBytes(16).toString('hex'), notBefore: new Date(validity.now).toISOString(), notAfter: new Date(validity.now + validity.days * DAY_MS).toISOString(),
  }, root);
}

/** @throws DomainError `EXCHANGE.MALFORMED`; `CERTIFICATE_ROLE` when the certificate is of another key */
export function joinKey(value: unknown, certificate: ExchangeCertificate): StoredNodeKey {
  const { request, signingKey, sealingKey } = requireShape<PendingKey>(PENDING_SCHEMA, value);
  if (certificate.signingKey !== request.signingKey || certificate.sealingKey !== request.sealingKey) throw refusal('CERTIFICATE_ROLE', 'It was issued for another key.');
  return { certificate, signingKey, ...(sealingKey === undefined ? {} : { sealingKey }) };
}

/** Everything of a directory but what the root adds. */
export type DirectoryDraft = Pick<Directory, 'number' | 'hub' | 'members' | 'revoked'>;

/** @param validity `days` until the next one must be there @throws DomainError `EXCHANGE.MALFORMED` */
export function issueDirectory(draft: DirectoryDraft, validity: { now: number; days: number }, root: Sm2PrivateKey): Directory {
  const { number, hub, members, revoked } = draft;
  const [issuedAt, nextUpdate] = [validity.now, validity.now + validity.days * DAY_MS].map((at) => new Date(at).toISOString());
  return requireShape<Directory>(DIRECTORY_SCHEMA, signDirectory({ number, hub, members, revoked, issuedAt: issuedAt!, nextUpdate: nextUpdate! }, root));
}
