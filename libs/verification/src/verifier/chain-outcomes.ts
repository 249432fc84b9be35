import type { FileCheck } from '../domain/checks';

type Outcome = Pick<FileCheck, 'outcome' | 'code'>;
type Chains = 'documentChain' | 'sealChain';

const OF_LISTS = new Set(['revoked', 'revocationUnknown']);
const OF_TIME = new Set(['expired', 'notYetValid']);

/**
 * What the chains come to: who vouches for whom, whether somebody was revoked, whether each was valid then. A chain stops at its first failure.
 * @param chains failures of each chain, undefined where it holds; undefined where nothing could be looked at
 */
export function chainOutcomes(chains: Record<Chains, (string | undefined)[] | undefined>): Partial<Record<Chains | 'revocation' | 'certificateValidity', Outcome>> {
  const { documentChain, sealChain } = chains;
  if (!documentChain && !sealChain) return {};
  const failures = [documentChain, sealChain].flatMap((chain) => chain ?? []).filter((failure) => failure !== undefined);
  const chainOf = (chain: (string | undefined)[] | undefined) => chain && outcome(chain.find((one) => one !== undefined && !OF_LISTS.has(one) && !OF_TIME.has(one)));
  const isWhole = documentChain !== undefined && sealChain !== undefined && failures.length === 0;
  const otherwise = (failure: string | undefined): Outcome => (failure === undefined && !isWhole ? { outcome: 'notChecked', code: 'earlierFailure' } : outcome(failure));
  return {
    ...(documentChain ? { documentChain: chainOf(documentChain) } : {}), ...(sealChain ? { sealChain: chainOf(sealChain) } : {}),
    revocation: otherwise(failures.find((one) => OF_LISTS.has(one))), certificateValidity: otherwise(failures.find((one) => OF_TIME.has(one))),
  };
}

const outcome = (code: string | undefined): Outcome => (code === undefined ? { outcome: 'pass' } : { outcome: 'fail', code });
