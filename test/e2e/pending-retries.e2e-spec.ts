import { randomUUID } from 'node:crypto';
import { PendingCommands } from '@onething/cases';
import { Database } from '@onething/persistence';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

/** A release of an item that is not there fails whenever it is tried. */
const LEAVE = {
  name: 'test.leave-command',
  text: `INSERT INTO pending_command (id, case_id, item_id, type, payload, cause, created_at) VALUES ($1, $2, $3, 'release', '{"results": []}', 'test', $4)`,
};
const READ = { name: 'test.read-command', text: 'SELECT attempts, last_error AS error FROM pending_command WHERE id = $1' };
let platform: TestPlatform;
beforeAll(async () => {
  platform = await startTestPlatform({ worker: 'byHand' });
}, 60_000);
afterAll(() => platform?.stop());

test('a command that always fails is tried again ever later, and is an error in the log from the eighth try on', async () => {
  const [id, caseId, itemId] = [randomUUID(), randomUUID(), randomUUID()];
  const database = platform.app.get(Database, { strict: false });
  const commands = platform.app.get(PendingCommands, { strict: false });
  await database.query(LEAVE, [id, caseId, itemId, new Date(platform.clock.now())]);
  const alarms = () => platform.logLines.map((line) => JSON.parse(line) as { level: string; pendingCommand?: string; attempts?: number }).filter((line) => line.pendingCommand === id);
  const attempts = async () => (await database.query<{ attempts: number; error: string }>(READ, [id]))[0]!;
  await commands.performBatch();
  expect(await attempts()).toEqual({ attempts: 1, error: 'CASES.NOT_FOUND' });
  for (let tries = 1; tries < 8; tries += 1) {
    platform.clock.advanceBy(2 ** (tries - 1) * 1_000 - 1);
    await commands.performBatch();
    expect((await attempts()).attempts).toBe(tries);
    platform.clock.advanceBy(1);
    await commands.performBatch();
    expect((await attempts()).attempts).toBe(tries + 1);
    if (tries < 7) expect(alarms()).toEqual([]);
  }
  expect(alarms()).toMatchObject([{ attempts: 8, error: 'CASES.NOT_FOUND', caseId }]);
});
