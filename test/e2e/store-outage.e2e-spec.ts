import { randomUUID } from 'node:crypto';
import { FileAddresses, FileRemovals } from '@onething/cases';
import { VirtualClock } from '@onething/kernel';
import { ObjectStore } from '@onething/object-store';
import { sweepStore } from '../../apps/cli/src/store-sweep';
import { NEWBORN_FORM } from '../acceptance/newborn-form';
import { MaterialsPlatform, PDF } from '../support/materials-platform';
import { layUnderIds, placeOf } from '../support/old-file-addresses';
import { MINIO_PROGRAM, NO_MINIO, S3Server } from '../support/s3-server';

(MINIO_PROGRAM ? describe : describe.skip)(`the platform over a real S3 server (${MINIO_PROGRAM ? 'MinIO' : NO_MINIO})`, () => {
  let server: S3Server;
  let on: MaterialsPlatform;
  beforeAll(async () => {
    server = await S3Server.start();
    on = await MaterialsPlatform.start({ objectStore: server.settings });
  }, 60_000);
  afterAll(async () => {
    await on?.platform.stop();
    await server?.stop();
  });

  const filesOf = (path: string) => `${path}/materials/name-confirmation/files`;
  const open = (path: string, fileId: string) => on.send('mother', 'GET', `${filesOf(path)}/${fileId}`);
  const sweep = async ({ removeOrphans = false, yearsLater = 0 } = {}) => {
    const found: string[] = [];
    const clock = new VirtualClock(Date.now() + yearsLater * 366 * 86_400_000);
    const options = { graceMs: 3_600_000, removeOrphans, onFinding: ({ kind, key }: { kind: string; key: string }) => found.push(`${kind} ${key}`) };
    return { findings: await sweepStore(on.platform.settings, on.platform.databases.appUrl, options, clock), found };
  };

  test('while the store is down uploads are refused, to be sent again; nothing that was acknowledged is lost', async () => {
    const path = await on.filledDraft();
    const before = await on.upload(filesOf(path), PDF);
    expect(before.status).toBe(201);

    await server.kill();
    const again = { 'idempotency-key': randomUUID() };
    const during = await on.upload(filesOf(path), PDF, again);
    expect(during).toMatchObject({ status: 503, body: { code: 'OBJECT_STORE.UNAVAILABLE' } });
    expect(Number(during.headers['retry-after'])).toBeGreaterThan(0);
    const unread = await open(path, before.body.id);
    expect(unread).toMatchObject({ status: 503, body: { code: 'OBJECT_STORE.UNAVAILABLE' } });
    expect(Number(unread.headers['retry-after'])).toBeGreaterThan(0);
    // What needs no file goes on.
    await on.save(path, { ...NEWBORN_FORM, 'child.name': '王小雪' });

    await server.startAgain();
    expect((await on.materialIn(path, 'name-confirmation')).files).toHaveLength(1);
    const after = await on.upload(filesOf(path), PDF, again);
    expect(after.status).toBe(201);
    for (const { body } of [before, after]) expect((await open(path, body.id)).body).toEqual(PDF);
    expect((await on.send('mother', 'GET', `${path}/form`)).body.form['child.name']).toBe('王小雪');
    expect(await sweep()).toMatchObject({ found: [], findings: { missing: 0 } });
  });

  test('files from before are moved to the address by their content', async () => {
    const path = await on.filledDraft();
    const files = filesOf(path);
    const [first, second] = [await on.upload(files, PDF), await on.upload(files, PDF)].map(({ body }) => body.id as string) as [string, string];
    const places = await Promise.all([first, second].map((id) => placeOf(on.platform, id)));
    expect(places[0]).not.toBe(places[1]);
    await layUnderIds(on.platform, [first, second], second);
    const old = await placeOf(on.platform, first);
    const addresses = on.platform.app.get(FileAddresses);
    expect(await addresses.moveAll()).toEqual({ moved: 2, missing: 0, damaged: 0 });
    expect(await Promise.all([first, second].map((id) => placeOf(on.platform, id)))).toEqual(places);
    for (const id of [first, second]) expect((await on.send('mother', 'GET', `${files}/${id}`)).body).toEqual(PDF);
    expect(await on.platform.app.get(FileRemovals).removeBatch()).toBe(2);
    expect(await on.platform.app.get(ObjectStore).head(old)).toBeUndefined();
    expect(await addresses.moveAll()).toEqual({ moved: 0, missing: 0, damaged: 0 });
  });

  test('what lies there without a row is found and removed once it is old, and a file that is gone is named', async () => {
    const path = await on.filledDraft();
    const { bucket } = server.settings;
    const [kept, lost, more] = [await on.upload(filesOf(path), PDF), await on.upload(filesOf(path), PDF), await on.upload(filesOf(path), PDF)];
    expect(more.status).toBe(201);
    const [orphan, gone] = [`${path.slice(1)}/orphan`, await placeOf(on.platform, lost.body.id)];
    await server.client.putObject(bucket, orphan, 'x');
    await server.client.removeObject(bucket, gone);

    expect((await sweep()).found).toEqual([`missing ${gone}`]);
    expect((await sweep({ yearsLater: 1 })).found).toEqual([`missing ${gone}`, `orphan ${orphan}`]);
    expect((await sweep({ yearsLater: 1, removeOrphans: true })).findings).toMatchObject({ missing: 1, orphans: 1, removed: 1 });
    expect((await sweep({ yearsLater: 1 })).findings).toMatchObject({ missing: 1, orphans: 0 });
    expect((await open(path, kept.body.id)).body).toEqual(PDF);
  });
});
