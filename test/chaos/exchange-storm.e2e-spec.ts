import { runStorm } from './exchange/storm';

/** What `npm run chaos:exchange` does with 2,000 cases. */
test('200 cases of three provinces are applied once on both sides, whoever is killed and whatever the line does', async () => {
  const account = await runStorm({ cases: 200, seed: 20_260_302, say: () => undefined });
  expect(account.wrong).toEqual([]);
  expect(account.cases).toBe(200);
  expect(account.messages).toBeGreaterThan(400);
  expect(account.flippedMessages.accepted).toBe(0);
  const happened = { ...account.faults, ...account.kills, files: account.files, flipped: account.flippedMessages.refused, renewed: account.renewed, awayDays: account.awayDays };
  expect(Object.entries(happened).filter(([, count]) => count === 0)).toEqual([]);
}, 900_000);
