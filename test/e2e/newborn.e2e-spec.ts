import { FigureRecount } from '@onething/statistics';
import { playNewborn } from '../acceptance/newborn';
import type { World } from '../acceptance/world';
import { settle } from '../support/settle';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

let platform: TestPlatform;

beforeAll(async () => {
  platform = await startTestPlatform({ worker: 'byHand', firstStart: true });
}, 60_000);
afterAll(() => platform?.stop());

function world(said: string[]): World {
  return {
    url: platform.url,
    accounts: platform.accounts,
    now: () => platform.clock.now(),
    goTo: (day, time) => platform.clock.advanceTo(Date.parse(`${day}T${time}:00+08:00`)),
    async until(what, look) {
      await settle(platform.app);
      const found = await look();
      if (found === undefined) throw new Error(`It did not come: ${what}`);
      return found;
    },
    say: (line) => said.push(line),
  };
}

test('a child is born: from the questionnaire to the rating, over HTTP, under a virtual clock', async () => {
  const said: string[] = [];
  await playNewborn(world(said));
  expect(said.length).toBeGreaterThan(15);
}, 60_000);

test('the figures equal a recount of all events and ratings', async () => {
  expect((await platform.app.get(FigureRecount, { strict: false }).compare()).differences).toEqual([]);
});

test('no log line of the whole run holds a name, number, mobile or address of anybody', () => {
  const lines = platform.logLines.join('\n');
  for (const personal of ['王丽', '李明', '李小满', '65010219', '19900000001', '解放北路18号']) expect(lines).not.toContain(personal);
});
