import { accessibilityProblems, overflowing, smallTargets } from './accessibility';
import { DESKTOP, openPortal, type Portal } from './portal';

describe('the first pages', () => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await openPortal();
  }, 120_000);
  afterAll(() => portal?.close());

  test('a person finds by everyday words what to do, and sees what it spares', async () => {
    const visitor = await portal.visit();
    await visitor.open('/');
    await visitor.fill('用平常的话说就行', '生孩子');
    await visitor.sees(/找到 \d+ 件事/);
    await visitor.follow('新生儿出生一件事');
    await visitor.seesHeading('帮您省了多少');
    expect(visitor.complaints).toEqual([]);
    expect(await overflowing(visitor.page)).toEqual([]);
    expect(await smallTargets(visitor.page, 44)).toEqual([]);
    expect(await accessibilityProblems(visitor.page)).toEqual([]);
    await visitor.leave();
  }, 60_000);

  test('a resident logs in on a wide screen and comes back to where the log-in was asked for', async () => {
    const visitor = await portal.visit({ viewport: DESKTOP, language: 'en' });
    await visitor.open('/one-things/newborn');
    await visitor.follow('Log in');
    await visitor.logIn(portal.platform.accounts[0]!.login, '/one-things/newborn');
    await visitor.seesHeading('A child is born');
    await visitor.find('button', 'Start the application').waitFor();
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  }, 60_000);
});
