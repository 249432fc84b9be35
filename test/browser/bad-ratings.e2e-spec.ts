import { beginNewborn } from '../acceptance/newborn';
import { onePagePdf } from '../acceptance/newborn-form';
import { worldOf } from '../acceptance/platform-world';
import { accessibilityProblems } from './accessibility';
import { finishNewborn } from './matters';
import { openPortal, type Portal } from './portal';
import type { Visitor } from './visitor';

/** A bad rating's whole life as people see it: the rater, the unit, the supervisor, and everybody. */
let portal: Portal;
let caseId: string;

beforeAll(async () => {
  portal = await openPortal();
  caseId = await beginNewborn(worldOf(portal.platform));
  await finishNewborn(portal, caseId);
}, 180_000);
afterAll(() => portal?.close());

/** A member of staff who comes to work: codes of a second factor serve once. */
async function atWork(login: string, path: string): Promise<Visitor> {
  portal.platform.clock.advanceBy(30_000);
  const visitor = await portal.visit({ language: 'en' });
  await visitor.logIn(login, path);
  return visitor;
}

async function leave(visitor: Visitor): Promise<void> {
  expect(await accessibilityProblems(visitor.page)).toEqual([]);
  expect(visitor.complaints).toEqual([]);
  await visitor.leave();
}

test('the rater gives it', async () => {
  const mother = await portal.visit({ language: 'en' });
  await mother.logIn('mother', `/cases/${caseId}/rate`);
  await mother.choose(/^How satisfied/, 'Very dissatisfied');
  await mother.choose(/^Why/, 'Not finished within the promised time');
  await mother.fill(/^In your own words/, 'It took ages. Call 13800138000');
  await mother.press('Send the rating');
  await mother.sees('Being verified');
  await leave(mother);
}, 60_000);

test('a supervisor sees on the board where it stands, and goes down to it', async () => {
  const supervisor = await atWork('supervisor', '/work/figures');
  await supervisor.sees('Where the bad ratings stand now');
  await supervisor.sees('No bad rating is overdue.');
  await supervisor.follow('Being verified');
  await supervisor.seesHeading('Bad ratings');
  await supervisor.page.getByRole('table').getByRole('link').first().click();
  await supervisor.sees('It took ages');
  await leave(supervisor);
}, 60_000);

test('the unit calls back, finds it true, mends it and answers', async () => {
  const clerk = await atWork('health.clerk', '/bad-ratings');
  await clerk.page.getByRole('table').getByRole('link').first().click();
  await clerk.sees('It took ages');
  await clerk.press('Show whom to call');
  await clerk.sees('Give a reason of at least 10 characters');
  expect(await accessibilityProblems(clerk.page)).toEqual([]);
  await clerk.fill(/^Reason for the call-back/, 'The rater is called back within a day.');
  await clerk.press('Show whom to call');
  await clerk.sees('王丽');
  await clerk.choose(/^Step/, 'Note a call-back');
  await clerk.press('Send');
  await clerk.find('link', 'Write what happened').waitFor();
  await clerk.choose(/^How the call went/, 'Reached');
  await clerk.fill(/^What happened/, 'She waited for three weeks.');
  await clerk.press('Send');
  await clerk.sees('Done: Note a call-back');
  await clerk.choose(/^Step/, 'Say what was found');
  await clerk.choose(/^Finding/, 'True');
  await clerk.fill(/^What happened/, 'The record of the case shows it.');
  await clerk.page.getByLabel('Choose files').setInputFiles({ name: 'call-back-record.pdf', mimeType: 'application/pdf', buffer: Buffer.from(onePagePdf()) });
  await clerk.find('button', /^Remove/).waitFor();
  expect(await accessibilityProblems(clerk.page)).toEqual([]);
  // Proven by the file alone: nothing else is named.
  await clerk.press('Send');
  await clerk.sees('Done: Say what was found');
  await clerk.sees('Files as evidence');
  const [file] = await Promise.all([clerk.page.waitForEvent('download'), clerk.press('call-back-record.pdf')]);
  expect(file.suggestedFilename()).toBe('call-back-record.pdf');
  await clerk.fill(/^What happened/, 'Two more people work there now.');
  await clerk.fill(/^Evidence/, 'Order of today');
  await clerk.press('Send');
  await clerk.sees('Done: Note what was mended');
  await clerk.fill(/^Answer \(/, 'We are sorry. It will not happen again.');
  await clerk.press('Send');
  await clerk.sees('Awaits a second rating');
  await leave(clerk);
}, 90_000);

test('the rater reads the answer and rates once more', async () => {
  const mother = await portal.visit({ language: 'en' });
  await mother.logIn('mother', `/cases/${caseId}/rate`);
  await mother.sees('We are sorry. It will not happen again.');
  await mother.choose(/^How satisfied/, 'Satisfied');
  await mother.press('Send the rating');
  await mother.sees('closed');
  expect(await mother.find('button', /^Send/).count()).toBe(0);
  await leave(mother);
}, 60_000);

test('the hotline enters nothing for a caller who does not know the code', async () => {
  const operator = await atWork('hotline', '/window/hotline');
  await operator.press('Enter the rating');
  await operator.find('link', 'The query code has six digits').waitFor();
  const { number, queryCode } = (await portal.platform.request.get(`/api/cases/${caseId}/progress`).set('Authorization', `Bearer ${await portal.platform.login('mother')}`).expect(200)).body as { number: string; queryCode: string };
  await operator.fill('Number of the case', number);
  await operator.choose('How satisfied is the caller?', 'Satisfied');
  const enter = async (code: string): Promise<number> => {
    await operator.fill('Query code', code);
    const [answer] = await Promise.all([operator.page.waitForResponse(/hotline-ratings$/), operator.press('Enter the rating')]);
    return answer.status();
  };
  expect(await enter(queryCode === '000000' ? '000001' : '000000')).toBe(404);
  // Who knows it cannot have it rated twice by another way.
  expect(await enter(queryCode)).toBe(409);
  expect(await operator.page.getByText('Entered: Satisfied').count()).toBe(0);
  expect(await accessibilityProblems(operator.page)).toEqual([]);
  await operator.leave();
}, 60_000);

test('a supervisor looks at the words, and everybody reads them masked', async () => {
  const supervisor = await atWork('supervisor', '/rating-reviews');
  await supervisor.page.getByRole('tab', { name: /^Words/ }).click();
  await supervisor.sees('Published as: It took ages. Call 138****8000');
  await supervisor.press('Publish');
  await supervisor.sees('Published');
  await leave(supervisor);
  const anybody = await portal.visit({ language: 'en' });
  await anybody.open('/ratings');
  await anybody.sees('It took ages. Call 138****8000');
  await anybody.sees('in time');
  expect(await anybody.page.content()).not.toContain('13800138000');
  await leave(anybody);
}, 90_000);
