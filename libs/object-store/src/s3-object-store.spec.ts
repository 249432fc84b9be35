import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { describeObjectStore } from './object-store.contract';
import { S3ObjectStore } from './s3-object-store';

/** Answers the six requests that the adapter makes. It checks no signature: that is what a real server is tested for. */
function answer(objects: Map<string, { body: Buffer; type?: string }>, request: IncomingMessage, response: ServerResponse): void {
  const { pathname, searchParams } = new URL(request.url!, 'http://s3');
  const missing = (code: string) => response.writeHead(404, { 'content-type': 'application/xml' })
    .end(request.method === 'HEAD' ? undefined : `<?xml version="1.0"?><Error><Code>${code}</Code><Message>missing</Message></Error>`);
  const prefix = searchParams.get('list-type') === '2' ? searchParams.get('prefix') ?? '' : undefined;
  if (prefix !== undefined) return void response.writeHead(200, { 'content-type': 'application/xml' }).end(listing([...objects.keys()], prefix));
  if (pathname === '/files' || pathname === '/files/') return void response.writeHead(200).end();
  if (!pathname.startsWith('/files/')) return void missing('NoSuchBucket');
  const found = objects.get(pathname);
  if (request.method === 'PUT') {
    void buffer(request).then((body) => {
      objects.set(pathname, { body, type: request.headers['content-type'] });
      response.writeHead(200, { etag: '"1"' }).end();
    });
  } else if (request.method === 'DELETE') {
    objects.delete(pathname);
    response.writeHead(204).end();
  } else if (!found) missing('NoSuchKey');
  else response.writeHead(200, { 'content-length': found.body.length, etag: '"1"', 'last-modified': 'Mon, 02 Mar 2026 02:00:00 GMT' }).end(request.method === 'HEAD' ? undefined : found.body);
}

const listing = (paths: string[], prefix: string): string => {
  const keys = paths.map((path) => path.slice('/files/'.length)).filter((key) => key.startsWith(prefix) && !key.slice(prefix.length).includes('/')).sort();
  const contents = keys.map((key) => `<Contents><Key>${key}</Key><LastModified>2026-03-02T02:00:00.000Z</LastModified><ETag>"1"</ETag><Size>1</Size></Contents>`);
  return `<?xml version="1.0"?><ListBucketResult><Name>files</Name><IsTruncated>false</IsTruncated>${contents.join('')}</ListBucketResult>`;
};

describe('the adapter and a server that answers as S3 does', () => {
  const objects = new Map<string, { body: Buffer; type?: string }>();
  let server: Server;
  let endpoint: string;
  beforeAll(async () => {
    server = createServer((request, response) => answer(objects, request, response)).listen(0, '127.0.0.1');
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
