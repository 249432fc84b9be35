import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { INestApplicationContext } from '@nestjs/common';
import { type Backlog, CaseBacklog, COMMITTED_TOGETHER } from '@onething/cases';
import { ExchangeConsole, type ExchangeGauges } from '@onething/exchange';
import { PasswordHashing } from '@onething/identity';
import { NoticeDeliveries } from '@onething/notices';
import { Database } from '@onething/persistence';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What the process tells Prometheus. Labels are routes' patterns, names of our own and states: never an id, an address or a person's data. */
export class Metrics {
  private readonly registry = new Registry();
  private readonly batches = new Histogram({
    name: 'onething_commit_batch_size', help: 'Commands that were committed by one statement', buckets: [1, 2, 4, 8, 16, 32, 64], registers: [this.registry],
  });
  private readonly noteBatch = (message: unknown): void => this.batches.observe((message as { commands: number }).commands);

  constructor(private readonly app: INestApplicationContext) {
    collectDefaultMetrics({ register: this.registry });
    subscribe(COMMITTED_TOGETHER, this.noteBatch);
    this.watchPool();
    this.watchBacklog();
    this.watchQueues();
    this.watchExchange();
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  /** What there is to tell now. What the database would have to be asked, and cannot be, is left out. */
  text(): Promise<string> {
    return this.registry.metrics();
  }

  close(): void {
    unsubscribe(COMMITTED_TOGETHER, this.noteBatch);
    this.registry.clear();
  }

  watchRequests(fastify: FastifyInstance): void {
    const duration = new Histogram({
      name: 'onething_http_request_duration_seconds', help: 'From the head of a request to the end of its answer, by the route\'s pattern',
      labelNames: ['method', 'route', 'status'], buckets: SECONDS, registers: [this.registry],
    });
    const limited = new Counter({ name: 'onething_http_too_many_total', help: 'Requests that were answered 429', registers: [this.registry] });
    fastify.addHook('onResponse', async (request, reply) => {
      // A stream of events lasts as long as somebody looks at the page: it is no slow answer.
      if (String(reply.getHeader('content-type')).startsWith('text/event-stream')) return;
      duration.observe({ method: request.method, route: request.routeOptions.url ?? 'unknown', status: reply.statusCode }, reply.elapsedTime / 1000);
      if (reply.statusCode === 429) limited.inc();
    });
  }

  private watchPool(): void {
    const database = this.app.get(Database);
    const pool = this.gauge('onething_database_connections', 'Connections of the pool by what they do, and requests that wait for one', ['state'], async () => {
      for (const [state, count] of Object.entries(database.poolUse)) pool.set({ state }, count);
    });
  }

  private watchBacklog(): void {
    const backlog = this.app.get(CaseBacklog, { strict: false });
    let asking: Promise<Backlog> | undefined;
    // The three gauges are read together: one question for all.
    const read = (): Promise<Backlog> => (asking ??= backlog.read().finally(() => (asking = undefined)));
    const pending = this.gauge('onething_pending_commands', 'Commands that are due and not performed yet', [], async () => {
      pending.set((await read()).pendingCommands);
    });
    const attempts = this.gauge('onething_pending_command_attempts', 'Tries of the pending command that has failed most often', [], async () => {
      attempts.set((await read()).mostAttempts);
    });
    const lag = this.gauge('onething_follower_lag_seconds', 'Age of the oldest event that a follower has not handled', ['follower'], async () => {
      for (const { name, seconds } of (await read()).followers) lag.set({ follower: name }, seconds);
    });
  }

  private watchQueues(): void {
    const hashing = this.app.get(PasswordHashing, { strict: false });
    const waiting = this.gauge('onething_password_hashing_waiting', 'Log-ins that wait for their turn at the password hash', [], async () => {
      waiting.set(hashing.waitingCount);
    });
    const deliveries = this.app.get(NoticeDeliveries, { strict: false });
    const notices = this.gauge('onething_notice_deliveries', 'Notices that wait to leave the platform, and those that were given up', ['state'], async () => {
      for (const [state, count] of Object.entries(await deliveries.countUnsent())) notices.set({ state }, count);
    });
  }

  /** Nothing when this installation takes no part in the exchange. */
  private watchExchange(): void {
    const console = this.app.get(ExchangeConsole, { strict: false });
    let asking: Promise<ExchangeGauges | undefined> | undefined;
    const read = (): Promise<ExchangeGauges | undefined> => (asking ??= console.measure().finally(() => (asking = undefined)));
    const watch = (name: string, help: string, of: (gauges: ExchangeGauges) => number | undefined): void => {
      const gauge = this.gauge(name, help, [], async () => {
        const gauges = await read();
        const value = gauges && of(gauges);
        if (value === undefined) gauge.remove();
        else gauge.set(value);
      });
    };
    watch('onething_exchange_waiting', 'Conversations and single messages that wait for the hub', ({ waiting }) => waiting);
    watch('onething_exchange_oldest_waiting_seconds', 'How long the oldest of them waits', ({ oldestSeconds }) => oldestSeconds);
    watch('onething_exchange_quarantine_open', 'Messages that were refused and wait for an operator', ({ quarantined }) => quarantined);
    watch('onething_exchange_hub_failure_seconds', 'How long the hub cannot be read, 0 when it can', ({ hubFailureSeconds }) => hubFailureSeconds);
    watch('onething_exchange_certificate_days', 'Whole days until the own certificate ends', ({ certificateDays }) => certificateDays);
  }

  private gauge<Label extends string>(name: string, help: string, labelNames: Label[], read: () => Promise<void>): Gauge<Label> {
    return new Gauge({
      name, help, labelNames, registers: [this.registry],
      async collect() {
        // An old value would look like a good one.
        await read().catch(() => this.reset());
      },
    });
  }
}
