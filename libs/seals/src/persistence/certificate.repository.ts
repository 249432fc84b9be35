import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '@onething/persistence';
import type { KeyAlgorithm } from '../keys/signer';
import type { CertificateKind } from '../x509/certificate-writer';

/** A certificate that this installation has issued. */
export interface IssuedCertificate {
  /** SM3 of it, hexadecimal. */
  fingerprint: string;
  kind: CertificateKind;
  algorithm: KeyAlgorithm;
  keyId: string;
  /** DER. */
  certificate: Buffer;
  /** As in `Certificate`. */
  serial: string;
  validTo: Date;
  revokedAt: Date | null;
  /** Number of RFC 5280 §5.3.1. */
  revocationReason: number | null;
}

const COLUMNS = 'fingerprint, kind, algorithm, key_id AS "keyId", certificate, serial, valid_to AS "validTo", revoked_at AS "revokedAt", revocation_reason AS "revocationReason"';
const LOCK = { name: 'seals.lock-authority', text: `SELECT pg_advisory_xact_lock(hashtext('onething.seal-authority'))` };
const INSERT = {
  name: 'seals.insert-certificate',
  text: 'INSERT INTO onething.seal_certificate (fingerprint, kind, algorithm, key_id, certificate, serial, valid_to) VALUES ($1, $2, $3, $4, $5, $6, $7)',
};
const OF_KIND = {
  name: 'seals.certificates-of-kind',
  text: `SELECT ${COLUMNS} FROM onething.seal_certificate WHERE kind = $1 AND algorithm = $2 ORDER BY valid_to DESC, fingerprint`,
};
const REVOKED = {
  name: 'seals.revoked-certificates',
  text: `SELECT ${COLUMNS} FROM onething.seal_certificate WHERE algorithm = $1 AND revoked_at IS NOT NULL ORDER BY revoked_at, fingerprint`,
};
const REVOKE = {
  name: 'seals.revoke-certificate',
  text: 'UPDATE onething.seal_certificate SET revoked_at = $2, revocation_reason = $3 WHERE fingerprint = $1 AND revoked_at IS NULL',
};

/** The table of certificates. */
@Injectable()
export class CertificateRepository {
  constructor(private readonly database: Database) {}

  /** Whoever makes a root or a maker waits for who is doing the same. */
  async lock(tx: Transaction): Promise<void> {
    await tx.query(LOCK, []);
  }

  async insert(tx: Transaction, issued: Omit<IssuedCertificate, 'revokedAt' | 'revocationReason'>): Promise<void> {
    await tx.query(INSERT, [issued.fingerprint, issued.kind, issued.algorithm, issued.keyId, issued.certificate, issued.serial, issued.validTo]);
  }

  /** The one that is valid longest first. */
  listOfKind(kind: CertificateKind, algorithm: KeyAlgorithm, where: Transaction = this.database): Promise<IssuedCertificate[]> {
    return where.query<IssuedCertificate>(OF_KIND, [kind, algorithm]);
  }

  listRevoked(algorithm: KeyAlgorithm): Promise<IssuedCertificate[]> {
    return this.database.query<IssuedCertificate>(REVOKED, [algorithm]);
  }

  async revoke(tx: Transaction, fingerprint: string, at: Date, reason: number): Promise<void> {
    await tx.query(REVOKE, [fingerprint, at, reason]);
  }
}
