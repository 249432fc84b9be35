import { setTimeout as wait } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { EdgeSettings } from '@onething/config';
import { Lifecycle } from '../http/lifecycle';

export type StopTimes = Pick<EdgeSettings, 'stopNoticeMs' | 'stopWithinMs'>;

/** @returns a promise that ends after so many ms, or when the signal says so */
type Pause = (milliseconds: number, signal: AbortSignal) => Promise<void>;

const PAUSE: Pause = (milliseconds, signal) => wait(milliseconds, undefined, { signal }).catch(() => undefined);

/**
 * Stops the API without breaking anything off: first it says that it is not ready, so that balancers look elsewhere; then it takes no
 * new connection and finishes the requests under way, with their commits; then workers and connections end. Requests that take longer
 * than `stopWithinMs` are cut.
 */
export async function stopGracefully(app: NestFastifyApplication, times: StopTimes, pause: Pause = PAUSE): Promise<void> {
  const lifecycle = app.get(Lifecycle);
  const done = new AbortController();
  lifecycle.phase = 'leaving';
  if (times.stopNoticeMs > 0) await pause(times.stopNoticeMs, done.signal);
  lifecycle.phase = 'closing';
  lifecycle.closeUnused();
  const closed = app.close().finally(() => done.abort());
  void pause(times.stopWithinMs, done.signal).then(() => {
    if (!done.signal.aborted) app.getHttpServer().closeAllConnections();
  });
  await closed;
}
