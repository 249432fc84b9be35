import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { ExternalSettings } from '@onething/config';
import { DemoAccounts } from '@onething/identity';
import { Database } from '@onething/persistence';
import supertest from 'supertest';
import { createApi } from '../../apps/api/src/create-api';
import { prepareFirstStart } from '../../apps/api/src/start/first-start';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

let embedded: TestPlatform;
let database: TestDatabase;
let app: NestFastifyApplication;
beforeAll(async () => {
  embedded = await startTestPlatform();
  database = await createTestDatabase();
  const { mode: _mode, ...common } = embedded.settings;
  const settings = {
    ...common, mode: 'external', database,
    objectStore: { kind: 's3', endpoint: 'http://127.0.0.1:1', accessKey: 'a', secretKey: 'b', bucket: 'c', region: 'd' },
  } as ExternalSettings;
  app = await createApi({ settings, clock: embedded.clock, databaseUrl: database.appUrl, log: { write: () => undefined } });
  expect(await prepareFirstStart(app, settings)).toEqual([]);
  await app.listen(0, '127.0.0.1');
}, 60_000);
afterAll(async () => {
  await app?.close();
  await database?.drop();
  await embedded?.stop();
});

test('a platform in external mode begins without any account, tells none, and makes none for a demonstration', async () => {
  const request = supertest(await app.getUrl());
  expect((await app.get(Database).execute('SELECT count(*)::int AS accounts FROM onething.account')).rows).toEqual([{ accounts: 0 }]);
  expect((await request.get('/api/auth/demo-accounts').expect(404)).body.code).toBe('IDENTITY.NO_DEMO_ACCOUNTS');
  for (const { login, password } of embedded.accounts.slice(0, 3)) {
    expect((await request.post('/api/auth/login').send({ login, password }).expect(401)).body.code).toBe('IDENTITY.LOGIN_FAILED');
  }
  await expect(app.get(DemoAccounts).ensure()).rejects.toThrow('embedded mode only');
});
