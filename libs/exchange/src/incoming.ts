import { Inject, Injectable } from '@nestjs/common';
import { SecurityLog } from '@onething/audit';
import { Keyring } from '@onething/crypto';
import { CLOCK, type Clock, DomainError, newId } from '@onething/kernel';
import { Database, type Transaction } from '@onething/persistence';
import { CaseExchange } from './case-exchange.port';
import { ControlMessages } from './control-messages';
import { Exchange, payloadPlace } from './exchange';
import { ExchangeFiles } from './exchange-files';
import { ExchangeNode } from './exchange-node';
import { PeerDirectory } from './peer-directory';
import { IncomingRepository, type WaitingDelivery } from './persistence/incoming.repository';
import { turnOf } from './protocol/conversation';
import { type Directory, getMember } from './protocol/directory';
import { type Core, coreDigest, readBody, readEnvelope } from './protocol/envelope';
import { receiptDigest } from './protocol/hub-receipt';
import { type CaseMessageType, isCaseMessage, SCHEMA_VERSION } from './protocol/message-types';
import { refusal } from './protocol/refusals';
import { digestOf, NO_DIGEST } from './protocol/signing';
import { type VerifiedMessage, verifyDelivery } from './protocol/verify-delivery';

const VERSIONS = [SCHEMA_VERSION];
const ASK_AGAIN_MS = 60_000;
/** The same trouble with the hub is logged once in so long, ms. */
const LOG_AGAIN_MS = 15 * 60_000;

const SAVEPOINT = { name: 'exchange.savepoint', text: 'SAVEPOINT before_message' };
const ROLL_BACK = { name: 'exchange.roll-back', text: 'ROLLBACK TO SAVEPOINT before_message' };

interface Circumstances {
  directory: Directory;
  /** As in `ReceivedMessage`. */
  wasAnswered: boolean;
}

/** Looks into deliveries: verifies, then records and applies in one transaction, once. */
@Injectable()
export class Incoming {
  private readonly logged = new Map<string, number>();

  constructor(
    private readonly database: Database,
    private readonly node: ExchangeNode,
    private readonly directory: PeerDirectory,
    private readonly repository: IncomingRepository,
    private readonly exchange: Exchange,
    private readonly control: ControlMessages,
    private readonly files: ExchangeFiles,
    private readonly cases: CaseExchange,
    private readonly securityLog: SecurityLog,
    private readonly keyring: Keyring,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @param wasAnswered as in `ReceivedMessage` @throws DomainError of the kind `unavailable` when it cannot be judged now; any error of the case side that is no refusal */
  async take(delivery: WaitingDelivery, wasAnswered = false): Promise<void> {
    const directory = await this.directory.getInForce();
    const message = await this.verified(delivery, directory);
    if (!message) return;
    try {
      await this.database.transaction((tx) => (isCaseMessage(message.core.type) ? this.record(tx, delivery, message, { directory, wasAnswered }) : this.obey(tx, delivery, message)));
    } catch (error) {
      if (!isFinal(error)) throw error;
      await this.reject(delivery, error, directory, message.core);
    }
  }

  /** What a hub, or the way to it, did wrong. That it is not there is no act of anybody. */
  async noteHubFailure(error: DomainError): Promise<void> {
    if (error.kind === 'unavailable' && error.code !== 'EXCHANGE.DIRECTORY_STALE') return;
    const now = this.clock.now();
    if (now - (this.logged.get(error.code) ?? -LOG_AGAIN_MS) < LOG_AGAIN_MS) return;
    this.logged.set(error.code, now);
    await this.securityLog.record({ act: 'exchange.refused', outcome: 'refused', object: { kind: 'hub', id: this.node.hubUrl }, detail: { code: error.code } });
  }

  /** @returns whether it was time to ask */
  async askFor(tx: Transaction, { conversation, from, sequence }: Pick<Core, 'conversation' | 'from' | 'sequence'>): Promise<boolean> {
    const now = this.clock.now();
    const received = await this.repository.ask(tx, conversation, new Date(now), new Date(now - ASK_AGAIN_MS));
    if (received === undefined || sequence <= received + 1) return false;
    await this.exchange.sendControl(tx, { conversation, to: from, type: 'resendAsked', body: { from: received + 1, to: sequence - 1 } });
    return true;
  }

  private async verified({ envelope, hubReceipt, ...delivery }: WaitingDelivery, directory: Directory): Promise<VerifiedMessage | undefined> {
    try {
      const { region, roots, keys } = this.node;
      return verifyDelivery(envelope, hubReceipt, { region, roots, directory, sealingKeys: keys.sealingKeys(), now: this.clock.now() });
    } catch (error) {
      if (!isFinal(error)) throw error;
      await this.reject({ envelope, hubReceipt, ...delivery }, error, directory);
      return undefined;
    }
  }

  /** A message of a case, at its turn in the conversation. */
  private async record(tx: Transaction, delivery: WaitingDelivery, message: VerifiedMessage, circumstances: Circumstances): Promise<void> {
    const { core } = message;
    const now = new Date(this.clock.now());
    const conversation = await this.repository.lockConversation(tx, core.conversation, core.from, now);
    const known = await this.repository.find(tx, core.id);
    if (known) return this.answerAgain(tx, delivery, message, known);
    if (conversation.peer !== core.from) throw refusal('CONVERSATION_FOREIGN');
    if (core.sequence === 0) throw refusal('CHAIN_ALTERED', 'A message of a case is numbered.');
    if (turnOf(core, conversation) === 'gap') {
      await this.repository.park(tx, delivery.number, core);
      await this.askFor(tx, core);
      return;
    }
    if (!await this.repository.finish(tx, delivery.number, false)) return;
    const done = await this.applied(tx, message, delivery, circumstances);
    const refused = done instanceof DomainError ? done : undefined;
    const hasFiles = !(done instanceof DomainError) && await this.files.expect(tx, core, done);
    await this.keep(tx, delivery, message, refused ? 'refused' : 'applied', hasFiles);
    if (refused) await this.refuse(tx, delivery, refused, core);
    else await this.sendReceipt(tx, delivery, core);
    await this.repository.unpark(tx, core, now);
  }

  /** @returns its body, or why it was refused */
  private async applied(
    tx: Transaction, { core, payload }: VerifiedMessage, { hubReceipt }: WaitingDelivery, { directory, wasAnswered }: Circumstances,
  ): Promise<DomainError | Record<string, unknown>> {
    await tx.query(SAVEPOINT, []);
    try {
      const body = readBody(core, payload, VERSIONS);
      if (core.type === 'caseForwarded') this.requireRoutedHere(body.item as string, directory);
      await this.cases.apply(tx, {
        id: core.id, conversation: core.conversation, from: core.from, sequence: core.sequence, type: core.type as CaseMessageType, body,
        sentAt: Date.parse(core.sentAt), hubReceivedAt: Date.parse(hubReceipt.at), wasAnswered,
      });
      return body;
    } catch (error) {
      if (!isFinal(error)) throw error;
      await tx.query(ROLL_BACK, []);
      return error;
    }
  }

  private requireRoutedHere(item: string, directory: Directory): void {
    if (!getMember(directory, this.node.region).items.some((offered) => offered.item === item)) throw refusal('NOT_ROUTED_HERE', `It is ${item}.`);
  }

  /** It was here before: its answer may have got lost, so it is given once more. */
  private async answerAgain(tx: Transaction, delivery: WaitingDelivery, { core }: VerifiedMessage, known: { core: Core; outcome: string }): Promise<void> {
    if (coreDigest(known.core) !== coreDigest(core)) throw refusal('ID_REUSED');
    if (!await this.repository.finish(tx, delivery.number, false)) return;
    await this.log(tx, delivery, 'EXCHANGE.REPLAYED', core);
    if (known.outcome === 'applied') await this.sendReceipt(tx, delivery, core);
    else await this.exchange.sendControl(tx, { conversation: core.conversation, to: core.from, type: 'refusal', body: this.refusalOf(delivery, refusal('UNABLE'), core) });
  }

  private async obey(tx: Transaction, delivery: WaitingDelivery, message: VerifiedMessage): Promise<void> {
    if (!await this.repository.finish(tx, delivery.number, false)) return;
    const known = await this.repository.find(tx, message.core.id);
    if (known && coreDigest(known.core) === coreDigest(message.core)) return this.log(tx, delivery, 'EXCHANGE.REPLAYED', message.core);
    if (known) throw refusal('ID_REUSED');
    await this.control.obey(tx, message, delivery.hubReceipt);
    await this.keep(tx, delivery, message, 'applied');
  }

  private async keep(tx: Transaction, { hubReceipt }: WaitingDelivery, { head, core, payload }: VerifiedMessage, outcome: 'applied' | 'refused', hasFiles = false): Promise<void> {
    const encrypted = this.keyring.encrypt(payloadPlace('exchange_incoming', core.id), payload.toString('base64'));
    await this.repository.insert(tx, { head, payload: encrypted, receipt: hubReceipt, outcome, hasFiles, digest: coreDigest(core), at: new Date(this.clock.now()) });
  }

  private async sendReceipt(tx: Transaction, { hubReceipt, receivedAt }: WaitingDelivery, core: Core): Promise<void> {
    const body = { message: core.id, core: coreDigest(core), hubReceipt: receiptDigest(hubReceipt), receivedAt: receivedAt.toISOString(), outcome: 'applied' };
    await this.exchange.sendControl(tx, { conversation: core.conversation, to: core.from, type: 'receipt', body });
  }

  /** Not believed: it takes no place in its conversation; the true one may still come. */
  private async reject(delivery: WaitingDelivery, error: DomainError, directory: Directory, core?: Core): Promise<void> {
    await this.database.transaction(async (tx) => {
      if (!await this.repository.finish(tx, delivery.number, true)) return;
      const known = core ?? coreIn(delivery.envelope);
      await this.refuse(tx, delivery, error, known && directory.members.some(({ region }) => region === known.from && region !== this.node.region) ? known : undefined);
    });
  }

  private async refuse(tx: Transaction, delivery: WaitingDelivery, error: DomainError, core: Core | undefined): Promise<void> {
    const { number } = delivery;
    const at = this.clock.now();
    await this.repository.quarantine(tx, {
      id: newId(at), delivery: number, peer: core?.from, conversation: core?.conversation, message: core?.id, code: error.code, detail: error.detail, at: new Date(at),
    });
    await this.log(tx, delivery, error.code, core);
    if (core && isAnswered(core)) {
      await this.exchange.sendControl(tx, { conversation: core.conversation, to: core.from, type: 'refusal', body: this.refusalOf(delivery, error, core) });
    }
  }

  private refusalOf({ envelope }: WaitingDelivery, error: DomainError, core: Core) {
    return {
      message: core.id, core: isCaseMessage(core.type) ? coreDigest(core) : NO_DIGEST, bytes: digestOf('bytes', envelope.toString('base64')), code: error.code,
      detail: error.detail.slice(0, 4000), at: new Date(this.clock.now()).toISOString(),
    };
  }

  private async log(tx: Transaction, { number, hubReceipt }: WaitingDelivery, code: string, core: Core | undefined): Promise<void> {
    await this.securityLog.record({
      act: 'exchange.refused', outcome: 'refused', object: { kind: 'exchangeMessage', id: core?.id ?? hubReceipt.message },
      detail: { code, delivery: number, from: core?.from ?? hubReceipt.from },
    }, tx);
  }
}

/** A refusal answers messages of cases only: two nodes would refuse each other's refusals for ever. */
const isAnswered = ({ type }: Core) => isCaseMessage(type);

/** Will be the same next time. */
function isFinal(error: unknown): error is DomainError {
  return error instanceof DomainError && error.kind !== 'unavailable';
}

function coreIn(bytes: Buffer): Core | undefined {
  try {
    return readEnvelope(bytes).core;
  } catch {
    return undefined;
  }
}
