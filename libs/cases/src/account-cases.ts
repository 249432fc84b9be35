import { Injectable } from '@nestjs/common';
import type { Actor } from '@onething/kernel';
import { Database, type Statement, type Transaction } from '@onething/persistence';
import { DraftCommands } from './commands/draft-commands';

/** Results wait to be handed over as long as a day is set for it that has not passed. */
const OPEN: Statement = {
  name: 'cases.open-of-account',
  text: `
    SELECT b.id AS "caseId", (SELECT number FROM official_number n WHERE n.case_id = b.id AND n.kind = 'bundle') AS number,
      b.one_thing AS "oneThing", b.state
    FROM bundle_case b
    WHERE b.applicant_person_id = $1 AND b.applicant_account_id = $2
      AND (b.state NOT IN ('draft', 'discarded', 'delivered', 'completed')
        OR b.state = 'completed' AND b.clock->>'deliverBy' IS NOT NULL AND coalesce(b.clock->>'deliveryPassed', 'false') <> 'true')
    ORDER BY b.id DESC LIMIT 100`,
};
const DRAFTS: Statement = {
  name: 'cases.drafts-of-account',
  text: `SELECT id, version FROM bundle_case WHERE applicant_person_id = $1 AND applicant_account_id = $2 AND state = 'draft'`,
};
/** An account whose person was not known has no other cases than drafts. */
const MOVE: Statement = {
  name: 'cases.move-drafts',
  text: `UPDATE bundle_case SET applicant_person_id = $3 WHERE applicant_person_id = $1 AND applicant_account_id = $2 AND state IN ('draft', 'discarded')`,
};

/** What an account has to do with cases, for whoever opens and closes accounts. */
@Injectable()
export class AccountCases {
  constructor(private readonly database: Database, private readonly drafts: DraftCommands) {}

  /** Submitted and not over, newest first, 100 at most. */
  openMatters({ accountId, personId }: Actor): Promise<{ caseId: string; number: string | null; oneThing: string; state: string }[]> {
    return this.database.query(OPEN, [personId, accountId]);
  }

  /** The account's drafts as one person become those of another. No event: a draft's events name the account alone. */
  async moveDrafts({ accountId, from, to }: { accountId: string; from: string; to: string }, where: Transaction): Promise<void> {
    await where.query(MOVE, [from, accountId, to]);
  }

  async discardDrafts(actor: Actor): Promise<void> {
    const drafts = await this.database.query<{ id: string; version: number }>(DRAFTS, [actor.personId, actor.accountId]);
    for (const { id, version } of drafts) await this.drafts.discard({ actor, key: `account-closing-${id}`, version }, id);
  }
}
