import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import helmet from '@fastify/helmet';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Settings } from '@onething/config';
import type { CalendarData, Clock } from '@onething/kernel';
import { type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import { ApiModule } from './api.module';
import { tellClientAddresses } from './http/client-address';
import { readJsonBodies } from './http/json-body';
import { describeApi } from './http/open-api';
import { ProblemDetailsFilter, sendProblem } from './http/problem-details.filter';
import { limitRates } from './http/rate-limits';
import { logRequests, NestLog } from './http/request-log';
import { StrictValidationPipe } from './http/strict-validation.pipe';

export interface ApiOptions {
  settings: Settings;
  clock: Clock;
  /** Connection of the application role. */
  databaseUrl: string;
  /** The worker inside this process (embedded mode): in loops of its own, or by hand for tests under a virtual clock. */
  worker?: 'running' | 'byHand' | 'none';
  /** Other working days than those of `config/calendars`: for tests of a calendar that is loaded later. */
  calendar?: CalendarData;
  /** Where log lines go, one JSON object each; standard output when absent. */
  log?: { write(line: string): void };
}

/** A merged form of tens of fields is some ten thousand bytes; files have their own limit. */
const BODY_LIMIT_BYTES = 256 * 1024;
/** A large file over a slow line must pass, a body that trickles for ever must not. */
const REQUEST_TIMEOUT_MS = 120_000;
const MOST_HEADER_BYTES = 16 * 1024;

const SECURITY_HEADERS = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      'default-src': ['\'none\''], 'script-src': ['\'self\''], 'style-src': ['\'self\''], 'img-src': ['\'self\'', 'data:'],
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
  tellClientAddresses(fastify, options.settings.edges);
  logRequests(fastify);
  readJsonBodies(app, BODY_LIMIT_BYTES);
  app.setGlobalPrefix('api');
  app.useGlobalPipes(new StrictValidationPipe());
  const declared = describeApi(app);
  const { rateLimits } = options.settings.edges;
  if (rateLimits) limitRates(fastify, { budgets: rateLimits, declared, clock: options.clock });
  app.useGlobalFilters(new ProblemDetailsFilter(declared));
  await app.init();
  await fastify.ready();
  return app;
}

function fastifyAdapter({ log }: ApiOptions): FastifyAdapter {
  return new FastifyAdapter({
    logger: { level: 'info', base: undefined, stream: log ?? process.stdout, timestamp: () => `,"time":"${new Date().toISOString()}"` },
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    // A client's own id is not believed: it could make two requests look like one.
    requestIdHeader: false,
    genReqId: () => randomUUID(),
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    http: { maxHeaderSize: MOST_HEADER_BYTES },
    forceCloseConnections: 'idle',
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => sendProblem(error, request, reply),
    clientErrorHandler: (error, socket) => {
      if (error.code === 'ECONNRESET' || !socket.writable) return;
      socket.end(answerToBrokenHttp(error.code === 'HPE_HEADER_OVERFLOW' ? 431 : 400));
    },
  });
}

/** Written by hand, because what cannot be read as HTTP never becomes a request. */
function answerToBrokenHttp(status: 400 | 431): string {
  const code = status === 431 ? 'REQUEST.HEADERS_TOO_LARGE' : 'REQUEST.BROKEN_HTTP';
  const detail = status === 431 ? `Send less than ${MOST_HEADER_BYTES} bytes of headers.` : 'This is no HTTP/1.1 request.';
  const body = JSON.stringify({ type: `urn:onething:problem:${code}`, title: STATUS_CODES[status], status, detail, code });
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/problem+json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`;
}
