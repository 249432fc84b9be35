import { MalformedError } from '../der';
import { type Certificate, readCertificate, readRevocationList, type RevocationList } from './certificate';

/** Whom a verifier trusts. */
export interface SealTrust {
  /** Root certificates, DER. */
  roots: readonly Uint8Array[];
  /** Certificates of authorities between a root and a signer, DER. */
  between?: readonly Uint8Array[];
  /** Revocation lists, DER. */
  lists: readonly Uint8Array[];
  /** The moment at which the lists must be in force, epoch ms: now, or when an export of them was made. */
  listsAt: number;
  /** SM3 fingerprints (hexadecimal) of certificates of makers elsewhere, whose certificates do not say that they may make seals. */
  makers?: readonly string[];
}

interface ReadTrust {
  roots: Certificate[];
  between: Certificate[];
  lists: RevocationList[];
  listsAt: number;
}

const alreadyRead = new WeakMap<SealTrust, ReadTrust>();

/** Read once for an object, which nobody changes. Lists that cannot be read are no lists: what needs them is then unknown. */
export function readTrust(trust: SealTrust): ReadTrust {
  const known = alreadyRead.get(trust);
  if (known) return known;
  const { roots, between = [], lists, listsAt } = trust;
  const read = { roots: allOf(roots, readCertificate), between: allOf(between, readCertificate), lists: allOf(lists, readRevocationList), listsAt };
  alreadyRead.set(trust, read);
  return read;
}

function allOf<T>(raw: readonly Uint8Array[], read: (bytes: Uint8Array) => T): T[] {
  return raw.flatMap((bytes) => {
    try {
      return [read(bytes)];
    } catch (error) {
      if (error instanceof MalformedError) return [];
      throw error;
    }
  });
}
