import { SignatureVerifier } from '@onething/crypto';
import { DomainError } from '@onething/kernel';
import type { Finding } from '../domain/finding';
import type { SignedTreeHead } from '../domain/tree-head';
import type { HeadFiles } from '../tree/head-files';
import { endorsementText, type PublishedKey } from '../tree/published-key';
import { HeadWalk } from './head-walk';

export interface HeadsReport {
  findings: Finding[];
  heads: number;
  leaves: number;
  lastHead?: SignedTreeHead;
}

/**
 * What an outsider can check: signatures, order, and that the leaves of each file continue the tree of the one before (so that no
 * later head has forgotten or changed anything that an earlier one has).
 */
export async function checkHeads(files: HeadFiles, verifiers: ReadonlyMap<string, SignatureVerifier>): Promise<HeadsReport> {
  const report: HeadsReport = { findings: [], heads: 0, leaves: 0 };
  const walk = new HeadWalk({ files, verifiers, isCopy: true, report: (finding) => void report.findings.push(finding) });
  for await (const { head } of walk.heads()) {
    report.heads += 1;
    report.leaves = head.size;
    report.lastHead = head;
  }
  return report;
}

/**
 * @param keys the first one is trusted; each later one needs the endorsement of one that is
 * @throws DomainError `AUDIT.KEY_NOT_ENDORSED`, `AUDIT.NO_SUCH_KEY`
 */
export function trustedVerifiers(keys: readonly PublishedKey[]): Map<string, SignatureVerifier> {
  const trusted = new Map<string, SignatureVerifier>();
  for (const { key, publicKey, endorsedBy, endorsement } of keys) {
    const voucher = trusted.get(endorsedBy ?? '');
    if (trusted.size > 0 && !voucher?.verify(endorsementText(key, publicKey), endorsement ?? '')) {
      throw new DomainError('refused', 'AUDIT.KEY_NOT_ENDORSED', `No trusted key vouches for the key "${key}": give the keys in their order, the one that you know first`);
    }
    trusted.set(key, verifierOf(key, publicKey));
  }
  return trusted;
}

function verifierOf(key: string, publicKey: string): SignatureVerifier {
  try {
    return new SignatureVerifier(publicKey);
  } catch (error) {
    throw new DomainError('invalid', 'AUDIT.NO_SUCH_KEY', `The key "${key}" cannot be used: ${(error as Error).message}`);
  }
}
