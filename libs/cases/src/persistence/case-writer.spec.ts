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

test('two statements are under way; what comes meanwhile is committed together', async () => {
  const { statements, database } = slowDatabase();
  const writer = new CaseWriter(database);
  const drafts = Array.from({ length: 70 }, () => newDraft());
  const outcomes = drafts.map((draft) => writer.write(draft));
  expect(statements.map(({ caseIds }) => caseIds)).toEqual([idsOf(drafts[0]!), idsOf(drafts[1]!)]);
  statements[0]!.end();
  await outcomes[0];
  await new Promise(setImmediate);
  expect(statements[2]!.caseIds).toEqual(idsOf(...drafts.slice(2, 66)));
  for (const next of [1, 2, 3]) {
    statements[next]!.end();
    await new Promise(setImmediate);
  }
  expect(new Set(await Promise.all(outcomes))).toEqual(new Set(['written']));
  expect(statements).toHaveLength(4);
});

test.each([
  ['chain', (first: ReturnType<typeof newDraft>) => ({ ...newDraft(), state: first.state })],
  ['idempotency key', (first: ReturnType<typeof newDraft>) => ({ ...newDraft(), idempotency: first.idempotency })],
])('a write waits for the one with its %s, although a statement more could be under way', async (_, sameAs) => {
  const { statements, database } = slowDatabase();
  const writer = new CaseWriter(database);
  const first = newDraft();
  const outcomes = [first, sameAs(first), newDraft()].map((draft) => writer.write(draft));
  expect(statements).toHaveLength(2);
  statements[1]!.end();
  await new Promise(setImmediate);
  expect(statements).toHaveLength(2);
  statements[0]!.end();
  await new Promise(setImmediate);
  expect(statements).toHaveLength(3);
  statements[2]!.end();
  expect(await Promise.all(outcomes)).toEqual(['written', 'written', 'written']);
});
