import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK, type Clock, DomainError, withoutInput } from '@onething/kernel';
import { Database } from '@onething/persistence';
import { CatchUp } from './catch-up';
import { ExchangeNode } from './exchange-node';
import { HubClient } from './hub-client';
import { Incoming } from './incoming';
import { PeerDirectory } from './peer-directory';
import { IncomingRepository, type NewDelivery, type WaitingDelivery } from './persistence/incoming.repository';
import { envelopeDigest, headOf, readEnvelope } from './protocol/envelope';
import { outsideOf } from './persistence/outside-of';
import { compareStatement, followReceipt, type HubReceipt, readHubReceiptAlone, readHubStatement } from './protocol/hub-receipt';
import { refusal } from './protocol/refusals';
import { waitAfter } from './retry-wait';

/** Deliveries of one request to the hub, and looked into at once. */
const BATCH = 100;
/** Conversations that are looked into side by side: each holds a connection, and the case side may need another one meanwhile. */
const LANES = 4;
const LEASE_MS = 120_000;
const ASK_AGAIN_MS = 60_000;
/** What follows in a conversation of which messages of ours are missing is looked at again after so long. */
const HOLD_MS = 10_000;

/** Fetches what the hub has for this region, and looks into it. */
@Injectable()
export class Receiver {
  private readonly log = new Logger(Receiver.name);

  constructor(
    private readonly database: Database,
    private readonly node: ExchangeNode,
    private readonly hub: HubClient,
    private readonly directory: PeerDirectory,
    private readonly repository: IncomingRepository,
    private readonly incoming: Incoming,
    private readonly catchUp: CatchUp,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Stores deliveries whose receipts follow those before them, and how far the hub was read. What a hub does wrong is noted, and nothing of it is
   * taken.
   * @returns how many came
   */
  async pull(): Promise<number> {
    if (!this.node.takesPart) return 0;
    try {
      await this.directory.refresh();
      const count = await this.take();
      await this.repository.notePull(new Date(this.clock.now()));
      return count;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      await this.incoming.noteHubFailure(error);
      await this.repository.notePull(new Date(this.clock.now()), error.message);
      return 0;
    }
  }

  /** Until the hub has no more. @returns how many came */
  async pullAll(): Promise<number> {
    let count = 0;
    for (let came = BATCH; came === BATCH; count += came) came = await this.pull();
    return count;
  }

  /** @returns how many deliveries were looked into */
  async apply(): Promise<number> {
    if (!this.node.takesPart || !await this.catchUp.isReady()) return 0;
    const held = await this.catchUp.listConversations();
    const now = this.clock.now();
    const claimed = await this.repository.claim(new Date(now), new Date(now + LEASE_MS), BATCH);
    const lanes = Map.groupBy(claimed, (delivery) => conversationOf(delivery));
    const waiting = lanes.values();
    const work = async () => {
      for (const lane of waiting) {
        for (const delivery of lane) await (isHeld(delivery, held) ? this.repository.hold(delivery.number, new Date(now + HOLD_MS)) : this.look(delivery));
      }
    };
    await Promise.all(Array.from({ length: LANES }, work));
    return claimed.length + (held.size > 0 ? await this.catchUp.run() : 0);
  }

  /** Asks again for what is missing before parked messages. @returns how many were asked for */
  async askForGaps(): Promise<number> {
    if (!this.node.takesPart) return 0;
    const notSince = new Date(this.clock.now() - ASK_AGAIN_MS);
    const gaps = await this.repository.listGaps(notSince);
    for (const { conversation, peer, sequence } of gaps) {
      await this.database.transaction((tx) => this.incoming.askFor(tx, { conversation, from: peer, sequence }));
    }
    return gaps.length;
  }

  private async take(): Promise<number> {
    const { region, roots } = this.node;
    const directory = await this.directory.getInForce();
    const last = await this.repository.getPosition();
    const { deliveries, statement, nonce } = await this.hub.listDeliveries(last.number, BATCH);
    const said = readHubStatement(statement, { region, nonce }, roots, directory);
    const now = this.clock.now();
    compareStatement(said, last, now);
    const taken: NewDelivery[] = [];
    let position = last;
    try {
      for (const { envelope, receipt } of deliveries) {
        const read = readHubReceiptAlone(receipt, roots, directory);
        const [bytes, next] = [Buffer.from(envelope, 'base64'), followReceipt(read, position, now)];
        requireEnvelopeOf(bytes, read);
        position = next;
        taken.push({ number: read.number, envelope: bytes, receipt: read });
      }
      requireAllOf(said.delivered, position.number, deliveries.length);
    } finally {
      // What came before the first that is wrong is as good as ever.
      if (taken.length > 0) await this.store(taken, position, last.number);
    }
    return taken.length;
  }

  /** Two processes that pull at once: the second finds the position moved, and leaves it. */
  private async store(taken: NewDelivery[], position: { number: number; digest: string; at: number }, from: number): Promise<void> {
    await this.database.transaction(async (tx) => {
      const present = await this.repository.getPosition(tx, true);
      if (present.number === from) await this.repository.store(tx, taken, position, new Date(this.clock.now()));
    });
  }

  private async look(delivery: WaitingDelivery): Promise<void> {
    try {
      await this.incoming.take(delivery);
    } catch (error) {
      if (!(error instanceof DomainError)) this.log.error({ message: 'A delivery could not be applied', delivery: delivery.number, error: withoutInput(error) });
      const until = new Date(this.clock.now() + waitAfter(delivery.attempts));
      await this.repository.postpone(delivery.number, until, error instanceof DomainError ? error.message : (error as Error).name);
    }
  }
}

/** On the way from the hub, or in it, the bytes became others. @throws DomainError `EXCHANGE.RECEIPT_WRONG`, and of `readEnvelope` */
function requireEnvelopeOf(bytes: Buffer, receipt: HubReceipt): void {
  if (envelopeDigest(headOf(readEnvelope(bytes))) !== receipt.envelope) throw refusal('RECEIPT_WRONG');
}

/** Says there are more, and hands over none. @throws DomainError `EXCHANGE.STATEMENT_WRONG` */
function requireAllOf(said: number, read: number, handedOver: number): void {
  if (said > read && handedOver === 0) {
    throw new DomainError('refused', 'EXCHANGE.STATEMENT_WRONG', `The hub says that it has ${said} messages for this region, and hands over none after ${read}.`);
  }
}

/** In a conversation of which messages of ours are missing only these are read: everything else follows in its order. */
function isHeld(delivery: WaitingDelivery, held: ReadonlySet<string>): boolean {
  return held.has(conversationOf(delivery)) && outsideOf(delivery).type !== 'messageReturned';
}

/** Only to look at deliveries of one conversation in their order; nothing is believed of it. */
function conversationOf(delivery: WaitingDelivery): string {
  return outsideOf(delivery).conversation ?? String(delivery.number);
}

