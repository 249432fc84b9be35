import { Inject, Injectable } from '@nestjs/common';
import { type Envelope as Encrypted, Keyring } from '@onething/crypto';
import { CLOCK, type Clock, DomainError } from '@onething/kernel';
import { Database } from '@onething/persistence';
import { CaseExchange } from './case-exchange.port';
import { payloadPlace } from './exchange';
import { ExchangeNode } from './exchange-node';
import { PeerDirectory } from './peer-directory';
import { inTurn } from './protocol/conversation';
import type { EnvelopeHead } from './protocol/envelope';
import type { HubReceipt } from './protocol/hub-receipt';
import { type ProofEntry, type ProofTrust, type ProvenMessage, writeProof } from './protocol/proof';
import { PROTOCOL } from './protocol/signing';

interface StoredMessage {
  id: string;
  direction: 'sent' | 'received';
  sequence: number;
  type: string;
  head: EnvelopeHead;
  /** Null when a rule of retention has erased it. */
  payload: Encrypted | null;
  hubReceipt: HubReceipt;
  answer: Required<ProvenMessage> | null;
}

const MESSAGES = {
  name: 'exchange.messages-of-conversation',
  text: `SELECT id, 'sent' AS direction, sequence, type, head, payload, hub_receipt AS "hubReceipt", answer FROM exchange_outgoing WHERE conversation = $1 AND state = 'sent'
    UNION ALL SELECT id, 'received', sequence, type, head, payload, hub_receipt, NULL FROM exchange_incoming WHERE conversation = $1`,
};
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Makes proofs of what this node sent and received, which others verify without it. */
@Injectable()
export class ExchangeProofs {
  constructor(
    private readonly database: Database,
    private readonly node: ExchangeNode,
    private readonly directory: PeerDirectory,
    private readonly cases: CaseExchange,
    private readonly keyring: Keyring,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @param subject number of a case, or a conversation @param withContent shows what was said, as long as no rule has erased it, not only its digests
   * @throws DomainError `EXCHANGE.NOTHING_TO_PROVE`, `EXCHANGE.DIRECTORY_STALE`
   */
  async prove(subject: string, withContent: boolean): Promise<Buffer> {
    const ids = await this.cases.conversationsOf(subject);
    const wanted = ids.length > 0 || !UUID.test(subject) ? ids : [subject];
    const found = await Promise.all(wanted.map(async (conversation) => ({ conversation, messages: await this.entriesOf(conversation, withContent) })));
    const conversations = found.filter(({ messages }) => messages.length > 0);
    if (conversations.length === 0) {
      throw new DomainError('notFound', 'EXCHANGE.NOTHING_TO_PROVE', 'No message of this case or conversation has been exchanged. Give the number of the case, or the id of the conversation.');
    }
    const now = this.clock.now();
    const order = { subject, region: this.node.region, madeAt: new Date(now).toISOString(), conversations, directory: await this.directory.getInForce() };
    return writeProof(order, this.node.keys.current(now));
  }

  /** What somebody elsewhere needs to verify proofs: the roots, and the directory of now. */
  async trust(): Promise<ProofTrust> {
    return { format: PROTOCOL, roots: [...this.node.roots], directory: await this.directory.getInForce() };
  }

  private async entriesOf(conversation: string, withContent: boolean): Promise<ProofEntry[]> {
    const stored = await this.database.query<StoredMessage>(MESSAGES, [conversation]);
    const ownAnswers = new Map(stored.filter(({ direction, type }) => direction === 'sent' && (type === 'receipt' || type === 'refusal')).map((message) => {
      const payload = this.payloadOf(message)!;
      const { body } = JSON.parse(payload.toString()) as { body: { message: string } };
      return [body.message, { head: message.head, hubReceipt: message.hubReceipt, payload: payload.toString('base64') }] as const;
    }));
    const numbered = inTurn(stored.filter(({ sequence }) => sequence > 0));
    return numbered.map((message) => {
      const answer = message.direction === 'sent' ? message.answer : ownAnswers.get(message.id);
      const content = withContent ? this.payloadOf(message) : undefined;
      return {
        head: message.head, hubReceipt: message.hubReceipt, ...(content ? { payload: content.toString('base64') } : {}), ...(answer ? { answer } : {}),
      };
    });
  }

  private payloadOf({ id, direction, payload }: StoredMessage): Buffer | undefined {
    return payload === null ? undefined : Buffer.from(this.keyring.decrypt(payloadPlace(direction === 'sent' ? 'exchange_outgoing' : 'exchange_incoming', id), payload), 'base64');
  }
}
