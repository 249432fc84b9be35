import type { Database } from '@onething/persistence';
import { CaseWriter } from './case-writer';
import { newDraft } from './fixtures/case-writes';

interface UnderWay {
  caseIds: string[];
  /** Lets the statement end: all are written. */
  end: () => void;
}

/** A database whose statements end when the test says so. */
function slowDatabase(): { statements: UnderWay[]; database: Database } {
  const statements: UnderWay[] = [];
  const query = (_: unknown, [json]: [string]) => new Promise((resolve) => {
    const rows = JSON.parse(json) as { i: number; case_id: string }[];
    statements.push({ caseIds: rows.map((row) => row.case_id), end: () => resolve(rows.map(({ i }) => ({ i }))) });
  });
  return { statements, database: { query } as unknown as Database };
}

const idsOf = (...drafts: ReturnType<typeof newDraft>[]) => drafts.map(({ state }) => state.caseId);

const turn = () => new Promise(setImmediate);

test('what comes while a statement is under way is committed together by the next ones, 64 writes at most each', async () => {
  const { statements, database } = slowDatabase();
  const writer = new CaseWriter(database);
  const drafts = Array.from({ length: 70 }, () => newDraft());
  const outcomes = drafts.map((draft) => writer.write(draft));
  expect(statements.map(({ caseIds }) => caseIds)).toEqual([idsOf(drafts[0]!)]);
  for (const next of [0, 1, 2]) {
    statements[next]!.end();
    await turn();
  }
  expect(statements.map(({ caseIds }) => caseIds)).toEqual([idsOf(drafts[0]!), idsOf(...drafts.slice(1, 65)), idsOf(...drafts.slice(65))]);
  expect(new Set(await Promise.all(outcomes))).toEqual(new Set(['written']));
});

test.each([
  ['chain', (first: ReturnType<typeof newDraft>) => ({ ...newDraft(), state: first.state })],
  ['idempotency key', (first: ReturnType<typeof newDraft>) => ({ ...newDraft(), idempotency: first.idempotency })],
])('two writes with the same %s never share a statement', async (_, sameAs) => {
  const { statements, database } = slowDatabase();
  const writer = new CaseWriter(database);
  const [before, first, beside] = [newDraft(), newDraft(), newDraft()];
  const outcomes = [before, first, sameAs(first), beside].map((draft) => writer.write(draft));
  for (const next of [0, 1, 2]) {
    expect(statements).toHaveLength(next + 1);
    statements[next]!.end();
    await turn();
  }
  expect(statements.map(({ caseIds }) => caseIds.length)).toEqual([1, 2, 1]);
  expect(await Promise.all(outcomes)).toEqual(['written', 'written', 'written', 'written']);
});
