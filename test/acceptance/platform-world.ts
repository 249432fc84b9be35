import { civilDate } from '@onething/kernel';
import { settle } from '../support/settle';
import type { TestPlatform } from '../support/test-platform';
import type { DatedWorld } from './application';

/** A test platform as the world of an acceptance run: what the worker would do is done whenever somebody waits for it. */
export function worldOf({ app, url, accounts, clock }: TestPlatform): DatedWorld {
  return {
    url,
    accounts,
    now: () => clock.now(),
    today: () => civilDate(clock.now()),
    goTo: (day, time) => clock.advanceTo(Date.parse(`${day}T${time}:00+08:00`)),
    async until(what, look) {
      await settle(app);
      const found = await look();
      if (found === undefined) throw new Error(`It did not come: ${what}`);
      return found;
    },
    say: () => undefined,
  };
}
