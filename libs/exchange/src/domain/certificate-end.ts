import type { ExchangeCertificate } from '../protocol/certificate';
import type { RevokedCertificate } from '../protocol/directory';

/**
 * Of the certificates of one region that are not revoked the one that stays valid longest: when it ends, nothing of the region is believed any more.
 * @param now epoch ms
 */
export function lastingCertificateOf(
  certificates: readonly ExchangeCertificate[], revoked: readonly RevokedCertificate[], now: number,
): ExchangeCertificate | undefined {
  const gone = new Set(revoked.filter(({ at }) => Date.parse(at) <= now).map(({ serial }) => serial));
  const standing = certificates.filter(({ serial, notBefore }) => !gone.has(serial) && Date.parse(notBefore) <= now);
  return standing.sort((one, other) => Date.parse(other.notAfter) - Date.parse(one.notAfter))[0];
}
