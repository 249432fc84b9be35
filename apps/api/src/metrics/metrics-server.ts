import { createHash, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type MetricsSettings, SettingError } from '@onething/config';
import type { Metrics } from './metrics';

export interface MetricsServer {
  port: number;
  stop(): Promise<void>;
}

/**
 * Tells the metrics at `/metrics`, on an address of their own, apart from what citizens reach.
 * @throws SettingError naming METRICS_PORT
 */
export async function serveMetrics(metrics: Metrics, { host, port, token }: MetricsSettings): Promise<MetricsServer> {
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 5_000 }, (request, response) => void answer(metrics, token, request, response));
  await once(server.listen(port, host), 'listening').catch((error: Error) => {
    throw new SettingError('METRICS_PORT', `${port} on ${host} cannot be used: ${error.message}`);
  });
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      metrics.close();
    },
  };
}

async function answer(metrics: Metrics, token: string | undefined, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const end = (status: number, text: string, headers: Record<string, string> = {}) =>
    response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', ...headers }).end(text);
  if (request.method !== 'GET' || request.url !== '/metrics') return void end(404, 'Metrics are at GET /metrics.\n');
  if (token !== undefined && !isSame(request.headers.authorization ?? '', `Bearer ${token}`)) {
    return void end(401, 'Send METRICS_TOKEN as a Bearer token.\n', { 'www-authenticate': 'Bearer realm="metrics"' });
  }
  try {
    end(200, await metrics.text(), { 'content-type': metrics.contentType });
  } catch {
    end(500, 'The metrics could not be read.\n');
  }
}

function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
