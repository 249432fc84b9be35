import { Inject, Injectable } from '@nestjs/common';
import { Keyring } from '@onething/crypto';
import { CLOCK, type Clock, DomainError, newId } from '@onething/kernel';
import type { Transaction } from '@onething/persistence';
import { ExchangeNode } from './exchange-node';
import { OutgoingRepository } from './persistence/outgoing.repository';
import { requirePeer } from './protocol/conversation';
import { coreDigest, writeCore, writePayload } from './protocol/envelope';
import { type CaseMessageType, type ControlMessageType, type MessageType, SCHEMA_VERSION, schemaOf } from './protocol/message-types';
import { refusal } from './protocol/refusals';
import { requireShape } from './protocol/shape';
import { NO_DIGEST } from './protocol/signing';

export interface NewMessage<Type extends MessageType = CaseMessageType> {
  /** UUID; a new one begins with `caseForwarded`. */
  conversation: string;
  /** Region. */
  to: string;
  type: Type;
  /** Of the type's schema. */
  body: Record<string, unknown>;
}

function catchingUp(): DomainError {
  return new DomainError('unavailable', 'EXCHANGE.CATCHING_UP', 'This installation was restored from a backup, and fetches what it had exchanged since. Try again in some minutes.');
}

/** Where a payload lies encrypted. */
export const payloadPlace = (table: 'exchange_outgoing' | 'exchange_incoming' | 'exchange_forgotten', id: string) => ({ table, field: 'payload', row: id });

/** Hands messages over to be sent. They are rows of the caller's transaction, and leave after its commit. */
@Injectable()
export class Exchange {
  constructor(
    private readonly node: ExchangeNode,
    private readonly outgoing: OutgoingRepository,
    private readonly keyring: Keyring,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  newConversation(): string {
    return newId(this.clock.now());
  }

  /**
   * Its conversation's next message of this side.
   * @throws DomainError `EXCHANGE.MALFORMED` when the body does not fit; `EXCHANGE.CONVERSATION_FOREIGN` when the conversation is with another region;
   *   `EXCHANGE.NOT_SET_UP`; `EXCHANGE.CATCHING_UP` while what this side had sent before it was restored from a backup is not back yet
   */
  async send(tx: Transaction, { conversation, to, type, body }: NewMessage): Promise<{ id: string; sequence: number }> {
    this.requireBody(type, body);
    const now = this.clock.now();
    const known = await this.outgoing.openConversation(tx, conversation, to, new Date(now));
    requirePeer(known, to);
    if (known.forgotten) throw catchingUp();
    return this.write(tx, { conversation, to, type, body, sequence: known.sent + 1, previous: known.sentDigest }, now);
  }

  /** About messages: not numbered. */
  sendControl(tx: Transaction, { conversation, to, type, body }: NewMessage<ControlMessageType>): Promise<{ id: string; sequence: number }> {
    this.requireBody(type, body);
    return this.write(tx, { conversation, to, type, body, sequence: 0, previous: NO_DIGEST }, this.clock.now());
  }

  private async write(tx: Transaction, message: NewMessage<MessageType> & { sequence: number; previous: string }, now: number) {
    const { conversation, to, type, body, sequence, previous } = message;
    const id = newId(now);
    const payload = writePayload(body);
    const core = writeCore({ id, from: this.node.region, to, conversation, sequence, type, schema: SCHEMA_VERSION, sentAt: new Date(now).toISOString(), previous }, payload);
    await this.outgoing.insert(tx, core, this.keyring.encrypt(payloadPlace('exchange_outgoing', id), payload.toString('base64')), coreDigest(core), new Date(now));
    return { id, sequence };
  }

  private requireBody(type: MessageType, body: Record<string, unknown>): void {
    const schema = schemaOf(type);
    if (!schema) throw refusal('VERSION_UNKNOWN');
    requireShape(schema, body);
    if (!this.node.takesPart) void this.node.hubUrl;
  }
}
