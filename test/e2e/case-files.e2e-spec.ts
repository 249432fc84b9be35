import { createHash, randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { Agent, request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { FileAddresses, FileRemovals } from '@onething/cases';
import { SETTINGS, type Settings } from '@onething/config';
import { Keyring } from '@onething/crypto';
import { ObjectStore } from '@onething/object-store';
import { Database } from '@onething/persistence';
import { layUnderIds, placeOf } from '../support/old-file-addresses';
import { JPEG, MaterialsPlatform, PDF, UPLOAD_LIMIT_BYTES } from '../support/materials-platform';

let on: MaterialsPlatform;
beforeAll(async () => {
  on = await MaterialsPlatform.start();
}, 60_000);
afterAll(() => on?.platform.stop());

const objects = async (): Promise<string[]> => {
  const { objectStore } = on.platform.app.get<Settings>(SETTINGS);
  const folder = objectStore.kind === 'file' ? objectStore.folder : '';
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
};
const hash = (algorithm: string, content: Buffer): string => createHash(algorithm).update(content).digest('hex');

describe('a file', () => {
  let path: string;
  let files: string;
  beforeEach(async () => {
    path = await on.draft();
    files = `${path}/materials/name-confirmation/files`;
  });

  test('is handed in, listed, given back as it was, and thrown away', async () => {
    const before = await on.versionOf(path);
    const { status, body } = await on.upload(files, PDF, { name: '../取名确认书.pdf' });
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.any(String),
      material: 'name-confirmation',
      name: '取名确认书.pdf',
      contentType: 'application/pdf',
      size: PDF.length,
      sha256: hash('sha256', PDF),
      sm3: hash('sm3', PDF),
      createdAt: '2026-03-02T02:00:00.000Z',
      version: before + 1,
    });
    expect(await on.versionOf(path)).toBe(before + 1);
    const { version, ...file } = body;
    expect(await on.materialIn(path, 'name-confirmation')).toMatchObject({
      status: 'handIn',
      asked: true,
      source: 'files',
      files: [file],
    });

    const response = await fetch(`${on.platform.url}/api${files}/${body.id}`, {
      headers: { authorization: `Bearer ${on.tokens.get('mother')}` },
    });
    expect(Buffer.from(await response.arrayBuffer()).equals(PDF)).toBe(true);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(PDF.length),
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
      'content-disposition': `attachment; filename="file.pdf"; filename*=UTF-8''${encodeURIComponent('取名确认书.pdf')}`,
      'content-security-policy': "default-src 'none'; sandbox",
    });

    expect(await on.send('mother', 'DELETE', `${files}/${body.id}`)).toMatchObject({
      status: 200,
      body: { version: version + 1 },
    });
    expect(await on.send('mother', 'DELETE', `${files}/${body.id}`)).toMatchObject({
      status: 404,
      body: { code: 'CASES.NO_SUCH_FILE' },
    });
    expect((await on.materialIn(path, 'name-confirmation')).source).toBeUndefined();
    expect((await objects()).some((key) => key.includes(body.id))).toBe(false);
    expect(await on.versionOf(path)).toBe(version + 1);
  });

  test('has no personal data in its key, and its name is encrypted', async () => {
    const { body } = await on.upload(files, PDF, { name: '王丽身份证.pdf' });
    const [row] = await on.platform.app
      .get(Database)
      .query<Record<string, unknown>>({ name: 'test.file', text: 'SELECT * FROM case_file WHERE id = $1' }, [body.id]);
    expect(JSON.stringify(row)).not.toContain('王丽');
    expect(row!['object_key']).toBe(`${path.slice(1)}/${on.platform.app.get(Keyring).keyedDigest(body.sha256)}/${body.id}`);
    expect(await objects()).toContain(row!['object_key']);
    expect(on.platform.logLines.join()).not.toMatch(/王丽|%E7%8E%8B/);
  });

  test('from before, under its id alone, is moved to the address by its content, also after an attempt that was killed', async () => {
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
    await layUnderIds(on.platform, [first], first);
    await on.platform.app.get(ObjectStore).remove(await placeOf(on.platform, first));
    expect(await addresses.moveAll()).toEqual({ moved: 0, missing: 1, damaged: 0 });
  });

  test('and its case do not exist for anybody else', async () => {
    const { body } = await on.upload(files, PDF);
    for (const login of ['father', 'health.clerk']) {
      expect(await on.send(login, 'GET', `${files}/${body.id}`)).toMatchObject({ status: 404 });
      expect(await on.send(login, 'GET', `${path}/materials`)).toMatchObject({ status: 404 });
    }
    expect(await on.send('father', 'DELETE', `${files}/${body.id}`)).toMatchObject({ status: 404 });
    expect(await on.upload(files, PDF, { login: 'father' })).toMatchObject({ status: 404 });
    expect(await on.send('mother', 'GET', `${path}/materials/delivery-record/files/${body.id}`)).toMatchObject({
      status: 404,
      body: { code: 'CASES.NO_SUCH_FILE' },
    });
    expect(await on.send('mother', 'GET', `${await on.draft()}/materials/name-confirmation/files/${body.id}`)).toMatchObject({
      status: 404,
    });
  });

  test('sent twice with one key is one file', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const first = await on.upload(files, PDF, key);
    const stored = await objects();
    const again = await on.upload(files, PDF, key);
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect(await objects()).toEqual(stored);
    for (const [content, name] of [
      [Buffer.concat([PDF, Buffer.from('\n')]), 'a.pdf'],
      [PDF, 'b.pdf'],
    ] as const) {
      expect(await on.upload(files, content, { ...key, name })).toMatchObject({
        status: 422,
        body: { code: 'CASES.IDEMPOTENCY_KEY_REUSED' },
      });
    }
    expect(await on.upload(`${path}/materials/medical-invoice/files`, PDF, key)).toMatchObject({ status: 422 });
    expect((await on.materialIn(path, 'name-confirmation')).files).toHaveLength(1);
    expect((await on.upload(files, PDF)).body.id).not.toBe(first.body.id);
  });

  test('sent many times at once with one key is one file and one object', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const before = (await objects()).length;
    const replies = await Promise.all(Array.from({ length: 6 }, () => on.upload(files, PDF, key)));
    expect(replies.map(({ status }) => status)).toEqual(Array(6).fill(201));
    expect(new Set(replies.map(({ body }) => body.id)).size).toBe(1);
    expect((await on.materialIn(path, 'name-confirmation')).files).toHaveLength(1);
    expect((await objects()).length).toBe(before + 1);
  });

  test.each([
    [422, 'CASES.FILE_EMPTY', 'file', Buffer.alloc(0), {}],
    [422, 'CASES.FILE_KIND', 'file', Buffer.from('<!doctype html><script>alert(1)</script>'), {}],
    [422, 'CASES.FILE_KIND', 'file', JPEG, { name: 'a.pdf' }],
    [422, 'CASES.FILE_KIND', 'file', PDF, { name: 'a.jpg', 'content-type': 'image/jpeg' }],
    [422, 'CASES.FILE_NAME', 'File-Name', PDF, { name: 'a.exe' }],
    [422, 'CASES.FILE_NAME', 'File-Name', PDF, { name: 'a.pdf\u202e.html' }],
    [422, 'CASES.FILE_NAME', 'File-Name', PDF, { 'file-name': '%ff' }],
    [422, 'REQUEST.IDEMPOTENCY_KEY_MISSING', 'Idempotency-Key', PDF, { 'idempotency-key': 'x' }],
    [413, 'REQUEST.TOO_LARGE', 'body', Buffer.concat([PDF, Buffer.alloc(UPLOAD_LIMIT_BYTES)]), {}],
    [415, 'REQUEST.CONTENT_TYPE', 'content-type', PDF, { 'content-type': 'text/html' }],
    [422, 'CASES.FILE_MISSING', 'file', Buffer.from('{}'), { 'content-type': 'application/json' }],
  ])('%i %s naming %s, and nothing is kept', async (status, code, field, content, headers) => {
    const before = [await on.versionOf(path), await objects()];
    const reply = await on.upload(files, content, headers);
    expect([reply.status, reply.body.code, reply.body.errors?.[0]?.field]).toEqual([status, code, field]);
    expect([await on.versionOf(path), await objects()]).toEqual(before);
  });

  test('is no body anywhere else', async () => {
    const reply = await on.send('mother', 'POST', '/cases', PDF, { 'content-type': 'application/pdf' });
    expect([reply.status, reply.body.code]).toEqual([415, 'REQUEST.CONTENT_TYPE']);
    expect(reply.body.detail).toContain('Send application/json.');
  });

  test('of another content type is told which ones are read', async () => {
    const { body } = await on.upload(files, PDF, { 'content-type': 'text/html' });
    expect(body.detail).toMatch(/application\/octet-stream, application\/pdf, image\/jpeg, image\/png, image\/webp/);
    expect(body.detail).not.toContain('json');
  });

  test('is one of thirty at most, also when more come at once', async () => {
    const { length } = await objects();
    for (let round = 0; round < 7; round += 1) await Promise.all(Array.from({ length: 4 }, () => on.upload(files, PDF)));
    const last = await Promise.all(Array.from({ length: 6 }, () => on.upload(files, PDF)));
    expect(last.map(({ status }) => status).sort()).toEqual([201, 201, 409, 409, 409, 409]);
    expect(last.find(({ status }) => status === 409)!.body.code).toBe('CASES.TOO_MANY_FILES');
    expect((await on.materialIn(path, 'name-confirmation')).files).toHaveLength(30);
    expect(await objects()).toHaveLength(length + 30);
  });

  test('of exactly the limit is taken', async () => {
    expect(
      await on.upload(files, Buffer.concat([JPEG, Buffer.alloc(UPLOAD_LIMIT_BYTES - JPEG.length)]), { name: '照片.JPG' }),
    ).toMatchObject({
      status: 201,
      body: { size: UPLOAD_LIMIT_BYTES, contentType: 'image/jpeg', name: '照片.JPG' },
    });
  });

  test('far over the limit is answered, and its connection serves on', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const call = (method: string, path: string, body?: Buffer) =>
      new Promise<number>((resolve, reject) => {
        const { hostname, port } = new URL(on.platform.url);
        httpRequest(
          {
            agent,
            hostname,
            port,
            method,
            path: `/api${path}`,
            headers: {
              authorization: `Bearer ${on.tokens.get('mother')}`,
              'content-type': 'application/pdf',
              'file-name': 'a.pdf',
              'idempotency-key': randomUUID(),
            },
          },
          (response) => response.resume().on('end', () => resolve(response.statusCode!)),
        )
          .on('error', reject)
          .end(body);
      });
    const replies = await Promise.all([
      call('POST', files, Buffer.concat([PDF, Buffer.alloc(5_000_000)])),
      call('GET', `${path}/materials`),
    ]);
    agent.destroy();
    expect(replies).toEqual([413, 200]);
  });

  test('whose sender goes away leaves nothing behind', async () => {
    const before = [await on.versionOf(path), await objects()];
    const lines = on.platform.logLines.length;
    await new Promise<void>((resolve) => {
      const { hostname, port } = new URL(on.platform.url);
      const call = httpRequest({
        hostname,
        port,
        method: 'POST',
        path: `/api${files}`,
        headers: {
          authorization: `Bearer ${on.tokens.get('mother')}`,
          'content-type': 'application/pdf',
          'content-length': '90000',
          'file-name': 'a.pdf',
          'idempotency-key': randomUUID(),
        },
      });
      call.on('error', () => resolve());
      call.write(Buffer.concat([PDF, Buffer.alloc(20_000)]), () => setImmediate(() => call.destroy()));
    });
    const ended = () => on.platform.logLines.slice(lines).some((line) => line.includes('materials/:material/files'));
    for (let round = 0; round < 1_000 && !ended(); round += 1) await new Promise((resolve) => setImmediate(resolve));
    expect([await on.versionOf(path), await objects()]).toEqual(before);
    expect(on.platform.logLines.slice(lines).filter((line) => JSON.parse(line).level >= 50)).toEqual([]);
  });

  test('is not taken for what is not handed in', async () => {
    for (const code of ['birth-certificate-form', 'child-birth-certificate']) {
      expect(await on.upload(`${path}/materials/${code}/files`, PDF)).toMatchObject({
        status: 409,
        body: { code: 'CASES.MATERIAL_NOT_HANDED_IN' },
      });
    }
    expect(await on.upload(`${path}/materials/no-such-paper/files`, PDF)).toMatchObject({
      status: 404,
      body: { code: 'CASES.NO_SUCH_MATERIAL' },
    });
  });
});
