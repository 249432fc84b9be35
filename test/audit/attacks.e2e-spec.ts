import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findBrokenLink, EventFeed } from '@onething/cases';
import { AuditedPlatform } from './audited-platform';

jest.setTimeout(120_000);

let audited: AuditedPlatform;
let itemId: string;
let last: number;

beforeAll(async () => {
  audited = await AuditedPlatform.start();
  await audited.save();
  const [row] = await audited.sql<{ itemId: string; last: number }>('SELECT item_id AS "itemId", last_seq AS last FROM item_case WHERE case_id = $1 ORDER BY last_seq DESC LIMIT 1', [audited.caseId]);
  ({ itemId, last } = row!);
});
afterEach(() => audited.undo());
afterAll(() => audited?.platform.stop());

const ofItem = () => [audited.caseId, itemId];
const headFile = (number: number) => join(audited.headsFolder, `${String(number).padStart(12, '0')}.jsonl`);

test('a platform that nobody has touched is clean, from the draft of a case to its rating', async () => {
  const report = await audited.verify();
  expect(report).toMatchObject({ findings: [], younger: { acts: 0, events: 0 }, pendingHeads: 0 });
  expect(report.heads).toBeGreaterThanOrEqual(3);
  expect(report.events).toBeGreaterThan(30);
  expect(report.lastHead).toMatchObject({ number: report.heads, size: report.leaves });
});

describe('the five attacks on event chains, by somebody who may do everything with the database', () => {
  test('1. an edited event', async () => {
    await audited.sql(`UPDATE case_event SET payload = payload || '{"forged": true}' WHERE case_id = $1 AND item_id = $2 AND seq = 3`, ofItem());
    expect(await audited.findings()).toEqual([expect.objectContaining({ kind: 'eventEdited', caseId: audited.caseId, itemId, seq: 3 })]);
  });

  test('1b. an edited event whose own hash was made to fit', async () => {
    await audited.sql(`UPDATE case_event SET hash = $3 WHERE case_id = $1 AND item_id = $2 AND seq = 3`, [...ofItem(), 'a'.repeat(64)]);
    expect((await audited.findings())[0]).toMatchObject({ kind: 'eventEdited', itemId, seq: 3 });
  });

  test('2. a removed event', async () => {
    await audited.sql('DELETE FROM case_event WHERE case_id = $1 AND item_id = $2 AND seq = 2', ofItem());
    expect(await audited.findings()).toEqual([expect.objectContaining({ kind: 'eventRemoved', caseId: audited.caseId, itemId, seq: 2, toSeq: 2 })]);
  });

  test('3. a tail that was cut off, in events and state alike', async () => {
    await audited.sql('DELETE FROM case_event WHERE case_id = $1 AND item_id = $2 AND seq > 4', ofItem());
    await audited.recomputeChain(itemId);
    const found = await audited.findings();
    expect(found).toEqual([expect.objectContaining({ kind: 'tailCutOff', caseId: audited.caseId, itemId, seq: 5, toSeq: last, head: expect.any(Number) })]);
    expect(found[0]!.message).toMatch(/cut off behind event 4, tree head \d+ of 2026-/);
  });

  test('4. a deleted case', async () => {
    for (const [table, column] of [['case_event', 'case_id'], ['item_case', 'case_id'], ['bundle_case', 'id']]) await audited.sql(`DELETE FROM ${table} WHERE ${column} = $1`, [audited.caseId]);
    expect(await audited.findings()).toEqual([expect.objectContaining({ kind: 'caseDeleted', caseId: audited.caseId })]);
  });

  test('5. a chain that was recomputed as a whole: it is whole in itself, and not what was signed', async () => {
    await audited.sql(`UPDATE case_event SET actor_id = 'somebody else' WHERE case_id = $1 AND item_id = $2 AND seq = 3`, ofItem());
    await audited.recomputeChain(itemId);
    const chain = (await audited.platform.app.get(EventFeed, { strict: false }).ofCase(audited.caseId)).filter((event) => event.itemId === itemId).sort((one, other) => one.seq - other.seq);
    expect(findBrokenLink(chain)).toBeUndefined();
    const [found, ...others] = await audited.findings();
    expect(others).toEqual([]);
    expect(found).toMatchObject({ kind: 'chainRecomputed', caseId: audited.caseId, itemId, head: expect.any(Number) });
    expect(found!.seq).toBeLessThanOrEqual(3);
    expect(found!.toSeq).toBeGreaterThanOrEqual(3);
  });

  test('5b. the log in the database was rewritten too: the files outside say what it was', async () => {
    await audited.sql(`UPDATE case_event SET actor_id = 'somebody else' WHERE case_id = $1 AND item_id = $2 AND seq = 3`, ofItem());
    await audited.recomputeChain(itemId);
    await audited.sql(`UPDATE audit_leaf l SET end_hash = e.hash FROM case_event e WHERE e.case_id = l.case_id AND e.item_id IS NOT DISTINCT FROM l.item_id AND e.seq = l.seq`);
    const found = await audited.findings();
    expect(found.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['leafChanged', 'chainRecomputed']));
    expect(found.find(({ kind }) => kind === 'chainRecomputed')).toMatchObject({ itemId });
  });

  test('4b. a deleted case whose leaves, nodes and heads are gone as well', async () => {
    for (const [table, column] of [['case_event', 'case_id'], ['item_case', 'case_id'], ['bundle_case', 'id']]) await audited.sql(`DELETE FROM ${table} WHERE ${column} = $1`, [audited.caseId]);
    await audited.sql('TRUNCATE audit_leaf, audit_node, audit_head, audit_publication');
    await audited.sql(`UPDATE audit_progress SET xid = '0', position = 0`);
    const found = await audited.findings();
    expect(found).toContainEqual(expect.objectContaining({ kind: 'caseDeleted', caseId: audited.caseId }));
    expect(found).toContainEqual(expect.objectContaining({ kind: 'headRowRemoved', head: 1 }));
  });
});

describe('other attacks on cases', () => {
  test('the bundle\'s chain recomputed', async () => {
    await audited.sql(`UPDATE case_event SET cause = 'other' WHERE case_id = $1 AND item_id IS NULL AND seq = 2`, [audited.caseId]);
    await audited.recomputeChain();
    expect(await audited.findings()).toEqual([expect.objectContaining({ kind: 'chainRecomputed', caseId: audited.caseId })]);
  });

  test('one chain of a case deleted, state and all', async () => {
    await audited.sql('DELETE FROM case_event WHERE case_id = $1 AND item_id = $2', ofItem());
    await audited.sql('DELETE FROM item_case WHERE case_id = $1 AND item_id = $2', ofItem());
    expect(await audited.findings()).toEqual([expect.objectContaining({ kind: 'chainDeleted', itemId })]);
  });

  test('a state without its row, and one that names another end', async () => {
    await audited.sql('DELETE FROM item_case WHERE case_id = $1 AND item_id = $2', ofItem());
    expect(await audited.findings()).toEqual([expect.objectContaining({ kind: 'stateMissing', itemId })]);
    await audited.undo();
    await audited.sql(`UPDATE item_case SET last_hash = 'x' WHERE case_id = $1 AND item_id = $2`, ofItem());
    expect(await audited.findings()).toEqual([expect.objectContaining({ kind: 'stateDiffers', itemId })]);
  });

  test('a case slipped in where the log has been', async () => {
    const id = audited.newId();
    await audited.sql(`INSERT INTO bundle_case SELECT (jsonb_populate_record(b, jsonb_build_object('id', $1::text))).* FROM bundle_case b WHERE id = $2`, [id, audited.caseId]);
    await audited.sql(`INSERT INTO case_event SELECT (jsonb_populate_record(e, jsonb_build_object('case_id', $1::text, 'xid', '3'))).* FROM case_event e WHERE case_id = $2 AND item_id IS NULL`, [id, audited.caseId]);
    expect((await audited.findings()).map(({ kind, caseId }) => ({ kind, caseId }))).toContainEqual({ kind: 'eventAdded', caseId: id });
  });
});

describe('attacks on the security log', () => {
  const withReason = async () => (await audited.sql<{ id: string }>('SELECT act_id AS id FROM security_act_reason'))[0]!.id;

  test.each([
    ['edited', `UPDATE security_act SET outcome = 'done' WHERE id = $1`, 'actEdited'],
    ['given another detail', `UPDATE security_act SET detail = '{"tries": 1}' WHERE id = $1`, 'actEdited'],
    ['removed', 'DELETE FROM security_act WHERE id = $1', 'actRemoved'],
    ['left without its reason', 'DELETE FROM security_act_reason WHERE act_id = $1', 'reasonRemoved'],
    ['given the reason of another', `UPDATE security_act_reason SET reason = '{}' WHERE act_id = $1`, 'reasonEdited'],
  ])('an act that was %s', async (_, text, kind) => {
    const actId = await withReason();
    await audited.sql(text, [actId]);
    expect(await audited.findings()).toEqual([expect.objectContaining({ kind, actId, head: 1 })]);
  });

  test.each([
    ['hidden from a person whom it concerned', 'DELETE FROM security_act_concerned WHERE act_id = $1', /1 persons whom it concerned do not find it/],
    ['shown to somebody whom it does not name', 'INSERT INTO security_act_concerned (act_id, person_id) VALUES ($1, gen_random_uuid())', /1 find it whom it does not name/],
    ['told to somebody else', 'UPDATE security_act_concerned SET person_id = gen_random_uuid() WHERE act_id = $1', /1 persons.* any more, 1 find it/],
  ])('an act that was %s', async (_, text, message) => {
    const [act] = await audited.sql<{ id: string }>('SELECT act_id AS id FROM security_act_concerned GROUP BY act_id HAVING count(*) = 1 LIMIT 1');
    await audited.sql(text, [act!.id]);
    expect(await audited.findings()).toEqual([expect.objectContaining({ kind: 'concernedEdited', actId: act!.id, message: expect.stringMatching(message) })]);
  });

  test('an act slipped in where the log has been', async () => {
    const [row] = await audited.sql<{ id: string }>(`INSERT INTO security_act (id, recorded_at, act, outcome, xid) VALUES ($1, now(), 'login.succeeded', 'done', '3') RETURNING id`, [audited.newId()]);
    expect(await audited.findings()).toEqual([expect.objectContaining({ kind: 'actAdded', actId: row!.id })]);
  });
});

describe('attacks on tree heads', () => {
  const firstLine = async (number: number) => (await readFile(headFile(number), 'utf8')).split('\n')[0]!;

  test('a file that was removed', async () => {
    await rm(headFile(2));
    expect(await audited.findings()).toEqual([expect.objectContaining({ kind: 'headFileMissing', head: 2 })]);
  });

  test('a head that was edited', async () => {
    const text = await readFile(headFile(2), 'utf8');
    await writeFile(headFile(2), text.replace(/"time":"2026/, '"time":"2025'));
    expect(await audited.findings()).toEqual([expect.objectContaining({ kind: 'headFileAltered', head: 2, message: expect.stringContaining('signature does not verify') })]);
  });

  test('leaves that were edited in the file', async () => {
    const text = await readFile(headFile(2), 'utf8');
    await writeFile(headFile(2), text.split('\n').toSpliced(1, 1).join('\n'));
    expect(await audited.findings()).toEqual([expect.objectContaining({ kind: 'headFileAltered', head: 2, message: expect.stringContaining('leaves do not give the root') })]);
  });

  test('a head that another key has signed, or one under the name of another', async () => {
    await writeFile(headFile(2), (await readFile(headFile(2), 'utf8')).replace(/"key":"s1"/, '"key":"s7"'));
    expect(await audited.findings()).toEqual([expect.objectContaining({ kind: 'headFileAltered', head: 2, message: expect.stringContaining('nobody knows the key') })]);
    await audited.undo();
    await rename(headFile(1), headFile(2));
    expect((await audited.findings()).map(({ kind, head }) => [kind, head])).toEqual([['headFileMissing', 1], ['headFileAltered', 2]]);
  });

  test('a head that was changed or removed in the database', async () => {
    await audited.sql(`UPDATE audit_head SET root = $1 WHERE number = 2`, ['b'.repeat(64)]);
    expect(await audited.findings()).toEqual([expect.objectContaining({ kind: 'headRowChanged', head: 2 })]);
    await audited.undo();
    await audited.sql('DELETE FROM audit_head WHERE number = 2');
    expect(await audited.findings()).toEqual([expect.objectContaining({ kind: 'headRowRemoved', head: 2 })]);
  });

  test('a leaf that was changed, removed or added in the database', async () => {
    await audited.sql(`UPDATE audit_leaf SET hash = $1 WHERE index = 1`, ['c'.repeat(64)]);
    expect(await audited.findings()).toEqual([expect.objectContaining({ kind: 'leafChanged', head: 1 })]);
    await audited.undo();
    await audited.sql('DELETE FROM audit_leaf WHERE index = 0');
    expect((await audited.findings()).map(({ kind }) => kind)).toContain('leafChanged');
    await audited.undo();
    await audited.sql(`INSERT INTO audit_leaf (index, act_id, hash) SELECT max(index) + 1, $1, 'x' FROM audit_leaf`, [audited.newId()]);
    expect(await audited.findings()).toEqual([expect.objectContaining({ kind: 'leafAdded' })]);
  });

  test('all leaves and a file lost: what can still be said is said', async () => {
    await audited.sql('DELETE FROM audit_leaf WHERE index = 0');
    await rm(headFile(1));
    const found = await audited.findings();
    expect(found).toContainEqual(expect.objectContaining({ kind: 'logBroken', head: 1 }));
    expect(found).toContainEqual(expect.objectContaining({ kind: 'headFileMissing', head: 1 }));
  });

  test('each head names the one before by its first line', async () => {
    const { head } = JSON.parse(await firstLine(2)) as { head: { previous: string } };
    const { hash } = await import('node:crypto');
    expect(head.previous).toBe(hash('sm3', await firstLine(1)));
  });
});

test('what no head has yet is said as such, and a cut there is still seen by the state', async () => {
  await audited.record({});
  const { younger, findings } = await audited.verify();
  expect([younger.acts, findings]).toEqual([1, []]);
});
