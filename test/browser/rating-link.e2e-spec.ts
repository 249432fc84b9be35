import { randomUUID } from 'node:crypto';
import { DEMO_RESIDENTS } from '@onething/identity';
import { beginNewborn } from '../acceptance/newborn';
import { worldOf } from '../acceptance/platform-world';
import { accessibilityProblems } from './accessibility';
import { finishNewborn } from './matters';
import { openPortal, type Portal } from './portal';

const MOTHER = DEMO_RESIDENTS.find(({ login }) => login === 'mother')!;
let portal: Portal;
let token: string;

beforeAll(async () => {
  portal = await openPortal();
  const { platform } = portal;
  const caseId = await beginNewborn(worldOf(platform));
  const clerk = await platform.login('window.clerk');
  const as = (path: string) => platform.request.post(path).set('Authorization', `Bearer ${clerk}`).set('Idempotency-Key', randomUUID());
  await as(`/api/cases/${caseId}/rating-link`).expect(404);
  await as('/api/window-attendances').send({ paper: 'residentIdCard', name: MOTHER.name, number: MOTHER.number }).expect(201);
  ({ token } = (await as(`/api/cases/${caseId}/rating-link`).expect(201)).body as { token: string });
  await as('/api/window-attendances/end').expect(204);
  await as(`/api/cases/${caseId}/rating-link`).expect(404);
  await platform.request.post(`/api/cases/${caseId}/rating-link`).set('Authorization', `Bearer ${await platform.login('mother')}`).expect(403);
  const early = await platform.request.post('/api/rating-links/ratings').set('Idempotency-Key', randomUUID()).send({ token, grade: 5 }).expect(409);
  expect(early.body.code).toBe('RATINGS.NOT_COMPLETED');
  await finishNewborn(portal, caseId);
}, 180_000);
afterAll(() => portal?.close());

test('a link that was changed opens nothing', async () => {
  const stranger = await portal.visit();
  for (const wrong of [`${token.slice(0, -1)}${token.endsWith('0') ? '1' : '0'}`, token.replace(/^./, (first) => (first === '0' ? '1' : '0')), '']) {
    await stranger.open('/settings');
    await stranger.open(`/rate#${wrong}`);
    await stranger.sees('这个评价码不对');
    expect(await stranger.find('button', '提交评价').count()).toBe(0);
  }
  expect(stranger.complaints).toEqual([]);
  await stranger.leave();
}, 60_000);

test('an official who is logged in is not let rate', async () => {
  portal.platform.clock.advanceBy(30_000);
  const clerk = await portal.visit();
  await clerk.logIn('window.clerk2');
  await clerk.open(`/rate#${token}`);
  await clerk.sees('请由当事人自己评价');
  expect(await clerk.find('button', '提交评价').count()).toBe(0);
  await clerk.leave();
}, 60_000);

test('whoever holds the receipt rates without a log-in, once', async () => {
  const visitor = await portal.visit({ language: 'en' });
  const sent: string[] = [];
  visitor.page.on('request', (request) => {
    if (request.url().endsWith('/rating-links/ratings')) sent.push(request.url());
  });
  await visitor.open(`/rate#${token}`);
  await visitor.press('Send the rating');
  await visitor.find('link', 'Choose how satisfied you are').waitFor();
  await visitor.choose('How satisfied are you?', 'Satisfied');
  await visitor.fill(/^In your own words/, '<img src=x onerror=alert(1)>');
  expect(await accessibilityProblems(visitor.page)).toEqual([]);
  await visitor.find('button', 'Send the rating').dblclick();
  await visitor.sees('Your rating: Satisfied');
  expect(sent).toHaveLength(1);
  await visitor.open('/settings');
  await visitor.open(`/rate#${token}`);
  await visitor.sees('This matter has been rated');
  expect(await visitor.find('button', 'Send the rating').count()).toBe(0);
  expect(visitor.complaints).toEqual([]);
  await visitor.leave();
}, 60_000);

test('a link that was used is refused when it is sent again', async () => {
  const again = await portal.platform.request.post('/api/rating-links/ratings').set('Idempotency-Key', randomUUID()).send({ token, grade: 5 }).expect(409);
  expect(again.body.code).toBe('RATINGS.ALREADY_RATED');
  expect(JSON.stringify(portal.platform.logLines)).not.toContain(token);
});
