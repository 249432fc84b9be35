import { networkInterfaces } from 'node:os';
import { ObjectStore } from '@onething/object-store';
import { Database } from '@onething/persistence';
import { Client } from 'pg';
import supertest from 'supertest';
import { createApi } from '../../apps/api/src/create-api';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform?.stop());
afterEach(() => jest.restoreAllMocks());

const ready = () => platform.request.get('/api/health/ready');

test('a process that has all it needs is ready', async () => {
  const { body, headers } = await ready().expect(200);
  expect(body).toEqual({ status: 'ready', checks: ['database', 'migrations', 'objectStore'] });
  expect(headers['cache-control']).toBe('no-store');
});

test('without its database it is not ready, but alive', async () => {
  jest.spyOn(platform.app.get(Database), 'query').mockRejectedValue(new Error('gone'));
  const { body, headers } = await ready().expect(503);
  expect(body).toMatchObject({ code: 'PLATFORM.NOT_READY', errors: [{ field: 'database' }, { field: 'migrations' }] });
  expect(headers['retry-after']).toBe('5');
  await platform.request.get('/api/health/live').expect(200, { status: 'ok' });
});

test('without its object store it is not ready', async () => {
  jest.spyOn(platform.app.get(ObjectStore, { strict: false }), 'head').mockRejectedValue(new Error('gone'));
  expect((await ready().expect(503)).body.errors).toEqual([expect.objectContaining({ field: 'objectStore' })]);
});

test('over a database of another version it is not ready', async () => {
  const owner = new Client({ connectionString: platform.databases.ownerUrl });
  await owner.connect();
  try {
    const { rows: [last] } = await owner.query<{ name: string; timestamp: string }>('DELETE FROM onething.migration WHERE id = (SELECT max(id) FROM onething.migration) RETURNING name, "timestamp"');
    expect((await ready().expect(503)).body.errors).toEqual([expect.objectContaining({ field: 'migrations' })]);
    await owner.query('INSERT INTO onething.migration (name, "timestamp") VALUES ($1, $2)', [last!.name, last!.timestamp]);
    await ready().expect(200);
  } finally {
    await owner.end();
  }
});

describe('an address of both families', () => {
  const hasIpv6 = Object.values(networkInterfaces()).some((addresses) => addresses?.some(({ address }) => address === '::1'));

  (hasIpv6 ? test : test.skip)('serves IPv4 and IPv6', async () => {
    const app = await createApi({ settings: platform.settings, clock: platform.clock, databaseUrl: platform.databases.appUrl, log: { write: () => undefined } });
    try {
      await app.listen(0, '::');
      const { port } = app.getHttpServer().address() as { port: number };
      for (const host of ['[::1]', '127.0.0.1']) await supertest(`http://${host}:${port}`).get('/api/health/ready').expect(200);
    } finally {
      await app.close();
    }
  });
});
