import { Readable } from 'node:stream';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { Keyring } from '@onething/crypto';
import { CLOCK, type Clock, DomainError, newId, withoutInput } from '@onething/kernel';
import { ObjectStore } from '@onething/object-store';
import { Database, type Transaction } from '@onething/persistence';
import { CaseExchange } from './case-exchange.port';
import { Exchange, payloadPlace } from './exchange';
import { ExchangeNode } from './exchange-node';
import { HubClient } from './hub-client';
import { type Fetch, FileRepository } from './persistence/file.repository';
import type { Core } from './protocol/envelope';
import { openPart, secretsToOpen } from './protocol/file-sealing';
import { filesOf } from './protocol/message-types';
import { refusal } from './protocol/refusals';
import { waitAfter } from './retry-wait';

const LEASE_MS = 120_000;
const ASK_AGAIN_MS = 10 * 60_000;
/** A control message names at most so many. */
const MOST_FILES = 200;

/** What a sender says of a file that lies at the hub. */
export interface ReadyFile {
  sha256: string;
  transfer: string;
  certificate: string;
  ephemeral: string;
  parts: number;
}

/** Fetches files that messages name: those that are not here, part by part, each verified, whole or not at all. */
@Injectable()
export class ExchangeFiles {
  private readonly log = new Logger(ExchangeFiles.name);

  constructor(
    private readonly database: Database,
    private readonly node: ExchangeNode,
    private readonly files: FileRepository,
    private readonly exchange: Exchange,
    private readonly hub: HubClient,
    private readonly store: ObjectStore,
    private readonly cases: CaseExchange,
    private readonly keyring: Keyring,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Content of a file that has arrived. @throws DomainError `EXCHANGE.FILE_NOT_HERE` */
  async open(sha256: string): Promise<Readable> {
    const key = await this.files.findObject(sha256);
    if (key === undefined) throw new DomainError('notFound', 'EXCHANGE.FILE_NOT_HERE', 'This file has not arrived yet. It comes by itself; try again later.');
    return this.store.get(key, { sha256 });
  }

  /** Of these digests, those of files that have arrived. */
  async whichAreHere(sha256s: readonly string[]): Promise<Set<string>> {
    return new Set(sha256s.length === 0 ? [] : await this.files.listArrived(sha256s));
  }

  /** Asks for what is not here of the files of a message. @returns whether it names any */
  async expect(tx: Transaction, core: Core, body: Record<string, unknown>): Promise<boolean> {
    const named = filesOf(body);
    const lacking: string[] = [];
    for (const { sha256, size, contentType } of named) {
      const file = { sha256, size, contentType, message: core.id, conversation: core.conversation, peer: core.from };
      if (await this.files.expect(tx, file, new Date(this.clock.now()))) lacking.push(sha256);
    }
    await this.ask(tx, core.conversation, core.from, lacking);
    return named.length > 0;
  }

  async noteReady(tx: Transaction, core: Core, ready: readonly ReadyFile[]): Promise<void> {
    for (const file of ready) await this.files.noteReady(tx, core.from, file, new Date(this.clock.now()));
  }

  /** @returns how many files were fetched or tried */
  async fetch(): Promise<number> {
    if (!this.node.takesPart) return 0;
    const now = this.clock.now();
    const claimed = await this.files.claimFetches(new Date(now), new Date(now + LEASE_MS));
    for (const file of claimed) await this.fetchOne(file);
    return claimed.length + await this.tellArrived();
  }

  /** Asks again for files that nobody has sent. */
  async askAgain(): Promise<number> {
    if (!this.node.takesPart) return 0;
    return this.database.transaction(async (tx) => {
      const now = this.clock.now();
      const missing = await this.files.takeToAskFor(tx, new Date(now), new Date(now - ASK_AGAIN_MS));
      for (const { conversation, peer, sha256 } of missing) await this.ask(tx, conversation, peer, [sha256]);
      return missing.length;
    });
  }

  private async ask(tx: Transaction, conversation: string, to: string, files: readonly string[]): Promise<void> {
    for (let at = 0; at < files.length; at += MOST_FILES) {
      await this.exchange.sendControl(tx, { conversation, to, type: 'filesWanted', body: { files: files.slice(at, at + MOST_FILES) } });
    }
  }

  private async fetchOne(file: Fetch): Promise<void> {
    // Another message named it too, and it came with that one.
    if (await this.files.findObject(file.sha256) !== undefined) return;
    try {
      for (let part = file.next; part < file.parts; part += 1) {
        const content = await this.hub.getPart(file.transfer, part);
        await this.files.keepPart(file.transfer, part, content, new Date(this.clock.now() + LEASE_MS));
      }
      await this.keep(file);
    } catch (error) {
      if (!(error instanceof DomainError)) this.log.error({ message: 'A file could not be fetched', from: file.peer, error: withoutInput(error) });
      if (error instanceof DomainError && error.code === 'EXCHANGE.SEAL_WRONG') await this.files.forget(file.transfer);
      await this.files.postponeFetch(file, new Date(this.clock.now() + waitAfter(file.attempts)), error instanceof DomainError ? error.message : (error as Error).name);
    }
  }

  /** Opened on the way into the store, which takes it whole or not at all. */
  private async keep(file: Fetch): Promise<void> {
    const now = new Date(this.clock.now());
    const key = `exchange/${newId(now.getTime())}`;
    const stored = await this.store.put(key, Readable.from(this.opened(file)), { contentType: file.contentType, maxBytes: file.size });
    if (stored.sha256 !== file.sha256 || stored.size !== file.size) {
      await this.store.remove(key);
      throw refusal('SEAL_WRONG', 'The file is not what the message names.');
    }
    await this.files.store(file, key, now);
    await this.hub.forgetFile(file.transfer).catch(() => undefined);
  }

  private async *opened({ sha256, parts, transfer, certificate, ephemeral }: Fetch): AsyncGenerator<Buffer> {
    const own = this.node.keys.sealingKeys().get(certificate);
    if (!own) throw refusal('SEAL_WRONG');
    const secrets = secretsToOpen(own, ephemeral);
    for (let part = 0; part < parts; part += 1) yield openPart(await this.files.getPart(transfer, part), { sha256, part, parts }, secrets);
  }

  private tellArrived(): Promise<number> {
    return this.database.transaction(async (tx) => {
      const arrived = await this.files.takeArrived(tx);
      for (const { id, conversation, payload } of arrived) {
        const content = Buffer.from(this.keyring.decrypt(payloadPlace('exchange_incoming', id), payload), 'base64').toString();
        await this.cases.noteFiles(tx, { id, conversation }, filesOf((JSON.parse(content) as { body: unknown }).body));
      }
      return arrived.length;
    });
  }
}

