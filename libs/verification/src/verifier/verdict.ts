import type { FileCheck, FileCheckName, Verdict } from '../domain/checks';

type Codes = Partial<Record<FileCheckName, string>>;

/** What a failure comes to, the most telling first: a file that was altered is no file of somebody else. */
const RULES: readonly [Verdict, (failed: Codes) => boolean][] = [
  ['malformedFile', ({ structure }) => structure !== undefined],
  ['signatureDamaged', ({ documentSignature: code }) => code !== undefined && code !== 'needlessCertificate'],
  ['signatureMoved', ({ sealCovers, documentCovered }) => sealCovers === 'otherFile' || (sealCovers !== undefined && documentCovered === undefined)],
  ['fileAltered', ({ documentCovered, sealCovers }) => documentCovered !== undefined || sealCovers !== undefined],
  ['sealDamaged', ({ sealSignature }) => sealSignature !== undefined],
  // A root of the same name with another key is seen by its signature, which is not ours.
  ['foreignRoot', ({ documentChain, sealChain }) => [documentChain, sealChain].some((code) => code === 'foreignRoot' || code === 'badSignature')],
  ['signatureDamaged', ({ documentSignature }) => documentSignature !== undefined],
  ['untrustedChain', ({ documentChain, sealChain }) => documentChain !== undefined || sealChain !== undefined],
  ['expiredChain', ({ certificateValidity }) => certificateValidity !== undefined],
  ['revocationUnknown', ({ revocation }) => revocation === 'revocationUnknown'],
  ['certificateRevoked', ({ revocation }) => revocation !== undefined],
  ['sealSuspended', ({ sealValidity }) => sealValidity === 'suspended'],
  ['sealNotValid', ({ sealValidity }) => sealValidity !== undefined],
  ['otherAuthority', ({ sameAuthority }) => sameAuthority !== undefined],
  ['timesDisagree', ({ signingTimes }) => signingTimes !== undefined],
  ['brokenMetadata', ({ metadata }) => metadata !== undefined],
  ['notInRegister', ({ inRegister }) => inRegister === 'unknown'],
  ['recordDiffers', ({ inRegister, holder }) => inRegister !== undefined || holder !== undefined],
];

const STATES: Record<string, Verdict> = {
  SUSPENDED: 'licenceSuspended', REPLACED: 'licenceReplaced', CANCELLED: 'licenceCancelled', WITHDRAWN: 'licenceWithdrawn', REVOKED: 'licenceRevoked',
  TRANSFERRED: 'licenceTransferred', EXPIRED: 'licenceExpired',
};

export function verdictOf(checks: readonly FileCheck[]): Verdict {
  const failed: Codes = Object.fromEntries(checks.flatMap(({ check, outcome, code }) => (outcome === 'fail' ? [[check, code]] : [])));
  const found = RULES.find(([, applies]) => applies(failed));
  if (found) return found[0];
  if (failed.licenceState !== undefined) return STATES[failed.licenceState]!;
  const state = checks.find(({ check }) => check === 'licenceState');
  if (state?.outcome === 'pass') return 'valid';
  return state?.code === 'noLicence' ? 'validDocument' : 'validAsFile';
}
