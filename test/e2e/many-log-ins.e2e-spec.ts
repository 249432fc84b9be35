import { hash } from '@node-rs/argon2';
import { AccountRegister, DEMO_DIVISION, PersonDirectory } from '@onething/identity';
import { Database } from '@onething/persistence';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

const PEOPLE = 300;
const PASSWORD = 'The 1st password';
/** Two hashes of 19 MiB, and room for 300 requests; all at once they would need 5.7 GB. */
const MOST_MORE_MEMORY = 600 * 1024 * 1024;

let platform: TestPlatform;
beforeAll(async () => {
  platform = await startTestPlatform();
  const { id: personId } = await platform.app.get(PersonDirectory, { strict: false })
    .register({ kind: 'natural', name: '张三', divisionCode: DEMO_DIVISION, synthetic: true });
  const accounts = platform.app.get(AccountRegister, { strict: false });
  const passwordHash = await hash(PASSWORD, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
  await platform.app.get(Database).transaction(async (tx) => {
    for (let number = 0; number < PEOPLE; number += 1) {
      await accounts.create({ personId, kind: 'resident', login: `many.${number}`, passwordHash, level: 1, divisionCode: DEMO_DIVISION, posts: [] }, tx);
    }
  });
}, 60_000);
afterAll(() => platform?.stop());

test('300 log-ins at the same moment all succeed, within bounds of memory, and others are answered meanwhile', async () => {
  const token = await platform.login('mother');
  const before = process.memoryUsage().rss;
  let most = before;
  let over = false;
  let answered = 0;
  const logIns = Promise.all(Array.from({ length: PEOPLE }, (_, number) =>
    platform.request.post('/api/auth/login').send({ login: `many.${number}`, password: PASSWORD }))).finally(() => (over = true));
  while (!over) {
    await platform.request.get('/api/me').set('authorization', `Bearer ${token}`).expect(200);
    most = Math.max(most, process.memoryUsage().rss);
    answered += 1;
  }
  const statuses = (await logIns).map(({ status }) => status);
  expect(statuses).toEqual(Array<number>(PEOPLE).fill(200));
  expect(most - before).toBeLessThan(MOST_MORE_MEMORY);
  // Behind the log-ins, others would be answered after all of them, or a few times.
  expect(answered).toBeGreaterThan(50);
}, 120_000);
