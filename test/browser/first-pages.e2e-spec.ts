import { accessibilityProblems, overflowing, smallTargets } from './accessibility';
import { openPortal, type Portal } from './portal';

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
});
