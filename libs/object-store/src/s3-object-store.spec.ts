import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { describeObjectStore } from './object-store.contract';
import { S3ObjectStore } from './s3-object-store';

type Objects = Map<string, { body: Buffer; type?: string }>;
/** Parts of uploads that are not complete. */
type Uploads = Map<string, { body: Buffer[]; type?: string }>;

/** Answers the requests that the adapter makes. It checks no signature: that is what a real server is tested for. */
async function answer(objects: Objects, uploads: Uploads, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url!, 'http://s3');
  const xml = (status: number, text: string) => response.writeHead(status, { 'content-type': 'application/xml' }).end(request.method === 'HEAD' ? undefined : `<?xml version="1.0"?>${text}`);
  const missing = (code: string) => xml(404, `<Error><Code>${code}</Code><Message>missing</Message></Error>`);
  if (searchParams.get('list-type') === '2') return void xml(200, listing([...objects.keys()], searchParams.get('prefix') ?? '', searchParams.get('delimiter')));
  if (pathname === '/files' || pathname === '/files/') return void response.writeHead(200).end();
  if (!pathname.startsWith('/files/')) return void missing('NoSuchBucket');
  const upload = searchParams.get('uploadId') ?? '';
  const type = request.headers['content-type'];
  const body = await buffer(request);
  if (request.method === 'POST' && searchParams.has('uploads')) {
    uploads.set('u1', { body: [], type });
    xml(200, '<InitiateMultipartUploadResult><UploadId>u1</UploadId></InitiateMultipartUploadResult>');
  } else if (request.method === 'POST') {
    objects.set(pathname, { body: Buffer.concat(uploads.get(upload)!.body), type: uploads.get(upload)!.type });
    uploads.delete(upload);
    xml(200, '<CompleteMultipartUploadResult><Location>here</Location><Bucket>files</Bucket><Key>key</Key><ETag>"1"</ETag></CompleteMultipartUploadResult>');
  } else if (request.method === 'PUT') {
    if (upload) uploads.get(upload)!.body[Number(searchParams.get('partNumber')) - 1] = body;
    else objects.set(pathname, { body, type });
    response.writeHead(200, { etag: '"1"' }).end();
  } else if (request.method === 'DELETE') {
    if (upload) uploads.delete(upload);
    else objects.delete(pathname);
    response.writeHead(204).end();
  } else {
    const found = objects.get(pathname);
    if (!found) return void missing('NoSuchKey');
    response.writeHead(200, { 'content-length': found.body.length, etag: '"1"', 'last-modified': 'Mon, 02 Mar 2026 02:00:00 GMT' }).end(request.method === 'HEAD' ? undefined : found.body);
  }
}

const listing = (paths: string[], prefix: string, delimiter: string | null): string => {
  const below = paths.map((path) => path.slice('/files/'.length)).filter((key) => key.startsWith(prefix));
  const keys = below.filter((key) => !delimiter || !key.slice(prefix.length).includes(delimiter)).sort();
  const contents = keys.map((key) => `<Contents><Key>${key}</Key><LastModified>2026-03-02T02:00:00.000Z</LastModified><ETag>"1"</ETag><Size>1</Size></Contents>`);
  return `<ListBucketResult><Name>files</Name><IsTruncated>false</IsTruncated>${contents.join('')}</ListBucketResult>`;
};

describe('the adapter and a server that answers as S3 does', () => {
  const objects: Objects = new Map();
  const uploads: Uploads = new Map();
  let server: Server;
  let endpoint: string;
  beforeAll(async () => {
    server = createServer((request, response) => void answer(objects, uploads, request, response)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });
  const storeAt = (bucket: string, at = endpoint) => new S3ObjectStore({ endpoint: at, accessKey: 'key', secretKey: 'secret', bucket, region: 'us-east-1' });

  describeObjectStore('S3', () => storeAt('files'));

  test('sends the recognised media type', async () => {
    await storeAt('files').put('typed', Readable.from([Buffer.from('x')]), { contentType: 'application/pdf', maxBytes: 10 });
    expect(objects.get('/files/typed')?.type).toBe('application/pdf');
  });

  test('names the setting that is wrong', async () => {
    await expect(storeAt('files').assertUsable()).resolves.toBeUndefined();
    await expect(storeAt('other').assertUsable()).rejects.toThrow(/S3_BUCKET other does not exist/);
    await expect(storeAt('files', 'http://127.0.0.1:1').assertUsable()).rejects.toThrow(/S3_ENDPOINT http:\/\/127\.0\.0\.1:1 refuses/);
  });

  test('a server that is down is told as such', async () => {
    await expect(storeAt('files', 'http://127.0.0.1:1').head('x')).rejects.toMatchObject({ kind: 'unavailable', code: 'OBJECT_STORE.UNAVAILABLE' });
  });
});

const { TEST_S3_ENDPOINT: endpoint, TEST_S3_ACCESS_KEY: accessKey, TEST_S3_SECRET_KEY: secretKey, TEST_S3_BUCKET: bucket } = process.env;
if (endpoint && accessKey && secretKey && bucket) {
  describeObjectStore('a real S3 server', () => new S3ObjectStore({ endpoint, accessKey, secretKey, bucket, region: process.env.TEST_S3_REGION ?? 'us-east-1' }));
} else {
  test.skip('a real S3 server: TEST_S3_ENDPOINT, TEST_S3_ACCESS_KEY, TEST_S3_SECRET_KEY and TEST_S3_BUCKET name none', () => undefined);
}
