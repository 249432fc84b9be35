import type { Database, Statement } from './database';

/** So many questions fit into one statement; a planner that is told (`LIMIT`) plans for few rows. */
export const MOST_QUESTIONS = 64;

interface Asked<Question, Row> {
  question: Question;
  answer: (rows: Row[]) => void;
  fail: (error: unknown) => void;
}

/**
 * Reads for several requests by one statement: what is asked while one is under way is asked together by the next. Round trips
 * dominate the cost of small reads. Every answer was read after it was asked for.
 */
export class GroupedRead<Question extends object, Row> {
  private waiting: Asked<Question, Row>[] = [];
  private busy = false;

  /**
   * @param statement takes a JSON array of questions as `$1`, each with its number `i`; each row that it gives says by `i` which
   *   question it answers
   */
  constructor(private readonly database: Database, private readonly statement: Statement) {}

  ask(question: Question): Promise<Row[]> {
    return new Promise((answer, fail) => {
      this.waiting.push({ question, answer, fail });
      if (!this.busy) void this.answerAll();
    });
  }

  private async answerAll(): Promise<void> {
    this.busy = true;
    while (this.waiting.length > 0) await this.answerSome(this.waiting.splice(0, MOST_QUESTIONS));
    this.busy = false;
  }

  private async answerSome(asked: Asked<Question, Row>[]): Promise<void> {
    try {
      const rows = await this.database.query<Row & { i: number }>(this.statement, [JSON.stringify(asked.map(({ question }, i) => ({ i, ...question })))]);
      const byQuestion = Map.groupBy(rows, (row) => row.i);
      asked.forEach(({ answer }, i) => answer(byQuestion.get(i) ?? []));
    } catch (error) {
      for (const { fail } of asked) fail(error);
    }
  }
}
