import { once } from 'node:events';
import { stopGracefully } from '../../apps/api/src/start/graceful-stop';
import { MaterialsPlatform, PDF } from '../support/materials-platform';
import { RawConnection } from '../support/raw-connection';

let on: MaterialsPlatform;
beforeEach(async () => {
  on = await MaterialsPlatform.start();
});
afterEach(() => on?.platform.stop());

const TIMES = { stopNoticeMs: 1, stopWithinMs: 2 };

/** Pauses that end when the test says so, by their length; they also end when nobody waits any more. */
class Pauses {
  private readonly ends = new Map<number, () => void>();

  readonly pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      this.ends.set(milliseconds, resolve);
      signal.addEventListener('abort', () => resolve());
    });

  end(milliseconds: number): void {
    this.ends.get(milliseconds)!();
  }
}

const FILE = Buffer.concat([PDF, Buffer.alloc(50_000, ' ')]);

/** An upload of which the first half has arrived. */
async function halfAnUpload(): Promise<RawConnection> {
  const path = await on.draft();
  const { app, url } = on.platform;
  const arrived = once(app.getHttpServer(), 'request');
  const connection = await RawConnection.to(url);
  connection.write(
    `POST /api${path}/materials/name-confirmation/files HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${on.tokens.get('mother')}\r\n`
    + `Content-Type: application/pdf\r\nFile-Name: a.pdf\r\nIdempotency-Key: 12345678\r\nContent-Length: ${FILE.length}\r\n\r\n`,
  ).write(FILE.subarray(0, FILE.length / 2));
  await arrived;
  return connection;
}

/** Everything that had been asked before the server stopped listening. */
async function noLongerListening(): Promise<void> {
  while (on.platform.app.getHttpServer().listening) await new Promise((resolve) => setImmediate(resolve));
}

test('first the process is not ready, then it takes nothing new, and what is under way is finished and committed', async () => {
  const { app, request, url } = on.platform;
  await request.get('/api/health/ready').expect(200);
  const upload = await halfAnUpload();
  const idle = await RawConnection.to(url);
  const pauses = new Pauses();
  let stopped = false;
  const stop = stopGracefully(app, TIMES, pauses.pause).then(() => (stopped = true));

  const ready = await request.get('/api/health/ready').expect(503);
  expect(ready.body).toMatchObject({ code: 'PLATFORM.STOPPING' });
  expect(ready.headers['retry-after']).toBeDefined();
  await request.get('/api/health/live').expect(200);
  const late = await on.draft();
  expect(late).toMatch(/^\/cases\//);

  pauses.end(TIMES.stopNoticeMs);
  await noLongerListening();
  await expect(RawConnection.to(url)).rejects.toThrow('ECONNREFUSED');
  expect(await idle.closed).toBe('');
  expect(stopped).toBe(false);

  upload.write(FILE.subarray(FILE.length / 2));
  const answer = await upload.closed;
  expect(answer).toMatch(/^HTTP\/1\.1 201 [\s\S]*"sha256"/);
  expect(answer.toLowerCase()).toContain('connection: close');
  await stop;
});

test('what is not finished in time is cut off, and the process ends', async () => {
  const upload = await halfAnUpload();
  const pauses = new Pauses();
  const stop = stopGracefully(on.platform.app, { ...TIMES, stopNoticeMs: 0 }, pauses.pause);
  await noLongerListening();
  pauses.end(TIMES.stopWithinMs);
  expect(await upload.closed).not.toContain(' 201 ');
  await stop;
});

test('commands under way are answered, each with what was committed', async () => {
  const { app, request, url } = on.platform;
  const server = app.getHttpServer();
  let begun = 0;
  const allBegun = new Promise<void>((resolve) => server.on('request', () => (begun += 1) === 10 && resolve()));
  const drafts = Promise.all(Array.from({ length: 10 }, (_, index) => request.post('/api/cases')
    .set({ authorization: `Bearer ${on.tokens.get('mother')}`, 'idempotency-key': `stop-${index}-key` })
    .send({ oneThing: 'newborn', division: '650102', answers: {} })));
  await allBegun;
  await new Promise((resolve) => setImmediate(resolve));
  const stop = stopGracefully(app, { ...TIMES, stopNoticeMs: 0 }, new Pauses().pause);
  expect((await drafts).map(({ status }) => status)).toEqual(Array<number>(10).fill(201));
  await stop;
  await expect(RawConnection.to(url)).rejects.toThrow('ECONNREFUSED');
});
