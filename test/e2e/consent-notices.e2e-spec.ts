import { ConsentNotices } from '@onething/notices';
import { NEWBORN_FORM } from '../acceptance/newborn-form';
import { MaterialsPlatform } from '../support/materials-platform';
import { settle } from '../support/settle';

let on: MaterialsPlatform;
beforeAll(async () => {
  on = await MaterialsPlatform.start();
}, 120_000);
afterAll(() => on?.platform.stop());

interface Entry {
  kind: string;
  caseId: string | null;
  title: { zh: string; en: string };
  body: { zh: string; en: string };
}

/** What was told of consents, newest first. */
async function told(login: string): Promise<Entry[]> {
  await settle(on.platform.app);
  const { entries } = (await on.send(login, 'GET', '/inbox?limit=100')).body as { entries: Entry[] };
  return entries.filter(({ kind }) => kind.startsWith('consent'));
}
const kinds = async (login: string) => (await told(login)).map(({ kind }) => kind);
/** A second later: the inbox is in the order of what happened. */
async function decide(id: string, decision: 'grant' | 'refuse' | 'revoke'): Promise<void> {
  on.platform.clock.advanceBy(1_000);
  expect((await on.send('father', 'POST', `/consents/${id}/${decision}`)).status).toBe(200);
}

test('the holder is told that a licence is asked for, and the asker what the holder has decided; nobody else anything', async () => {
  const path = await on.filledDraft();
  const { id } = await on.ask(path);
  const [asked] = await told('father');
  expect(asked).toMatchObject({ kind: 'consentAsked', caseId: null, title: { zh: expect.stringContaining('新生儿') } });
  expect(asked!.body.zh).toMatch(/以您的电子证照代替纸质材料：.*身份证.*在 2026年4月1日 以前同意或者不同意/);
  // Whose matter it is stands with the request, not in what may be read on a locked screen.
  expect(JSON.stringify(asked)).not.toMatch(/王丽|650102/);
  expect(await kinds('mother')).toEqual([]);
  await decide(id, 'grant');
  expect((await told('mother'))[0]).toMatchObject({ kind: 'consentGranted', caseId: path.slice('/cases/'.length), body: { zh: expect.stringContaining('身份证') } });
  await decide(id, 'revoke');
  expect(await kinds('mother')).toEqual(['consentRevoked', 'consentGranted']);
  expect(await kinds('father')).toEqual(['consentAsked']);
  expect(await kinds('health.clerk')).toEqual([]);
});

test('a refusal is told too, and what is asked twice is told once', async () => {
  const [before, path] = [(await kinds('father')).length, await on.filledDraft()];
  const [first, again] = [await on.ask(path), await on.ask(path)];
  expect([again.id === first.id, (await kinds('father')).length - before]).toEqual([true, 1]);
  await decide(first.id, 'refuse');
  expect((await kinds('mother'))[0]).toBe('consentRefused');
});

test('when nobody has the number that was asked for, nobody is told, and the asker learns nothing by it', async () => {
  const [before, path] = [await kinds('mother'), await on.filledDraft({ ...NEWBORN_FORM, 'otherParent.citizenId': '11010519491231002X' })];
  await on.ask(path);
  expect([await kinds('mother'), (await told('father')).length]).toEqual([before, (await kinds('father')).length]);
});

test('several workers at once tell each step once', async () => {
  const before = (await kinds('father')).length;
  for (let round = 0; round < 3; round += 1) await on.ask(await on.filledDraft());
  const notices = on.platform.app.get(ConsentNotices, { strict: false });
  await Promise.all(Array.from({ length: 4 }, () => notices.follow()));
  expect((await kinds('father')).length - before).toBe(3);
});
