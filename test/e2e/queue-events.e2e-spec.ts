import { QueueStreams } from '@onething/cases';
import { stopGracefully } from '../../apps/api/src/start/graceful-stop';
import { type Application, apply, type DatedWorld, itemOf } from '../acceptance/application';
import type { Client } from '../acceptance/client';
import { NEWBORN_ANSWERS, NEWBORN_FORM } from '../acceptance/newborn-form';
import { worldOf } from '../acceptance/platform-world';
import type { Item } from '../acceptance/views';
import { clientOf } from '../acceptance/world';
import { RawConnection } from '../support/raw-connection';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

const NEWBORN: Application = { login: 'mother', oneThing: 'newborn', answers: NEWBORN_ANSWERS, form: NEWBORN_FORM };

let platform: TestPlatform;
let world: DatedWorld;
let clerk: Client;
let caseId: string;
beforeAll(async () => {
  platform = await startTestPlatform({ worker: 'byHand', firstStart: true });
  world = worldOf(platform);
  clerk = await clientOf(world, 'health.clerk');
  caseId = await apply(world, NEWBORN);
}, 60_000);
afterAll(() => platform?.stop());

async function open(login: string): Promise<RawConnection> {
  const connection = await RawConnection.to(platform.url);
  return connection.write(`GET /api/queues/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${await platform.login(login)}\r\n\r\n`);
}
async function listen(login: string): Promise<RawConnection> {
  const connection = await open(login);
  await connection.until(/event: ready/);
  return connection;
}
async function receive(code: string): Promise<Item> {
  const item = await itemOf(clerk, caseId, code);
  clerk.expect(await clerk.post(`/api/cases/${caseId}/items/${item.id}/receive`, { version: item.version }), 200);
  return item;
}
const newsIn = ({ received }: RawConnection) => [...received.matchAll(/data: (\{"items.*\})/g)].map((match) => JSON.parse(match[1]!) as { items: { itemId: string }[] });

test('says which item changed to those who see its queue, and nothing of it to others', async () => {
  const [colleague, elsewhere] = [await listen('health.clerk2'), await listen('education.clerk')];
  expect(colleague.received).toMatch(/^HTTP\/1\.1 200[\s\S]*content-type: text\/event-stream/i);
  const item = await receive('birth-certificate');
  await colleague.until(/event: changed/);
  expect(newsIn(colleague)).toEqual([{ items: [{ caseId, itemId: item.id }], deliveries: false }]);
  expect(colleague.received).not.toMatch(/newborn|birth|张|王/);
  clerk.expect(await clerk.post(`/api/cases/${caseId}/items/${item.id}/claim`, {}), 200);
  await colleague.until(/event: changed[\s\S]*event: changed/);
  expect(elsewhere.received).not.toContain('changed');
  for (const one of [colleague, elsewhere]) one.socket.destroy();
}, 30_000);

test('a service window is told that something changed at its intake, not what', async () => {
  const window = await listen('window.clerk');
  await receive('vaccination-certificate');
  await window.until(/event: changed/);
  expect(newsIn(window)).toEqual([{ items: [], deliveries: false }]);
  window.socket.destroy();
}, 30_000);

test('is for those who have a queue; four streams of an account, no fifth', async () => {
  expect(await (await open('mother')).until(/\r\n\r\n/)).toMatch(/^HTTP\/1\.1 403/);
  const streams = [await listen('health.clerk'), await listen('health.clerk'), await listen('health.clerk'), await listen('health.clerk')];
  expect(await (await open('health.clerk')).until(/CASES\.TOO_MANY_STREAMS/)).toMatch(/^HTTP\/1\.1 429/);
  for (const one of streams) one.socket.destroy();
}, 30_000);

test('shows that it is alive, and ends with the session', async () => {
  const streams = platform.app.get(QueueStreams, { strict: false });
  const stream = await listen('health.clerk2');
  await streams.beat();
  await stream.until(/: still here/);
  await (await clientOf(world, 'health.clerk2')).post('/api/auth/logout', {});
  await streams.beat();
  expect(await stream.closed).toContain('event: ready');
}, 30_000);

test('a session in which nobody does anything goes idle, however long it listens', async () => {
  const streams = platform.app.get(QueueStreams, { strict: false });
  const stream = await listen('health.reviewer');
  platform.clock.advanceBy(20 * 60_000);
  await streams.beat();
  await stream.until(/: still here/);
  platform.clock.advanceBy(11 * 60_000);
  await streams.beat();
  await stream.closed;
}, 30_000);

test('a graceful stop waits for no stream', async () => {
  const stream = await listen('health.reviewer');
  const never = (): Promise<void> => new Promise(() => undefined);
  await stopGracefully(platform.app, { stopNoticeMs: 0, stopWithinMs: 1 }, never);
  expect(await stream.closed).toContain('event: ready');
}, 30_000);
