import { Client } from 'pg';
import { startTestPlatform, type TestPlatform } from '../../../../test/support/test-platform';
import { schemaDrift } from './schema-drift';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform.stop());

test('entities and migrations say the same, and a column that only one of them knows is found', async () => {
  expect(await schemaDrift(platform.app, platform.databases.ownerUrl)).toEqual([]);
  const owner = new Client({ connectionString: platform.databases.ownerUrl });
  await owner.connect();
  await owner.query('ALTER TABLE onething.account ADD COLUMN surplus text');
  await owner.end();
  expect(await schemaDrift(platform.app, platform.databases.ownerUrl)).toEqual([expect.stringContaining('"surplus"')]);
});
