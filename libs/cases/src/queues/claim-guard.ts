import { Injectable } from '@nestjs/common';
import { isAllowed } from '@onething/identity';
import type { Actor } from '@onething/kernel';
import type { ProcessStep } from '@onething/workflow';
import type { ItemRecord } from '../persistence/case.repository';
import { Absences } from './absences';
import { claimedByColleague } from './claim-decision';

/** Keeps colleagues from doing the same work: what one has claimed, the others leave alone. */
@Injectable()
export class ClaimGuard {
  constructor(private readonly absences: Absences) {}

  /**
   * Heads and substitutes may always act. So may everybody in a step that several people must take.
   * @param step the one that the command leaves, if any
   * @throws DomainError `CASES.CLAIMED_BY_COLLEAGUE` (refused)
   */
  async requireFree(actor: Actor, { claimedBy, stateName, step: present, state }: ItemRecord, step?: ProcessStep): Promise<void> {
    if (actor.kind !== 'staff' || step?.reviewers || !(await this.isColleagues(actor, claimedBy))) return;
    if (isAllowed(actor, 'queue.assign', { departmentCode: state.scope.department, divisionCode: state.scope.division })) return;
    throw claimedByColleague({ state: stateName, step: present, version: state.version, claimedBy: claimedBy! });
  }

  /** Somebody else has claimed it, for whom the actor does not stand in today. */
  async isColleagues(actor: Actor, claimedBy: string | null): Promise<boolean> {
    if (claimedBy === null || claimedBy === actor.accountId) return false;
    return !(await this.absences.representedBy(actor.accountId)).includes(claimedBy);
  }
}
