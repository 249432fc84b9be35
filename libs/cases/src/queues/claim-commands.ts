import { Inject, Injectable } from '@nestjs/common';
import { authorise, isAllowed } from '@onething/identity';
import { type Actor, CLOCK, type Clock, DomainError } from '@onething/kernel';
import { Database } from '@onething/persistence';
import { notFound } from '../commands/command-path';
import { type CommandRequest, idempotencyOf } from '../commands/command-request';
import type { ItemRef } from '../commands/item-commands';
import { RequestRecords, wasUsed } from '../materials/request-records';
import type { Idempotency } from '../persistence/case-write';
import { Absences } from './absences';
import { type Claim, type ClaimCommand, decideClaim } from './claim-decision';
import { type ClaimableItem, ClaimRepository, type ClaimOutcome } from './claim.repository';
import { Colleagues, isOnlyAtWindow, type Office } from './colleagues';

const ATTEMPTS = 5;

/** Claim (领办), release, hand over, assign (分派). */
@Injectable()
export class ClaimCommands {
  constructor(
    private readonly repository: ClaimRepository,
    private readonly records: RequestRecords,
    private readonly absences: Absences,
    private readonly colleagues: Colleagues,
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @param request its `version` is that of the claim
   * @throws DomainError `CASES.NOT_FOUND`, `CASES.CLAIMED_BY_COLLEAGUE`, `CASES.NOT_CLAIMED`, `CASES.NO_COLLEAGUE`,
   *   `CASES.VERSION_CONFLICT`, `CASES.IDEMPOTENCY_KEY_REUSED`
   */
  async execute(request: CommandRequest, ref: ItemRef, command: ClaimCommand): Promise<ClaimOutcome> {
    const idempotency = idempotencyOf(request, { ...ref, claim: command });
    let claim: Claim | undefined;
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const item = await this.repository.find(ref.caseId, ref.itemId, idempotency);
      if (!item) throw notFound();
      claim = item.claim;
      const outcome = await this.attempt(request, ref, command, item, idempotency);
      if (outcome) return outcome;
    }
    throw conflict(claim!);
  }

  private async attempt(
    { actor, version }: CommandRequest, ref: ItemRef, command: ClaimCommand, item: ClaimableItem, idempotency: Idempotency,
  ): Promise<ClaimOutcome | undefined> {
    const office = { departmentCode: item.department, divisionCode: item.division };
    authorise(actor, command.type === 'assign' ? 'queue.assign' : 'queue.claim', { ...office, concernedIds: item.concernedIds });
    if (item.recorded) return this.records.find<ClaimOutcome>(idempotency);
    if (version !== undefined && version !== item.claim.version) throw conflict(item.claim);
    const next = 'to' in command ? await this.colleagues.require(command.to, [office], 'to') : actor;
    const change = decideClaim(item.claim, command, await this.claimant(actor, office, item.claim));
    const now = new Date(this.clock.now());
    if (!change) return this.recordUnchanged({ ...ref, ...item.claim }, idempotency, now);
    return this.repository.write({
      ...ref, ...change, atWindow: change.accountId !== null && isOnlyAtWindow(next, office), by: actor.accountId, expected: item.claim.version, now, idempotency,
    });
  }

  private async claimant(actor: Actor, office: Office, { accountId }: Claim) {
    const isColleagues = accountId !== null && accountId !== actor.accountId;
    const standsIn = isColleagues && (await this.absences.representedBy(actor.accountId)).includes(accountId);
    return { accountId: actor.accountId, standsIn, isHead: isAllowed(actor, 'queue.assign', office) };
  }

  /** @returns undefined when the same request came twice at once: its answer is there now */
  private async recordUnchanged(outcome: ClaimOutcome, idempotency: Idempotency, now: Date): Promise<ClaimOutcome | undefined> {
    try {
      await this.records.insert(this.database, idempotency, outcome, now);
      return outcome;
    } catch (error) {
      if (wasUsed(error)) return undefined;
      throw error;
    }
  }
}

const conflict = (current: Claim) =>
  new DomainError('conflict', 'CASES.VERSION_CONFLICT', 'Somebody else has claimed or released this meanwhile. Look again and decide again.', {
    current,
  });
