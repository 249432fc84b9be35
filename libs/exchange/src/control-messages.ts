import { Inject, Injectable } from '@nestjs/common';
import { Keyring, sm3 } from '@onething/crypto';
import { canonicalJson, CLOCK, type Clock } from '@onething/kernel';
import type { Transaction } from '@onething/persistence';
import { CaseExchange } from './case-exchange.port';
import { Exchange, payloadPlace } from './exchange';
import { ExchangeFiles, type ReadyFile } from './exchange-files';
import { FileSender } from './file-sender';
import { ForgottenRepository } from './persistence/forgotten.repository';
import { IncomingRepository } from './persistence/incoming.repository';
import { OutgoingRepository } from './persistence/outgoing.repository';
import { type Core, coreDigest, readBody } from './protocol/envelope';
import type { HubReceipt } from './protocol/hub-receipt';
import { type CaseMessageType, type ControlMessageType, SCHEMA_VERSION } from './protocol/message-types';
import { refusal } from './protocol/refusals';
import { Reconciliation, type StatedLedger } from './reconciliation';
import type { VerifiedMessage } from './protocol/verify-delivery';

const VERSIONS = [SCHEMA_VERSION];

interface Receipt {
  message: string;
  core: string;
}

interface Refusal extends Receipt {
  code: string;
  detail: string;
}

interface ReturnedMessage {
  message: string;
  payload: object;
}

/** Does what nodes ask of each other about messages. */
@Injectable()
export class ControlMessages {
  constructor(
    private readonly outgoing: OutgoingRepository,
    private readonly incoming: IncomingRepository,
    private readonly forgotten: ForgottenRepository,
    private readonly exchange: Exchange,
    private readonly reconciliation: Reconciliation,
    private readonly keyring: Keyring,
    private readonly cases: CaseExchange,
    private readonly files: ExchangeFiles,
    private readonly fileSender: FileSender,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError `EXCHANGE.VERSION_UNKNOWN`, `MALFORMED`; `RECEIPT_WRONG` when it answers a message that was not sent like that */
  async obey(tx: Transaction, message: VerifiedMessage, hubReceipt: HubReceipt): Promise<void> {
    const { core, payload } = message;
    const body = readBody(core, payload, VERSIONS);
    const type = core.type as ControlMessageType;
    if (type === 'receipt') await this.noteAnswer(tx, message, hubReceipt, body as unknown as Receipt, undefined);
    else if (type === 'refusal') await this.noteAnswer(tx, message, hubReceipt, body as unknown as Receipt, body as unknown as Refusal);
    else if (type === 'resendAsked') await this.outgoing.resend(tx, core.conversation, core.from, body as { from: number; to: number }, new Date(this.clock.now()));
    else if (type === 'ledgerStated') await this.reconciliation.compare(tx, core.from, body as unknown as StatedLedger);
    else if (type === 'messagesAsked') await this.giveBack(tx, core, (body as { messages: string[] }).messages);
    else if (type === 'messageReturned') await this.takeBack(tx, core, body as unknown as ReturnedMessage);
    else if (type === 'filesWanted') await this.fileSender.offer(tx, core, (body as { files: string[] }).files);
    else await this.files.noteReady(tx, core, (body as { files: ReadyFile[] }).files);
  }

  /** Only what the one who asks has sent here itself. */
  private async giveBack(tx: Transaction, { conversation, from }: Core, messages: readonly string[]): Promise<void> {
    for (const { id, payload } of await this.incoming.listPayloads(tx, { conversation, from, messages })) {
      const text = Buffer.from(this.keyring.decrypt(payloadPlace('exchange_incoming', id), payload), 'base64').toString();
      await this.exchange.sendControl(tx, { conversation, to: from, type: 'messageReturned', body: { message: id, payload: JSON.parse(text) } });
    }
  }

  /** @throws DomainError `EXCHANGE.PAYLOAD_ALTERED` when it is not what this side had signed */
  private async takeBack(tx: Transaction, { from }: Core, { message, payload }: ReturnedMessage): Promise<void> {
    const head = await this.forgotten.findHead(tx, message, from);
    if (!head) return;
    const bytes = Buffer.from(canonicalJson(payload));
    if (sm3(bytes) !== head.core.payloadDigest) throw refusal('PAYLOAD_ALTERED');
    await this.forgotten.keepPayload(tx, message, this.keyring.encrypt(payloadPlace('exchange_forgotten', message), bytes.toString('base64')));
  }

  /** With what signs it, as a proof needs it. */
  private async noteAnswer(tx: Transaction, { core, head, payload }: VerifiedMessage, hubReceipt: HubReceipt, answer: Receipt, refused: Refusal | undefined): Promise<void> {
    const own = await this.outgoing.findCore(tx, answer.message);
    if (!own || coreDigest(own) !== answer.core || own.to !== core.from) throw refusal('RECEIPT_WRONG');
    const at = new Date(this.clock.now());
    const document = { head, payload: payload.toString('base64'), hubReceipt };
    const noted = await this.outgoing.noteAnswer(tx, { message: answer.message, from: core.from, outcome: refused ? 'refused' : 'applied', document, at });
    if (!noted || noted.sequence === 0) return;
    const { id, conversation, type } = noted;
    await this.cases.noteOutcome(tx, {
      message: id, conversation, type: type as CaseMessageType, to: core.from, at: at.getTime(), ...(refused ? { outcome: 'refused', code: refused.code, detail: refused.detail } : { outcome: 'applied' }),
    });
  }
}
