import { randomUUID } from 'node:crypto';
import cookies from '@fastify/cookie';
import helmet from '@fastify/helmet';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { MetricsSettings, Settings } from '@onething/config';
import type { LightThresholds } from '@onething/deadlines';
import type { CalendarData, Clock } from '@onething/kernel';
import { type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import { ApiModule } from './api.module';
import { BrokenHttp, MOST_HEADER_BYTES } from './http/broken-http';
import { tellClientAddresses } from './http/client-address';
import { limitConnections } from './http/connection-limit';
import { readJsonBodies } from './http/json-body';
import { Lifecycle, turnAwayWhileClosing } from './http/lifecycle';
import { describeApi } from './http/open-api';
import { servePortal } from './http/portal-pages';
import { ProblemDetailsFilter, sendProblem } from './http/problem-details.filter';
import { tellPlatformDate } from './http/platform-date';
import { limitRates } from './http/rate-limits';
import { LOG_SERIALIZERS, logRequests, NestLog } from './http/request-log';
import { StrictValidationPipe } from './http/strict-validation.pipe';
import { Metrics } from './metrics/metrics';
import { serveMetrics } from './metrics/metrics-server';

export interface ApiOptions {
  settings: Settings;
  clock: Clock;
  /** Connection of the application role. */
  databaseUrl: string;
  /** The worker inside this process (embedded mode): in loops of its own, or by hand for tests under a virtual clock. */
  worker?: 'running' | 'byHand' | 'none';
  /** Other working days than those of `config/calendars`: for tests of a calendar that is loaded later. */
  calendar?: CalendarData;
  /** Other thresholds of lights than those of `config/lights.yaml`: for tests of thresholds that change. */
  lights?: LightThresholds;
  /** Folder of the built portal; none is served when absent. */
  portalFolder?: string;
  /** Where log lines go, one JSON object each; standard output when absent. */
  log?: { write(line: string): void };
}

/** A merged form of tens of fields is some ten thousand bytes; files have their own limit. */
const BODY_LIMIT_BYTES = 256 * 1024;
/** How often Node looks for requests that take too long, ms. */
const LOOK_FOR_SLOW_MS = 1_000;

const SECURITY_HEADERS = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      'default-src': ['\'none\''], 'script-src': ['\'self\''], 'style-src': ['\'self\''], 'img-src': ['\'self\'', 'data:', 'blob:'],
      'font-src': ['\'self\''], 'connect-src': ['\'self\''], 'manifest-src': ['\'self\''], 'base-uri': ['\'none\''],
      'form-action': ['\'self\''], 'frame-ancestors': ['\'none\''],
    },
  },
  xFrameOptions: { action: 'deny' as const },
};

/** The HTTP API, ready but not yet listening. */
export async function createApi(options: ApiOptions): Promise<NestFastifyApplication> {
  const adapter = fastifyAdapter(options);
  const fastify = adapter.getInstance();
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.register(options), adapter, {
    logger: new NestLog(fastify.log), bodyParser: false, abortOnError: false,
  });
  await app.register(helmet, SECURITY_HEADERS);
  await app.register(cookies);
  tellClientAddresses(fastify, options.settings.edges);
  tellPlatformDate(fastify, options.clock);
  logRequests(fastify);
  turnAwayWhileClosing(fastify, app.get(Lifecycle));
  readJsonBodies(app, BODY_LIMIT_BYTES);
  app.setGlobalPrefix('api');
  app.useGlobalPipes(new StrictValidationPipe());
  const declared = describeApi(app);
  const { rateLimits } = options.settings.edges;
  if (rateLimits) limitRates(fastify, { budgets: rateLimits, declared, clock: options.clock });
  if (options.portalFolder !== undefined) await servePortal(app, options.portalFolder);
  app.useGlobalFilters(new ProblemDetailsFilter(declared));
  if (options.settings.edges.metrics) await openMetrics(app, options.settings.edges.metrics);
  await app.init();
  await fastify.ready();
  return app;
}

async function openMetrics(app: NestFastifyApplication, settings: MetricsSettings): Promise<void> {
  const metrics = new Metrics(app);
  const fastify = app.getHttpAdapter().getInstance();
  metrics.watchRequests(fastify);
  const server = await serveMetrics(metrics, settings);
  fastify.addHook('onClose', () => server.stop());
}

function fastifyAdapter({ log, settings: { edges } }: ApiOptions): FastifyAdapter {
  const broken = new BrokenHttp();
  const adapter = new FastifyAdapter({
    logger: {
      level: 'info', base: undefined, serializers: LOG_SERIALIZERS, stream: log ?? process.stdout, timestamp: () => `,"time":"${new Date().toISOString()}"`,
    },
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    // A client's own id is not believed: it could make two requests look like one.
    requestIdHeader: false,
    genReqId: () => randomUUID(),
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: edges.requestTimeoutMs,
    http: {
      maxHeaderSize: MOST_HEADER_BYTES, headersTimeout: edges.headersTimeoutMs, requestTimeout: edges.requestTimeoutMs,
      connectionsCheckingInterval: Math.min(LOOK_FOR_SLOW_MS, edges.headersTimeoutMs),
    },
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => sendProblem(error, request, reply),
    clientErrorHandler: (error, socket) => broken.answer(error, socket),
  });
  const server = adapter.getInstance().server;
  broken.watch(server);
  limitConnections(server, edges);
  return adapter;
}
