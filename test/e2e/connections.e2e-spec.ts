import { readEdges } from '@onething/config';
import { RawConnection } from '../support/raw-connection';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

const MOST_CONNECTIONS = 20;
let platform: TestPlatform;
let token: string;
beforeAll(async () => {
  const edges = { ...readEdges({ RATE_LIMITS: 'off' }), headersTimeoutMs: 300, requestTimeoutMs: 600, connectionsPerAddress: MOST_CONNECTIONS };
  platform = await startTestPlatform({ settings: { edges } });
  token = await platform.login('mother');
});
afterAll(() => platform?.stop());

const open = () => RawConnection.to(platform.url);
const HEALTH = 'GET /api/health/live HTTP/1.1\r\nHost: x\r\n';
const upload = () => `POST /api/cases/01941f29-7c00-7000-8000-0000000000ff/materials/photo/files HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n`
  + 'Content-Type: application/pdf\r\nFile-Name: a.pdf\r\nIdempotency-Key: 12345678\r\n';
const isServing = async () => (await platform.request.get('/api/health/live')).status === 200;
/** Ends when the server has seen that all connections are closed. */
async function noneOpen(): Promise<void> {
  const server = platform.app.getHttpServer();
  const count = () => new Promise<number>((resolve, reject) => server.getConnections((error, open) => (error ? reject(error) : resolve(open))));
  while ((await count()) > 0) await new Promise((resolve) => setImmediate(resolve));
}

describe('whoever sends slowly is cut off', () => {
  test('in the headers', async () => {
    const connection = (await open()).write('GET /api/health/live HTTP/1.1\r\nHost: x\r\nX-Slow:');
    expect(await connection.closed).toMatch(/^HTTP\/1\.1 408 [\s\S]*application\/problem\+json[\s\S]*REQUEST\.TOO_SLOW/);
  });

  test('in a JSON body', async () => {
    const connection = (await open()).write('POST /api/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{"login":');
    expect(await connection.closed).toMatch(/^HTTP\/1\.1 408 [\s\S]*REQUEST\.TOO_SLOW/);
  });

  test('in a chunked body that would never end', async () => {
    const connection = (await open()).write('POST /api/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n');
    expect(await connection.closed).toMatch(/^HTTP\/1\.1 408 /);
  });

  test('many at once hold nobody else up', async () => {
    const slow = await Promise.all(Array.from({ length: MOST_CONNECTIONS - 2 }, async () => (await open()).write('GET / HTTP/1.1\r\nX:')));
    expect(await isServing()).toBe(true);
    for (const connection of slow) expect(await connection.closed).toContain(' 408 ');
  });
});

describe('too much is refused', () => {
  test.each([
    ['one huge header', `X: ${'x'.repeat(20_000)}\r\n`], ['many headers', Array.from({ length: 2_000 }, (_, index) => `X-${index}: 123456\r\n`).join('')],
    ['a huge cookie', `Cookie: a=${'x'.repeat(20_000)}\r\n`],
  ])('%s: 431', async (_, headers) => {
    expect(await (await open()).write(`${HEALTH}${headers}\r\n`).closed).toMatch(/^HTTP\/1\.1 431 [\s\S]*HEADERS_TOO_LARGE/);
  });

  test('a huge address: 431', async () => {
    expect(await (await open()).write(`GET /api/${'x'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`).closed).toMatch(/^HTTP\/1\.1 431 /);
  });

  test('a huge JSON body by its announced length, before it is sent', async () => {
    const connection = (await open()).write('POST /api/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 999999999999\r\n\r\n{');
    expect(await connection.until(/\r\n\r\n\{/)).toMatch(/^HTTP\/1\.1 413 [\s\S]*application\/problem\+json/);
    connection.socket.destroy();
  });

  test('a huge JSON body that announces nothing, while it is sent', async () => {
    const connection = (await open()).write('POST /api/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n');
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    for (let count = 0; count < 6; count += 1) connection.write(chunk);
    expect(await connection.until(/\r\n\r\n\{/)).toMatch(/^HTTP\/1\.1 413 /);
    connection.socket.destroy();
  });

  test('connections of one address, and closed ones count no more', async () => {
    await noneOpen();
    const connections: RawConnection[] = [];
    for (let count = 0; count < MOST_CONNECTIONS + 5; count += 1) connections.push(await open());
    const over = connections.slice(MOST_CONNECTIONS);
    expect(await Promise.all(over.map(({ closed }) => closed))).toEqual(over.map(() => ''));
    expect(await connections[0]!.write(`${HEALTH}\r\n`).until(/"ok"/)).toMatch(/^HTTP\/1\.1 200 /);
    for (const { socket } of connections) socket.destroy();
    await noneOpen();
    expect(await (await open()).write(`${HEALTH}Connection: close\r\n\r\n`).closed).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe('HTTP is read by the letter', () => {
  test('pipelined requests are answered in their order', async () => {
    const paths = ['/api/health/live', '/api/nowhere', '/api/health/live'];
    const text = paths.map((path, index) => `GET ${path} HTTP/1.1\r\nHost: x\r\n${index === 2 ? 'Connection: close\r\n' : ''}\r\n`).join('');
    const answers = (await (await open()).write(text).closed).match(/HTTP\/1\.1 \d+/g);
    expect(answers).toEqual(['HTTP/1.1 200', 'HTTP/1.1 404', 'HTTP/1.1 200']);
  });

  test.each([
    ['length and chunks', 'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'], ['two lengths', 'Content-Length: 5\r\nContent-Length: 6\r\n\r\n'],
    ['a length that is no number', 'Content-Length: +5\r\n\r\n'], ['a folded header', 'X: a\r\n b: c\r\n: d\r\n\r\n'],
  ])('%s: 400, so that no proxy reads another request than we do', async (_, headers) => {
    const connection = (await open()).write(`POST /api/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${headers}`);
    expect(await connection.closed).toMatch(/^HTTP\/1\.1 400 [\s\S]*BROKEN_HTTP/);
  });

  test('without a host: 400', async () => {
    expect(await (await open()).write('GET /api/health/live HTTP/1.1\r\n\r\n').closed).toMatch(/^HTTP\/1\.1 400 /);
  });
});

test('an upload that stops half-way is cut off, and the platform serves on', async () => {
  const connection = (await open()).write(`${upload()}Content-Length: 50000\r\n\r\n%PDF-1.7\n`);
  expect(await connection.closed).toMatch(/^HTTP\/1\.1 (404|408) /);
  expect(await isServing()).toBe(true);
});

test('nothing of it was an error on our side', () => {
  expect(platform.logLines.filter((line) => (JSON.parse(line) as { level: number }).level >= 50)).toEqual([]);
});
