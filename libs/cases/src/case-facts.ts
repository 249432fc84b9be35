import { Injectable } from '@nestjs/common';
import { type Actor, DomainError } from '@onething/kernel';
import { Database, type Statement } from '@onething/persistence';
import { notFound } from './commands/command-path';
import { PartyAccess } from './party-access';
import { type BundleRecord, CaseRepository, matterOf } from './persistence/case.repository';
import { CaseNumbers } from './reading/case-numbers';

/** What other capabilities ask about a case as a whole. No personal data. */
export interface CaseFacts {
  /** Null where another region has taken it in, and the applicant has no account here. */
  applicantAccountId: string | null;
  /** Of the agent who has begun it, as long as the mandate covers it. */
  agentAccountId: string | null;
  /** Official number (办件编号 of the whole); null before submission. */
  number: string | null;
  state: string;
  oneThing: string;
  oneThingVersion: number;
  division: string;
  items: {
    itemId: string; item: string; department: string; division: string; decided: boolean; receiptNumber: string | null; caseNumber: string | null; handledBy: string;
    claimedBy: string | null;
  }[];
}

const HANDLERS: Statement = {
  name: 'cases.handlers-of-case', text: `SELECT DISTINCT actor_id AS id FROM case_event WHERE case_id = $1 AND actor_kind = 'staff'`,
};

@Injectable()
export class CaseFactsReader {
  constructor(
    private readonly database: Database, private readonly repository: CaseRepository, private readonly numbers: CaseNumbers, private readonly parties: PartyAccess,
  ) {}

  async find(caseId: string): Promise<CaseFacts | undefined> {
    const [bundle, items, numbers] = await Promise.all([
      this.repository.findBundle(caseId), this.repository.findItems(caseId), this.numbers.find(caseId),
    ]);
    return bundle && {
      applicantAccountId: bundle.applicantAccountId,
      agentAccountId: await this.agentAccountOf(bundle),
      number: numbers.bundle,
      state: bundle.stateName,
      oneThing: bundle.state.scope.oneThing,
      oneThingVersion: bundle.state.scope.oneThingVersion,
      division: bundle.state.scope.division,
      items: items.map(({ handledBy, state: { itemId, scope, decision }, claimedBy }) => ({
        itemId, item: scope.item, department: scope.department, division: scope.division, decided: decision !== null,
        receiptNumber: numbers.ofItem(itemId, 'receipt'), caseNumber: numbers.ofItem(itemId, 'case'), handledBy, claimedBy,
      })),
    };
  }

  /**
   * That the case was submitted, and its applicant stands at the counter of this clerk now.
   * @throws DomainError `CASES.NOT_FOUND` to whoever may not look at the case; `IDENTITY.FORBIDDEN`; `CASES.NOT_SUBMITTED`
   */
  async requireAtCounter(actor: Actor, caseId: string): Promise<void> {
    const bundle = await this.repository.findBundle(caseId);
    if (!bundle) throw notFound();
    await this.parties.authorise(actor, 'rating.invite', matterOf(bundle));
    if (bundle.submittedAt === null) throw new DomainError('refused', 'CASES.NOT_SUBMITTED', 'A draft is not rated. Submit it first.');
  }

  /** Accounts of the officials who have acted in it. */
  async findHandlers(caseId: string): Promise<string[]> {
    return (await this.database.query<{ id: string }>(HANDLERS, [caseId])).map(({ id }) => id);
  }

  private async agentAccountOf(bundle: BundleRecord): Promise<string | null> {
    if (!bundle.agent) return null;
    const acts = await this.parties.actsOf(bundle.agent.personId, matterOf(bundle));
    return acts.length > 0 ? bundle.agent.accountId : null;
  }
}
