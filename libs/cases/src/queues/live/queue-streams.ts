import { PassThrough, type Readable } from 'node:stream';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { isAllowed, LoginSessions } from '@onething/identity';
import { type Actor, DomainError } from '@onething/kernel';
import { queueOfficesOf } from '../colleagues';
import { newsFor } from './queue-change';
import { QueueChanges } from './queue-changes';

/** Streams of one account at a time: a browser has six connections to a platform without HTTP/2, and needs some for the rest. */
const MOST_OF_ACCOUNT = 4;
/** How often the one reader of this process looks for changes while somebody listens, ms. */
const LOOK_EVERY_MS = 1_000;
/** Every so many looks a sign of life, for proxies that end what is silent; and a look whether the sessions still last. */
const LOOKS_A_BEAT = 15;
/** What a client has not fetched; more, and it is let go: it asks again, and sees how things stand. Bytes. */
const MOST_UNREAD = 64 * 1024;
/** After how long a client comes back when a stream breaks off, ms. */
const RETRY_MS = 3_000;

interface Stream {
  actor: Actor;
  sessionId: string;
  out: PassThrough;
  /** It has been told that nothing is missed from now on. */
  greeted: boolean;
}

/**
 * Tells those who look at a queue that something has changed in it, by server-sent events. However many listen, the database is asked
 * by one reader in a process, and only while somebody listens.
 */
@Injectable()
export class QueueStreams implements OnModuleDestroy {
  private readonly streams = new Set<Stream>();
  private readonly logger = new Logger('QueueStreams');
  private reading?: Promise<void>;
  /** The reader knows from where on it looks. */
  private begun = false;
  private wake: () => void = () => undefined;
  private closing = false;

  constructor(private readonly changes: QueueChanges, private readonly sessions: LoginSessions) {}

  /** @throws DomainError `CASES.TOO_MANY_STREAMS` (too many) */
  open(actor: Actor, sessionId: string): Readable {
    const own = [...this.streams].filter((stream) => stream.actor.accountId === actor.accountId);
    if (this.closing || own.length >= MOST_OF_ACCOUNT) throw tooMany();
    const stream: Stream = { actor, sessionId, out: new PassThrough(), greeted: false };
    stream.out.once('close', () => this.streams.delete(stream));
    stream.out.write(`retry: ${RETRY_MS}\n\n`);
    this.streams.add(stream);
    if (this.begun) this.greet();
    this.reading ??= this.read().finally(() => {
      this.reading = undefined;
      this.begun = false;
    });
    return stream.out;
  }

  /** The process is about to stop, or the module is taken down: nobody is kept waiting for it. */
  async onModuleDestroy(): Promise<void> {
    this.closing = true;
    for (const { out } of this.streams) out.end();
    this.wake();
    await this.reading;
  }

  /** Says that the streams are alive, and ends those whose session does not last any more. */
  async beat(): Promise<void> {
    await Promise.all([...this.streams].map(async (stream) => {
      const found = await this.sessions.look(stream.sessionId).catch((error: unknown) => (error instanceof DomainError ? undefined : Promise.reject(error as Error)));
      if (!found || !mayListen(found.actor)) return void stream.out.end();
      stream.actor = found.actor;
      this.send(stream, ': still here\n\n');
    }));
  }

  private async read(): Promise<void> {
    for (let looks = 1; this.streams.size > 0 && !this.closing; looks += 1) {
      try {
        if (!this.begun) await this.changes.begin();
        this.begun = true;
        this.greet();
        await this.tell();
        if (looks % LOOKS_A_BEAT === 0) await this.beat();
      } catch (error) {
        // The database may be away for a while: the next look finds what was missed.
        this.logger.warn(error instanceof Error ? error.name : String(error));
      }
      await this.pause();
    }
  }

  /** Whoever shows a queue reads it once more now. */
  private greet(): void {
    for (const stream of this.streams) {
      if (!stream.greeted) this.send(stream, 'event: ready\ndata: {}\n\n');
      stream.greeted = true;
    }
  }

  private async tell(): Promise<void> {
    const changes = await this.changes.next();
    if (changes.length === 0) return;
    for (const stream of this.streams) {
      const news = newsFor(queueOfficesOf(stream.actor), changes);
      if (news) this.send(stream, `event: changed\ndata: ${JSON.stringify(news)}\n\n`);
    }
  }

  private send({ out }: Stream, text: string): void {
    if (out.writableEnded || out.destroyed) return;
    if (out.writableLength + out.readableLength > MOST_UNREAD) out.destroy();
    else out.write(text);
  }

  private pause(): Promise<void> {
    if (this.closing) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, LOOK_EVERY_MS);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

const mayListen = (actor: Actor): boolean =>
  queueOfficesOf(actor).some(({ departmentCode, divisionCode }) => isAllowed(actor, 'queue.read', { departmentCode, divisionCode }));

function tooMany(): DomainError {
  const message = 'This account listens to its queues in several places already. Close one of them, and try again.';
  return new DomainError('tooMany', 'CASES.TOO_MANY_STREAMS', message, { retryAfter: 60 });
}
