import { Inject, Injectable, Logger } from '@nestjs/common';
import { type Envelope as Encrypted, Keyring } from '@onething/crypto';
import { CLOCK, type Clock, DomainError, newId, withoutInput } from '@onething/kernel';
import { Database, type Transaction } from '@onething/persistence';
import { CaseExchange } from './case-exchange.port';
import { Exchange, payloadPlace } from './exchange';
import { ExchangeNode } from './exchange-node';
import { HubClient } from './hub-client';
import { PeerDirectory } from './peer-directory';
import { FileRepository, type Upload } from './persistence/file.repository';
import { sealingCertificateOf } from './protocol/directory';
import type { Core } from './protocol/envelope';
import { PART_BYTES, partsOf, sealPart, secretsToSeal } from './protocol/file-sealing';
import { type FileReference, filesOf } from './protocol/message-types';
import { newSealingKey } from './protocol/sealing';
import { waitAfter } from './retry-wait';

const LEASE_MS = 120_000;

interface Secret {
  reference: FileReference;
  /** base64. */
  ephemeralPrivate: string;
  ephemeral: string;
  sealingKey: string;
}

const SENT = {
  name: 'exchange.sent-with-files',
  text: 'SELECT id, payload FROM exchange_outgoing WHERE conversation = $1 AND peer = $2 AND sequence > 0 AND payload IS NOT NULL',
};
const secretPlace = (id: string) => ({ table: 'exchange_upload', field: 'secret', row: id });

/** Brings files to the hub for a peer that lacks them, sealed to it, part by part. */
@Injectable()
export class FileSender {
  private readonly log = new Logger(FileSender.name);

  constructor(
    private readonly database: Database,
    private readonly node: ExchangeNode,
    private readonly files: FileRepository,
    private readonly exchange: Exchange,
    private readonly hub: HubClient,
    private readonly directory: PeerDirectory,
    private readonly cases: CaseExchange,
    private readonly keyring: Keyring,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** A peer lacks files; it gets those that a message of ours to it names in this conversation, and no other. */
  async offer(tx: Transaction, core: Core, wanted: readonly string[]): Promise<void> {
    const now = this.clock.now();
    const named = await this.namedIn(tx, core.conversation, core.from);
    const { serial, sealingKey } = sealingCertificateOf(await this.directory.getInForce(tx), core.from, now);
    for (const reference of named.filter(({ sha256 }) => wanted.includes(sha256))) {
      const ephemeral = newSealingKey();
      const id = newId(now);
      const secret: Secret = {
        reference, ephemeralPrivate: ephemeral.private.toString('base64'), ephemeral: ephemeral.public.toString('base64'), sealingKey: sealingKey!,
      };
      await this.files.offer(tx, {
        id, conversation: core.conversation, peer: core.from, sha256: reference.sha256, certificate: serial, parts: partsOf(reference.size),
        secret: this.keyring.encrypt(secretPlace(id), JSON.stringify(secret)),
      }, new Date(now));
    }
  }

  /** @returns how many files were brought or tried */
  async run(): Promise<number> {
    if (!this.node.takesPart) return 0;
    const now = this.clock.now();
    const claimed = await this.files.claimUploads(new Date(now), new Date(now + LEASE_MS));
    for (const upload of claimed) await this.bring(upload);
    return claimed.length;
  }

  private async bring(upload: Upload): Promise<void> {
    try {
      const secret = JSON.parse(this.keyring.decrypt(secretPlace(upload.id), upload.secret)) as Secret;
      await this.bringParts(upload, secret);
      const { id, conversation, peer, sha256, certificate, parts } = upload;
      await this.database.transaction(async (tx) => {
        await this.files.finishUpload(tx, id);
        const file = { sha256, transfer: id, certificate, ephemeral: secret.ephemeral, parts };
        await this.exchange.sendControl(tx, { conversation, to: peer, type: 'filesReady', body: { files: [file] } });
      });
    } catch (error) {
      if (!(error instanceof DomainError)) this.log.error({ message: 'A file could not be sent', to: upload.peer, error: withoutInput(error) });
      await this.files.postponeUpload(upload.id, new Date(this.clock.now() + waitAfter(upload.attempts)), error instanceof DomainError ? error.message : (error as Error).name);
    }
  }

  private async bringParts(upload: Upload, { reference, ephemeralPrivate, sealingKey }: Secret): Promise<void> {
    const { id, conversation, peer, sha256, parts, next } = upload;
    const content = await this.cases.openFile(conversation, reference);
    if (!content) throw new DomainError('notFound', 'EXCHANGE.FILE_GONE', 'A file that a message names is not in the store of this installation any more.');
    const secrets = secretsToSeal(Buffer.from(ephemeralPrivate, 'base64'), sealingKey);
    let part = 0;
    for await (const piece of piecesOf(content)) {
      if (part >= next) {
        await this.hub.putPart(id, { to: peer, part }, sealPart(piece, { sha256, part, parts }, secrets));
        await this.files.notePart(id, part + 1, new Date(this.clock.now() + LEASE_MS));
      }
      part += 1;
    }
  }

  private async namedIn(tx: Transaction, conversation: string, peer: string): Promise<FileReference[]> {
    const sent = await tx.query<{ id: string; payload: Encrypted }>(SENT, [conversation, peer]);
    return sent.flatMap(({ id, payload }) => {
      const content = Buffer.from(this.keyring.decrypt(payloadPlace('exchange_outgoing', id), payload), 'base64').toString();
      return filesOf((JSON.parse(content) as { body: unknown }).body);
    });
  }
}

/** Pieces of one size, whatever the stream gives; an empty file is one empty piece. */
async function* piecesOf(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  let any = false;
  for await (const chunk of content) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (; rest.length >= PART_BYTES; any = true) {
      yield rest.subarray(0, PART_BYTES);
      rest = rest.subarray(PART_BYTES);
    }
  }
  if (rest.length > 0 || !any) yield rest;
}
