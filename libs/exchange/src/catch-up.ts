import { Inject, Injectable, Logger } from '@nestjs/common';
import { Keyring } from '@onething/crypto';
import { CLOCK, type Clock, DomainError } from '@onething/kernel';
import { Database, type Transaction } from '@onething/persistence';
import { CaseExchange } from './case-exchange.port';
import { Exchange, payloadPlace } from './exchange';
import { ExchangeNode } from './exchange-node';
import { HubClient } from './hub-client';
import { Incoming } from './incoming';
import { PeerDirectory } from './peer-directory';
import { type ForgottenMessage, ForgottenRepository } from './persistence/forgotten.repository';
import { IncomingRepository, type WaitingDelivery } from './persistence/incoming.repository';
import { OutgoingRepository } from './persistence/outgoing.repository';
import { outsideOf } from './persistence/outside-of';
import { requirePeer } from './protocol/conversation';
import type { Directory } from './protocol/directory';
import { type EnvelopeHead, readBody, requireAuthentic } from './protocol/envelope';
import { type HubReceipt, readHubReceipt, readHubStatement } from './protocol/hub-receipt';
import { type CaseMessageType, SCHEMA_VERSION } from './protocol/message-types';
import { refusal } from './protocol/refusals';

const BATCH = 100;
const ASK_AGAIN_MS = 60_000;
const VERSIONS = [SCHEMA_VERSION];

/** Of one conversation, in the order of the hub's receipts: what was sent comes before its answer, also across the two sides. */
type Entry = { at: string; own: ForgottenMessage } | { at: string; delivery: WaitingDelivery };

/**
 * After this side was restored from an older backup it has forgotten what it sent since: the hub still says what that was, the other side gives it
 * back, and both sides' messages take effect again in their order. What was received comes from the hub by itself, since how far it was read went
 * back, too. Until a conversation is whole again nothing else happens in it, or its messages would fork.
 */
@Injectable()
export class CatchUp {
  private readonly log = new Logger(CatchUp.name);
  /** Asked once for each start of a process: nobody is restored while it runs. */
  private state: 'unasked' | 'behind' | 'whole' = 'unasked';

  constructor(
    private readonly database: Database,
    private readonly node: ExchangeNode,
    private readonly hub: HubClient,
    private readonly directory: PeerDirectory,
    private readonly forgotten: ForgottenRepository,
    private readonly outgoing: OutgoingRepository,
    private readonly deliveries: IncomingRepository,
    private readonly incoming: Incoming,
    private readonly exchange: Exchange,
    private readonly cases: CaseExchange,
    private readonly keyring: Keyring,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns false until the hub has said what this side had sent: before that nothing is sent, and nothing applied */
  async isReady(): Promise<boolean> {
    const directory = await this.directory.find();
    if (this.state !== 'unasked' || !directory) return this.state !== 'unasked';
    try {
      await this.compare(directory);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      await this.incoming.noteHubFailure(error);
      return false;
    }
    this.state = (await this.forgotten.listConversations()).size > 0 ? 'behind' : 'whole';
    return true;
  }

  /** Conversations of which messages of ours are missing. */
  async listConversations(): Promise<ReadonlySet<string>> {
    if (this.state === 'whole') return new Set();
    const conversations = new Set((await this.forgotten.listConversations()).keys());
    if (conversations.size === 0) this.state = 'whole';
    return conversations;
  }

  /** Asks for what is missing, and goes through the conversations of which everything is there. @returns how many messages were asked for or are back */
  async run(): Promise<number> {
    let moved = await this.database.transaction((tx) => this.ask(tx));
    for (const [conversation, isWhole] of await this.forgotten.listConversations()) {
      if (!isWhole) continue;
      try {
        moved += await this.replay(conversation);
      } catch (error) {
        this.log.error(`Conversation ${conversation} is not whole again yet: ${(error as Error).message}`);
      }
    }
    return moved;
  }

  /** Notes what the hub has of this side and this side has not. */
  private async compare(directory: Directory): Promise<void> {
    let known = await this.forgotten.highestSubmitted();
    let missing = 0;
    for (let said = Infinity; known < said;) {
      const { submissions, statement, nonce } = await this.hub.listSubmissions(known, BATCH);
      said = readHubStatement(statement, { region: this.node.region, nonce }, this.node.roots, directory).submitted;
      if (said < known || (said > known && submissions.length === 0)) throw refusal('STATEMENT_WRONG', `It has ${said} messages of this region, and had ${known}.`);
      for (const submission of submissions) {
        const { head, receipt } = this.requireOwn(submission, known + 1, directory);
        known = receipt.fromNumber;
        if (head.core.sequence > 0 && await this.forgotten.note(head, receipt, new Date(this.clock.now()))) missing += 1;
      }
    }
    if (missing > 0) this.log.warn(`This side has forgotten ${missing} messages that it had sent: it was restored from an older backup. It asks for them.`);
  }

  private requireOwn(submission: { head: unknown; receipt: unknown }, number: number, directory: Directory): { head: EnvelopeHead; receipt: HubReceipt } {
    const head = submission.head as EnvelopeHead;
    requireAuthentic(head, this.node.roots);
    if (head.core.from !== this.node.region) throw refusal('SENDER_FORGED');
    const receipt = readHubReceipt(submission.receipt, head, this.node.roots, directory);
    if (receipt.fromNumber !== number) throw refusal('RECEIPT_CHAIN_BROKEN', `Number ${receipt.fromNumber} came for ${number}.`);
    return { head, receipt };
  }

  private async ask(tx: Transaction): Promise<number> {
    const now = this.clock.now();
    const asked = await this.forgotten.takeToAsk(tx, new Date(now), new Date(now - ASK_AGAIN_MS));
    for (const [conversation, messages] of Map.groupBy(asked, (message) => message.conversation)) {
      await this.exchange.sendControl(tx, { conversation, to: messages[0]!.peer, type: 'messagesAsked', body: { messages: messages.map(({ id }) => id) } });
    }
    return asked.length;
  }

  private async replay(conversation: string): Promise<number> {
    const owns = await this.forgotten.listOf(conversation);
    const waiting = (await this.deliveries.listWaiting()).filter((delivery) => outsideOf(delivery).conversation === conversation);
    const entries: Entry[] = [
      ...owns.map((own) => ({ at: own.receipt.at, own })),
      ...waiting.map((delivery) => ({ at: delivery.hubReceipt.at, delivery })),
    ].sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
    const lastOwn = entries.findLastIndex((entry) => 'own' in entry);
    for (const [index, entry] of entries.entries()) {
      if ('own' in entry) await this.database.transaction((tx) => this.restore(tx, entry.own));
      else await this.incoming.take(entry.delivery, index < lastOwn);
    }
    return entries.length;
  }

  /** @throws DomainError `EXCHANGE.CHAIN_ALTERED` when something else was sent in its place meanwhile: an operator must look */
  private async restore(tx: Transaction, { head, receipt, payload }: ForgottenMessage): Promise<void> {
    const { core } = head;
    const at = new Date(this.clock.now());
    if (!await this.forgotten.noteRestored(tx, core.id, at)) return;
    const present = await this.outgoing.openConversation(tx, core.conversation, core.to, at);
    requirePeer(present, core.to);
    if (present.sent + 1 !== core.sequence || present.sentDigest !== core.previous) throw refusal('CHAIN_ALTERED', `It is number ${core.sequence}, after ${present.sent}.`);
    const content = this.keyring.decrypt(payloadPlace('exchange_forgotten', core.id), payload!);
    await this.outgoing.restore(tx, { head, receipt, payload: this.keyring.encrypt(payloadPlace('exchange_outgoing', core.id), content), at });
    await this.cases.restoreSent(tx, {
      id: core.id, conversation: core.conversation, to: core.to, sequence: core.sequence, type: core.type as CaseMessageType,
      body: readBody(core, Buffer.from(content, 'base64'), VERSIONS), sentAt: Date.parse(core.sentAt), hubReceivedAt: Date.parse(receipt.at),
    });
  }
}
