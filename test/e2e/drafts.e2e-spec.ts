import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { FileRemovals } from '@onething/cases';
import { SETTINGS, type Settings } from '@onething/config';
import { ObjectStore } from '@onething/object-store';
import { Database } from '@onething/persistence';
import { NEWBORN_FORM } from '../acceptance/newborn-form';
import { ANSWERS, MaterialsPlatform, PDF } from '../support/materials-platform';
import { settle } from '../support/settle';

const DAY_MS = 86_400_000;
let on: MaterialsPlatform;
let database: Database;
let store: ObjectStore;
beforeAll(async () => {
  on = await MaterialsPlatform.start();
  database = on.platform.app.get(Database, { strict: false });
  store = on.platform.app.get(ObjectStore, { strict: false });
});
afterEach(() => jest.restoreAllMocks());
afterAll(() => on?.platform.stop());

const idOf = (path: string) => path.slice('/cases/'.length);
const withFile = async (): Promise<{ path: string; fileId: string }> => {
  const path = await on.filledDraft();
  const { body } = await on.upload(`${path}/materials/name-confirmation/files`, PDF);
  return { path, fileId: body.id };
};
const discard = async (path: string) => on.send('mother', 'POST', `${path}/discard`, { version: await on.versionOf(path) });
const objectsOf = async (path: string): Promise<string[]> => {
  const { objectStore } = on.platform.app.get<Settings>(SETTINGS);
  const folder = join(objectStore.kind === 'file' ? objectStore.folder : '', 'cases', idOf(path));
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return found.filter((entry) => entry.isFile()).map(({ name }) => name);
};
const count = async (table: string, path: string): Promise<number> => {
  const [row] = await database.query<{ n: number }>({ name: `test.count-${table}`, text: `SELECT count(*)::int AS n FROM ${table} WHERE case_id = $1` }, [idOf(path)]);
  return row!.n;
};
const noted = async (path: string): Promise<number> => {
  const text = 'SELECT count(*)::int AS n FROM file_removal WHERE object_key LIKE $1';
  return (await database.query<{ n: number }>({ name: 'test.count-removals', text }, [`cases/${idOf(path)}/%`]))[0]!.n;
};
const leaseOver = () => database.query({ name: 'test.lease-over', text: 'UPDATE file_removal SET claimed_until = NULL' }, []);
const inbox = async (): Promise<string[]> =>
  (await on.send('mother', 'GET', '/inbox?limit=100')).body.entries.map((entry: { kind: string }) => entry.kind);
const newDay = async (days: number) => {
  on.platform.clock.advanceBy(days * DAY_MS);
  await settle(on.platform.app);
  for (const login of ['mother', 'father', 'health.clerk']) await on.logIn(login);
};

describe('a draft on another device', () => {
  test('is the same after a second log-in: answers, form and files', async () => {
    const { path, fileId } = await withFile();
    await on.logIn('mother');
    const form = (await on.send('mother', 'GET', `${path}/form`)).body;
    expect(form).toMatchObject({ answers: ANSWERS, form: { 'child.name': NEWBORN_FORM['child.name'] } });
    expect((await on.materialIn(path, 'name-confirmation')).files).toEqual([expect.objectContaining({ id: fileId })]);
    expect((await on.send('mother', 'GET', `${path}/materials/name-confirmation/files/${fileId}`)).status).toBe(200);
  });

  test('is not overwritten by the first one: 409 with the present state', async () => {
    const path = await on.filledDraft();
    const seen = await on.versionOf(path);
    await on.save(path, { ...NEWBORN_FORM, 'child.name': '王小雪' });
    const late = await on.send('mother', 'PUT', `${path}/draft`, { version: seen, answers: ANSWERS, form: NEWBORN_FORM });
    expect(late).toMatchObject({ status: 409, body: { code: 'CASES.VERSION_CONFLICT', current: { state: 'draft', version: seen + 1 } } });
    expect((await on.send('mother', 'GET', `${path}/form`)).body.form['child.name']).toBe('王小雪');
  });
});

test('several drafts of one one-thing stand side by side, each with what is its own', async () => {
  const [one, other] = [await withFile(), await withFile()];
  await on.save(other.path, { ...NEWBORN_FORM, 'child.name': '王小雪' });
  const { entries } = (await on.send('mother', 'GET', '/cases?limit=100')).body as { entries: { id: string; state: string }[] };
  const drafts = entries.filter(({ state }) => state === 'draft').map(({ id }) => id);
  expect(drafts).toEqual(expect.arrayContaining([idOf(one.path), idOf(other.path)]));
  expect((await on.send('mother', 'GET', `${one.path}/form`)).body.form['child.name']).toBe(NEWBORN_FORM['child.name']);
  expect((await on.materialIn(one.path, 'name-confirmation')).files).toHaveLength(1);
});

describe('a draft that was thrown away', () => {
  test('leaves no object, no file, no answers; another draft of the same person keeps its own', async () => {
    const [gone, kept] = [await withFile(), await withFile()];
    expect(await objectsOf(gone.path)).toHaveLength(1);
    expect((await discard(gone.path)).status).toBe(200);
    await settle(on.platform.app);
    expect(await objectsOf(gone.path)).toEqual([]);
    for (const table of ['case_file', 'case_material', 'case_answers']) expect([table, await count(table, gone.path)]).toEqual([table, 0]);
    expect([await objectsOf(kept.path), await count('case_file', kept.path)]).toEqual([expect.any(Array), 1]);
    expect(await objectsOf(kept.path)).toHaveLength(1);
  });

  test('answers plainly that it is gone', async () => {
    const { path, fileId } = await withFile();
    await discard(path);
    await settle(on.platform.app);
    expect(await on.send('mother', 'GET', `${path}/form`)).toMatchObject({ status: 404, body: { code: 'CASES.DRAFT_GONE' } });
    expect(await on.send('mother', 'GET', `${path}/materials`)).toMatchObject({ status: 404 });
    expect(await on.send('mother', 'GET', `${path}/materials/name-confirmation/files/${fileId}`)).toMatchObject({ status: 404 });
    expect(await on.upload(`${path}/materials/name-confirmation/files`, PDF)).toMatchObject({ status: 404 });
    expect((await on.send('mother', 'GET', `${path}/progress`)).body.happened.at(-1).text.zh).toBe('您删除了草稿');
  });

  test('is swept also by a worker that comes after one that was killed between store and row', async () => {
    const { path } = await withFile();
    await discard(path);
    // Killed after the store, before its note was deleted.
    const remove = store.remove.bind(store);
    jest.spyOn(store, 'remove').mockImplementation(async (key) => {
      await remove(key);
      throw new Error('killed');
    });
    await settle(on.platform.app);
    expect([await objectsOf(path), await noted(path)]).toEqual([[], 1]);
    jest.restoreAllMocks();
    expect(await on.platform.app.get(FileRemovals, { strict: false }).removeBatch()).toBe(0);
    await leaseOver();
    await settle(on.platform.app);
    expect(await noted(path)).toBe(0);
  });

  test('is swept when the store answers again', async () => {
    const { path } = await withFile();
    await discard(path);
    jest.spyOn(store, 'remove').mockRejectedValue(new Error('The store does not answer'));
    await settle(on.platform.app);
    expect([(await objectsOf(path)).length, await count('case_file', path), await noted(path)]).toEqual([1, 0, 1]);
    jest.restoreAllMocks();
    await leaseOver();
    await settle(on.platform.app);
    expect([await objectsOf(path), await noted(path)]).toEqual([[], 0]);
  });
});

test('whatever events say, the files of a case that is no discarded draft stay', async () => {
  const { path } = await withFile();
  const { DraftSweeper } = await import('@onething/cases');
  const event = { type: 'draftDiscarded', caseId: idOf(path), recordedAt: on.platform.clock.now() };
  await database.transaction((tx) => on.platform.app.get(DraftSweeper, { strict: false }).handle(tx, [event as never]));
  await settle(on.platform.app);
  expect([(await objectsOf(path)).length, await count('case_file', path), await count('case_answers', path)]).toEqual([1, 1, 1]);
});

test('a draft that nobody touches is announced a week before, expires on its day, and its files go with it', async () => {
  const { path } = await withFile();
  const kindsBefore = await inbox();
  await newDay(54);
  const told = (await inbox()).filter((kind) => kind === 'draftExpiring').length - kindsBefore.filter((kind) => kind === 'draftExpiring').length;
  expect(told).toBeGreaterThanOrEqual(1);
  expect([(await on.send('mother', 'GET', path)).body.state, await count('case_file', path)]).toEqual(['draft', 1]);
  await newDay(7);
  expect((await on.send('mother', 'GET', path)).body.state).toBe('discarded');
  expect([await objectsOf(path), await count('case_file', path)]).toEqual([[], 0]);
  expect(await inbox()).toContain('draftExpired');
  expect((await on.send('mother', 'GET', '/cases?limit=100')).body.entries.map(({ id }: { id: string }) => id)).not.toContain(idOf(path));
});

test('a draft is there for nobody else: not in a list, not by its id, its file\'s id, or a search', async () => {
  const { path, fileId } = await withFile();
  for (const login of ['father', 'health.clerk', 'publicsecurity.clerk']) {
    await on.logIn(login);
    for (const route of ['', '/form', '/timeline', '/progress', '/corrections', '/materials', `/materials/name-confirmation/files/${fileId}`, '/consents', '/documents']) {
      const { status } = await on.send(login, 'GET', `${path}${route}`);
      expect([login, route, [403, 404].includes(status)]).toEqual([login, route, true]);
    }
    const version = await on.versionOf(path);
    for (const [method, route, body] of [
      ['PUT', '/draft', { version, answers: ANSWERS, form: {} }], ['POST', '/submit', { version }], ['POST', '/discard', { version }],
      ['DELETE', `/materials/name-confirmation/files/${fileId}`, undefined],
    ] as const) {
      const { status } = await on.send(login, method, `${path}${route}`, body);
      expect([login, route, [403, 404].includes(status)]).toEqual([login, route, true]);
    }
  }
  expect(JSON.stringify((await on.send('father', 'GET', '/cases?limit=100')).body)).not.toContain(idOf(path));
  for (const search of ['/queues/items?limit=100', `/queues/items?search=${encodeURIComponent('新生儿')}`]) {
    expect(JSON.stringify((await on.send('health.clerk', 'GET', search)).body)).not.toContain(idOf(path));
  }
  for (const question of [{ name: '王丽' }, { number: NEWBORN_FORM['otherParent.citizenId'] }]) {
    const found = await on.send('health.clerk', 'POST', '/queues/applicant-search', question);
    expect([found.status, JSON.stringify(found.body).includes(idOf(path))]).toEqual([200, false]);
  }
});
