import type { Database, Statement, Transaction } from './database';

/** So many questions go into one statement at most. */
const MOST_QUESTIONS = 64;

/**
 * The questions of a grouped read as rows `q` of a FROM clause: their number `i`, and their fields. `LIMIT` tells the planner
 * that they are few. Join the table by `CROSS JOIN LATERAL (SELECT … LIMIT 1)` (or `OFFSET 0` for several rows): one search in an
 * index for each question, whatever the planner thinks of the size of the table.
 * @param columns fields and their types: `"caseId" uuid, key text`; none when all ask the same
 */
export const questions = (columns?: string): string =>
  `(SELECT * FROM jsonb_to_recordset($1::jsonb) AS asked(i int${columns ? `, ${columns}` : ''}) LIMIT ${MOST_QUESTIONS}) AS q`;

interface Asked<Question, Row> {
  question: Question;
  answer: (rows: Row[]) => void;
  fail: (error: unknown) => void;
}

/**
 * Reads for several requests by one statement: what is asked while one is under way is asked together by the next. Round trips
 * dominate the cost of a small read. Every answer is read after its question was asked.
 */
export class GroupedRead<Question extends object, Row> {
  private waiting: Asked<Question, Row>[] = [];
  private busy = false;

  /** @param statement reads from `questions(…)`; each of its rows has the `i` of the question that it answers */
  constructor(private readonly database: Database, private readonly statement: Statement) {}

  /** @param within a transaction of the caller's: there the question is asked alone, and at once */
  async ask(question: Question, within?: Transaction): Promise<Row[]> {
    if (within) return this.read(within, [question]);
    return new Promise((answer, fail) => {
      this.waiting.push({ question, answer, fail });
      if (!this.busy) void this.answerAll();
    });
  }

  private async answerAll(): Promise<void> {
    this.busy = true;
    while (this.waiting.length > 0) await this.answer(this.waiting.splice(0, MOST_QUESTIONS));
    this.busy = false;
  }

  private async answer(asked: Asked<Question, Row>[]): Promise<void> {
    try {
      const answers = Map.groupBy(await this.read(this.database, asked.map(({ question }) => question)), ({ i }) => i);
      asked.forEach(({ answer }, i) => answer(answers.get(i) ?? []));
    } catch (error) {
      for (const { fail } of asked) fail(error);
    }
  }

  private read(where: Transaction, asked: Question[]): Promise<(Row & { i: number })[]> {
    return where.query(this.statement, [JSON.stringify(asked.map((question, i) => ({ i, ...question })))]);
  }
}
