import { Inject, Injectable, Logger } from '@nestjs/common';
import { Keyring } from '@onething/crypto';
import { CLOCK, type Clock, DomainError, withoutInput } from '@onething/kernel';
import { Database } from '@onething/persistence';
import { CaseExchange } from './case-exchange.port';
import { CatchUp } from './catch-up';
import { payloadPlace } from './exchange';
import { ExchangeNode } from './exchange-node';
import { HubClient } from './hub-client';
import { PeerDirectory } from './peer-directory';
import { type Lane, OutgoingRepository, type WaitingMessage } from './persistence/outgoing.repository';
import { type Directory, requireSpoken, sealingCertificateOf } from './protocol/directory';
import { coreDigest, type EnvelopeHead, requireAuthentic, writeEnvelope } from './protocol/envelope';
import { type HubReceipt, readHubReceipt } from './protocol/hub-receipt';
import type { CaseMessageType } from './protocol/message-types';
import { refusal } from './protocol/refusals';
import { waitAfter } from './retry-wait';

/** Lanes that are sent side by side. */
const LANES = 32;
/** How long a process has for its lanes before another takes them over, ms. */
const LEASE_MS = 120_000;
/** After so long without an answer of the other side the case side is told, ms. Nothing is dropped. */
const OVERDUE_MS = 24 * 3_600_000;

/** Sends what waits: in order within a conversation, conversations beside each other. */
@Injectable()
export class Sender {
  private readonly log = new Logger(Sender.name);

  constructor(
    private readonly database: Database,
    private readonly node: ExchangeNode,
    private readonly outgoing: OutgoingRepository,
    private readonly hub: HubClient,
    private readonly directory: PeerDirectory,
    private readonly keyring: Keyring,
    private readonly cases: CaseExchange,
    private readonly catchUp: CatchUp,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns how many messages the hub took */
  async run(): Promise<number> {
    if (!this.node.takesPart) return 0;
    const directory = await this.directory.find();
    if (!directory || !await this.catchUp.isReady()) return 0;
    const now = this.clock.now();
    const lanes = await this.outgoing.claimLanes(new Date(now), new Date(now + LEASE_MS), LANES);
    const sent = await Promise.all(lanes.map((lane) => this.sendLane(lane, directory)));
    return sent.reduce((sum, count) => sum + count, 0);
  }

  /** Messages that the other side has not answered for a day: the case side tells who must look. @returns how many */
  async noteOverdue(): Promise<number> {
    return this.database.transaction(async (tx) => {
      const at = this.clock.now();
      const overdue = await this.outgoing.takeOverdue(tx, new Date(at - OVERDUE_MS));
      for (const { id, conversation, type, peer } of overdue) {
        await this.cases.noteOutcome(tx, { message: id, conversation, type: type as CaseMessageType, to: peer, outcome: 'overdue', at });
      }
      return overdue.length;
    });
  }

  private async sendLane(lane: Lane, directory: Directory): Promise<number> {
    let sent = 0;
    try {
      for (const message of await this.outgoing.listWaiting(lane.lane)) {
        await this.send(message, directory);
        sent += 1;
      }
      await this.outgoing.closeLane(lane, new Date(this.clock.now()));
    } catch (error) {
      const code = error instanceof DomainError ? error.message : (error as Error).name;
      if (!(error instanceof DomainError)) this.log.error({ message: 'A message could not be sent', to: lane.peer, error: withoutInput(error) });
      await this.outgoing.postponeLane(lane.lane, new Date(this.clock.now() + waitAfter(lane.attempts)), code);
    }
    return sent;
  }

  private async send({ id, core, payload, resend }: WaitingMessage, directory: Directory): Promise<void> {
    requireSpoken(directory, core.to, core.schema);
    const now = this.clock.now();
    const content = Buffer.from(this.keyring.decrypt(payloadPlace('exchange_outgoing', id), payload), 'base64');
    const envelope = writeEnvelope(core, content, sealingCertificateOf(directory, core.to, now), this.node.keys.current(now));
    const answer = await this.hub.submit(envelope, resend);
    const head = this.requireOwn(answer.head as EnvelopeHead, coreDigest(core));
    const receipt: HubReceipt = readHubReceipt(answer.receipt, head, this.node.roots, directory);
    await this.outgoing.noteSent(id, head, receipt);
  }

  /** After a broken connection the hub may have the message already, sealed another time: then its receipt is of that one. */
  private requireOwn(head: EnvelopeHead, digest: string): EnvelopeHead {
    requireAuthentic(head, this.node.roots);
    if (coreDigest(head.core) !== digest) throw refusal('RECEIPT_WRONG');
    return head;
  }
}
