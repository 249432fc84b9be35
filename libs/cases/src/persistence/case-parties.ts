import { Injectable } from '@nestjs/common';
import { Database, GroupedRead, questions, type Statement, type Transaction } from '@onething/persistence';

const FIND: Statement = {
  name: 'cases.find-parties',
  text: `SELECT q.i, p.subject, p.person_id FROM ${questions('"caseId" uuid')}
    CROSS JOIN LATERAL (SELECT * FROM case_party p WHERE p.case_id = q."caseId" OFFSET 0) AS p`,
};

/** Who takes part in a case, by subject: applicant, agent, other parent, child … Names and numbers stand in the register of persons. */
@Injectable()
export class CaseParties {
  private readonly parties: GroupedRead<{ caseId: string }, { subject: string; person_id: string }>;

  constructor(database: Database) {
    this.parties = new GroupedRead(database, FIND);
  }

  async find(caseId: string, within?: Transaction): Promise<Record<string, string>> {
    const rows = await this.parties.ask({ caseId }, within);
    return Object.fromEntries(rows.map((row) => [row.subject, row.person_id]));
  }
}
