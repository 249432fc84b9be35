import { runKillTest } from './kill-test';

/** Three rounds of what `npm run chaos:kill` does twenty of: the API, a worker and PostgreSQL are killed once each. */
test('what was acknowledged is there exactly once, whoever is killed meanwhile', async () => {
  const account = await runKillTest({ rounds: 3, seed: 20_260_302, clients: 16, say: () => undefined });
  expect(account.wrong).toEqual([]);
  expect(account.kills).toEqual({ api: 1, worker: 1, database: 1 });
  expect(Math.min(...account.inFlightAtKills)).toBeGreaterThanOrEqual(8);
  expect(account.acknowledged).toBeGreaterThan(100);
  expect(account.retried).toBeGreaterThan(0);
  // Clients choose what is theirs to do: where most is refused, something is never tried under load.
  expect(account.refused).toBeLessThan(account.acknowledged / 2);
}, 240_000);
