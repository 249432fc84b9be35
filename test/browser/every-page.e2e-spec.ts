import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { accessibilityProblems, overflowing, smallTargets } from './accessibility';
import { makeMatters } from './matters';
import { beginDraft, openPortal, type Portal } from './portal';
import { addressOf, PARENT, VISITED_ROUTES } from './routes';
import { newMatter } from './submitted';
import type { Visitor } from './visitor';

const SOURCE = join(__dirname, '../../apps/portal/src');
const NARROW = { width: 320, height: 640 };

test('every route of the portal is visited by this test', () => {
  const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((file) => /(^|\/)routes\.ts$/.test(file));
  const patterns = files.flatMap((file) => [...readFileSync(join(SOURCE, file), 'utf8').matchAll(/\bpath: '([^']+)'/g)].map((match) => match[1]!));
  expect(patterns.length).toBeGreaterThan(5);
  expect([...new Set(VISITED_ROUTES.map(({ pattern }) => pattern))].sort()).toEqual([...new Set(patterns)].sort());
});

describe('every page', () => {
  let portal: Portal;
  let known: Record<string, string>;
  const visitors = new Map<string, Visitor>();

  beforeAll(async () => {
    portal = await openPortal();
    known = { case: await beginDraft(portal, PARENT), ...await makeMatters(portal), ...await newMatter(portal) };
  }, 120_000);
  afterAll(() => portal?.close());

  /** One log-in for each account. */
  async function visitorFor(as = 'nobody'): Promise<Visitor> {
    const known = visitors.get(as);
    if (known) return known;
    const visitor = await portal.visit({ viewport: NARROW });
    // A second factor serves once: each log-in has a time step of its own.
    portal.platform.clock.advanceBy(30_000);
    if (as !== 'nobody') await visitor.logIn(as);
    visitors.set(as, visitor);
    return visitor;
  }

  test.each(VISITED_ROUTES.map((route) => [`${route.path}${route.as ? ` as ${route.as}` : ''}`, route] as const))(
    '%s: nothing for axe in both themes, nothing sticks out at 320 px, no target below 44 px, no complaint of the browser', async (_name, route) => {
      const visitor = await visitorFor(route.as);
      visitor.complaints.splice(0);
      await visitor.open(addressOf(route.path, known));
      await visitor.find('heading').first().waitFor();
      expect(await visitor.page.title()).toMatch(/^.+ - 一件事$/);
      expect(await overflowing(visitor.page)).toEqual([]);
      expect(await smallTargets(visitor.page, 44)).toEqual([]);
      expect(await accessibilityProblems(visitor.page)).toEqual([]);
      expect(visitor.complaints).toEqual([]);
    }, 60_000,
  );
});
