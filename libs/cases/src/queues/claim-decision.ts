import { DomainError } from '@onething/kernel';

/** Who works on an item case. Version 0: nobody ever did. */
export interface Claim {
  accountId: string | null;
  version: number;
}

/** A claim is no fact of the case: it says who works on it, so that two people do not do the same. */
export type ClaimCommand = { type: 'claim' } | { type: 'release' } | { type: 'handOver'; to: string } | { type: 'assign'; to: string };

export interface Claimant {
  accountId: string;
  /** Who has claimed the item is away, and this is the substitute. */
  standsIn: boolean;
  isHead: boolean;
}

export type ClaimChange = 'claimed' | 'released' | 'handedOver' | 'assigned';

/**
 * @returns undefined when it is so already
 * @throws DomainError `CASES.CLAIMED_BY_COLLEAGUE`, `CASES.NOT_CLAIMED` (refused)
 */
export function decideClaim(
  claim: Claim, command: ClaimCommand, who: Claimant,
): { accountId: string | null; what: ClaimChange } | undefined {
  switch (command.type) {
    case 'claim': return change(claim, who.accountId, 'claimed', claim.accountId === null || who.standsIn);
    case 'release': return change(claim, null, 'released', mayDispose(claim, who));
    case 'handOver':
      if (claim.accountId === null) {
        throw new DomainError('refused', 'CASES.NOT_CLAIMED', 'Nobody has claimed this item. Claim it first, or let the head assign it.', {
          current: claim,
        });
      }
      return change(claim, command.to, 'handedOver', mayDispose(claim, who));
    // Only heads come here: see the authorisation table.
    case 'assign': return change(claim, command.to, 'assigned', true);
  }
}

const mayDispose = ({ accountId }: Claim, who: Claimant): boolean => accountId === who.accountId || who.standsIn || who.isHead;

function change(claim: Claim, accountId: string | null, what: ClaimChange, allowed: boolean) {
  if (claim.accountId === accountId) return undefined;
  if (allowed) return { accountId, what };
  throw claimedByColleague(claim);
}

export const claimedByColleague = (current: unknown) =>
  new DomainError('refused', 'CASES.CLAIMED_BY_COLLEAGUE', 'A colleague works on this item. Ask for a hand-over, or let the head assign it.', {
    current,
  });
