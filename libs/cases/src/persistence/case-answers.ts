import { Injectable } from '@nestjs/common';
import { type Envelope, Keyring } from '@onething/crypto';
import { DomainError } from '@onething/kernel';
import { Database, GroupedRead, questions, type Statement, type Transaction } from '@onething/persistence';

/** What a person answered: the guiding questions, and the merged form by element code. */
export interface CaseAnswers {
  q: Record<string, unknown>;
  form: Record<string, unknown>;
}

interface AnswersRow {
  revision: number;
  answers: Envelope;
}

/** The draft's answers stand in revision 0; submission and each correction add a revision. */
export const DRAFT_REVISION = 0;

const FIND: Statement = {
  name: 'cases.find-answers',
  text: `SELECT q.i, a.revision, a.answers FROM ${questions('"caseId" uuid')}
    CROSS JOIN LATERAL (SELECT * FROM case_answers a WHERE a.case_id = q."caseId" ORDER BY a.revision DESC LIMIT 1) AS a`,
};

const FIND_REVISION: Statement = {
  name: 'cases.find-answers-of-revision',
  text: `SELECT revision, answers FROM case_answers WHERE case_id = $1 AND revision = $2`,
};

/** The answers of a case, encrypted at rest, in rows of their own: events carry a keyed digest only. */
@Injectable()
export class CaseAnswersStore {
  private readonly latest: GroupedRead<{ caseId: string }, AnswersRow>;

  constructor(private readonly database: Database, private readonly keyring: Keyring) {
    this.latest = new GroupedRead(database, FIND);
  }

  /** @throws DomainError `CASES.DRAFT_GONE` when the draft was thrown away, and its answers with it */
  async getLatest(caseId: string, within?: Transaction): Promise<CaseAnswers & { revision: number }> {
    const [row] = await this.latest.ask({ caseId }, within);
    return this.opened(caseId, row);
  }

  /** @throws DomainError as `getLatest` */
  async getRevision(caseId: string, revision: number): Promise<CaseAnswers> {
    const [row] = await this.database.query<AnswersRow>(FIND_REVISION, [caseId, revision]);
    return this.opened(caseId, row);
  }

  private opened(caseId: string, row: AnswersRow | undefined): CaseAnswers & { revision: number } {
    if (!row) throw new DomainError('notFound', 'CASES.DRAFT_GONE', 'The answers and files of this case are deleted: the draft was thrown away, or the time for which they are kept is over.');
    return { ...(JSON.parse(this.keyring.decrypt(place(caseId, row.revision), row.answers)) as CaseAnswers), revision: row.revision };
  }

  seal(caseId: string, revision: number, answers: CaseAnswers): { revision: number; answers: Envelope; digest: string } {
    return {
      revision,
      answers: this.keyring.encrypt(place(caseId, revision), JSON.stringify(answers)),
      digest: this.digest(answers),
    };
  }

  digest(answers: CaseAnswers): string {
    return this.keyring.keyedDigest(answers);
  }
}

const place = (caseId: string, revision: number) => ({ table: 'case_answers', field: 'answers', row: `${caseId}/${revision}` });
