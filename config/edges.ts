import { type IpNetwork, parseIpNetwork, RATE_CLASSES, type RateClass } from '@onething/kernel';
import { type Environment, integer, read, SettingError } from './read-setting';

/** What stands between the network and the API. */
export interface EdgeSettings {
  /** Proxies whose `X-Forwarded-For` is believed; none: the client is whoever made the connection. */
  trustedProxies: readonly IpNetwork[];
  /** Requests a minute from one address, by class; undefined: nothing is limited. */
  rateLimits: Readonly<Record<RateClass, number>> | undefined;
  /** Open connections from one address. */
  connectionsPerAddress: number;
  /** How long the headers of a request may take to arrive, and the whole request, ms. */
  headersTimeoutMs: number;
  requestTimeoutMs: number;
  /** How long a process that is told to stop serves on while it says that it is not ready, ms. */
  stopNoticeMs: number;
  /** How long it then waits for requests that are under way, ms. */
  stopWithinMs: number;
  /** Where the metrics are told; undefined: nowhere. */
  metrics: MetricsSettings | undefined;
}

export interface MetricsSettings {
  host: string;
  port: number;
  /** Asked for as `Authorization: Bearer …`; always there unless the host is this machine alone. */
  token?: string;
}

/** Generous enough for a large office, or a whole town hall, behind one address. */
const RATE_LIMITS: Record<RateClass, number> = {
  publicRead: 6_000, read: 12_000, logIn: 600, tracking: 120, upload: 1_200, export: 60, command: 6_000,
};
const MOST_PER_MINUTE = 10_000_000;

/** @throws SettingError naming the setting that is malformed */
export function readEdges(env: Environment): EdgeSettings {
  const edges = {
    trustedProxies: listOf(env, 'TRUSTED_PROXIES').map((text) => networkOf('TRUSTED_PROXIES', text)),
    rateLimits: read(env, 'RATE_LIMITS') === 'off' ? undefined : { ...RATE_LIMITS, ...Object.fromEntries(listOf(env, 'RATE_LIMITS').map(rateOf)) },
    connectionsPerAddress: integer(env, 'CONNECTIONS_PER_ADDRESS', { fallback: 1_000, least: 1, most: 1_000_000 }),
    headersTimeoutMs: secondsOf(env, 'HEADERS_TIMEOUT_SECONDS', { fallback: 10, least: 1 }),
    requestTimeoutMs: secondsOf(env, 'REQUEST_TIMEOUT_SECONDS', { fallback: 120, least: 1 }),
    stopNoticeMs: secondsOf(env, 'STOP_NOTICE_SECONDS', { fallback: 0, least: 0 }),
    stopWithinMs: secondsOf(env, 'STOP_WITHIN_SECONDS', { fallback: 30, least: 0 }),
    metrics: readMetrics(env),
  };
  if (edges.headersTimeoutMs > edges.requestTimeoutMs) throw new SettingError('HEADERS_TIMEOUT_SECONDS', 'must not be longer than REQUEST_TIMEOUT_SECONDS');
  return edges;
}

const LEAST_TOKEN_LENGTH = 16;

function readMetrics(env: Environment): MetricsSettings | undefined {
  if (read(env, 'METRICS_PORT') === undefined) return undefined;
  const port = integer(env, 'METRICS_PORT', { fallback: 0, least: 0, most: 65_535 });
  const host = read(env, 'METRICS_HOST') ?? '127.0.0.1';
  const token = read(env, 'METRICS_TOKEN');
  if (token !== undefined && token.length < LEAST_TOKEN_LENGTH) throw new SettingError('METRICS_TOKEN', `is too short: give at least ${LEAST_TOKEN_LENGTH} characters`);
  if (token === undefined && !['127.0.0.1', '::1', 'localhost'].includes(host)) {
    throw new SettingError('METRICS_TOKEN', `is missing: METRICS_HOST ${host} can be reached from other machines`);
  }
  return { host, port, ...(token === undefined ? {} : { token }) };
}

function secondsOf(env: Environment, name: string, range: { fallback: number; least: number }): number {
  return integer(env, name, { ...range, most: 3_600 }) * 1000;
}

function listOf(env: Environment, name: string): string[] {
  return (read(env, name) ?? '').split(',').map((part) => part.trim()).filter((part) => part !== '');
}

function networkOf(name: string, text: string): IpNetwork {
  const network = parseIpNetwork(text);
  if (!network) throw new SettingError(name, `must list networks such as 10.0.0.0/8, 2001:db8::/32: "${text}" is none`);
  return network;
}

function rateOf(text: string): [RateClass, number] {
  const [, name, number] = /^(\w+)=(\d{1,8})$/.exec(text) ?? [];
  const rateClass = RATE_CLASSES.find((one) => one === name);
  const perMinute = Number(number);
  if (!rateClass || !(perMinute >= 1 && perMinute <= MOST_PER_MINUTE)) {
    throw new SettingError('RATE_LIMITS', `must be "off" or list requests a minute, such as logIn=600, of ${RATE_CLASSES.join(', ')}: "${text}" is none`);
  }
  return [rateClass, perMinute];
}
