import { Injectable } from '@nestjs/common';
import { Database, type Statement, type Transaction } from '@onething/persistence';

const FIND: Statement = { name: 'cases.find-parties', text: 'SELECT subject, person_id FROM case_party WHERE case_id = $1' };

/** Who takes part in a case, by subject: applicant, agent, other parent, child … Names and numbers stand in the register of persons. */
@Injectable()
export class CaseParties {
  constructor(private readonly database: Database) {}

  async find(caseId: string, where: Transaction = this.database): Promise<Record<string, string>> {
    const rows = await where.query<{ subject: string; person_id: string }>(FIND, [caseId]);
    return Object.fromEntries(rows.map((row) => [row.subject, row.person_id]));
  }
}
