import { CaseAudit } from '@onething/cases';
import { DEMO_RESIDENTS } from '@onething/identity';
import { FigureRecount } from '@onething/statistics';
import type { DatedWorld } from '../acceptance/application';
import { worldOf } from '../acceptance/platform-world';
import { brokenThings } from '../races/integrity';
import { settle } from './settle';
import { startTestPlatform, type TestPlatform } from './test-platform';

/**
 * Plays stories one after the other on a platform of their own; afterwards everything that is kept of them must agree.
 * @param begins civil day on which the first one begins, at 10:00 in China: each story goes on from where the one before has left the clock
 */
export function playStories(begins: string, stories: Record<string, (world: DatedWorld) => Promise<unknown>>): void {
  let platform: TestPlatform;
  let world: DatedWorld;

  beforeAll(async () => {
    platform = await startTestPlatform({ worker: 'byHand', firstStart: true, now: Date.parse(`${begins}T10:00:00+08:00`) });
    world = worldOf(platform);
  }, 60_000);
  afterAll(() => platform?.stop());

  for (const [title, play] of Object.entries(stories)) test(title, () => play(world), 60_000);

  test('every chain verifies, timers and queues show the states, no number is missing, the figures equal a recount', async () => {
    await settle(platform.app);
    expect(await brokenThings(platform.app)).toEqual([]);
    expect(await platform.app.get(CaseAudit, { strict: false }).findContradictions()).toEqual([]);
    expect((await platform.app.get(FigureRecount, { strict: false }).compare()).differences).toEqual([]);
  }, 60_000);

  test('nothing has failed inside the platform, and its log names nobody', () => {
    expect(platform.logLines.filter((line) => (JSON.parse(line) as { level: number }).level >= 50)).toEqual([]);
    const lines = platform.logLines.join('\n');
    for (const { name, number, mobile } of DEMO_RESIDENTS) for (const personal of [name, number, mobile]) expect(lines).not.toContain(personal);
  });
}
