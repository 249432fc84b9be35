import { Inject, Injectable } from '@nestjs/common';
import { SecurityLog } from '@onething/audit';
import { type CivilDate, civilDate, CLOCK, type Clock } from '@onething/kernel';
import { Database, type Transaction } from '@onething/persistence';
import { Exchange } from './exchange';
import { ExchangeNode } from './exchange-node';
import { OutgoingRepository } from './persistence/outgoing.repository';
import { type Findings, ReconciliationRepository, type StatedConversation } from './persistence/reconciliation.repository';
import { compareLedgers, type LedgerLine } from './protocol/ledger';
import { NO_DIGEST } from './protocol/signing';

/** What the other side says of a day. */
export interface StatedLedger {
  day: CivilDate;
  conversations: StatedConversation[];
}

const DAY_MS = 86_400_000;
/** Conversations of one statement. */
const MOST = 500;
const EMPTY: LedgerLine = { sent: 0, sentDigest: NO_DIGEST, received: 0, receivedDigest: NO_DIGEST };

/**
 * Peers tell each other how the conversations stand that came to rest on a day (日终对账): what is missing is sent again, and what contradicts is put
 * before an operator.
 */
@Injectable()
export class Reconciliation {
  constructor(
    private readonly database: Database,
    private readonly node: ExchangeNode,
    private readonly repository: ReconciliationRepository,
    private readonly outgoing: OutgoingRepository,
    private readonly exchange: Exchange,
    private readonly securityLog: SecurityLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The day that has ended, to every peer to whom it was not stated yet. @returns to how many */
  async state(): Promise<number> {
    if (!this.node.takesPart) return 0;
    const now = this.clock.now();
    const day = civilDate(now - DAY_MS);
    const from = new Date(`${day}T00:00:00+08:00`);
    const range = { from, to: new Date(from.getTime() + DAY_MS) };
    return this.database.transaction(async (tx) => {
      const peers = await this.repository.takeDay(tx, day, range, new Date(now));
      for (const peer of peers) {
        const lines = await this.repository.listAtRest(tx, peer, range);
        for (let start = 0; start < lines.length; start += MOST) {
          const conversations = lines.slice(start, start + MOST);
          await this.exchange.sendControl(tx, { conversation: conversations[0]!.id, to: peer, type: 'ledgerStated', body: { day, conversations } });
        }
      }
      return peers.length;
    });
  }

  /** Compares what that peer says with what is known here, and mends what is missing on either side. */
  async compare(tx: Transaction, peer: string, { day, conversations }: StatedLedger): Promise<void> {
    const now = new Date(this.clock.now());
    const findings: Findings = { compared: conversations.length, missingHere: 0, missingThere: 0, contradictions: 0 };
    const lines = await this.repository.linesOf(tx, conversations.map(({ id }) => id));
    for (const { id, ...theirs } of conversations) {
      const mine = lines.get(id);
      const differences = mine && mine.peer !== peer ? [{ kind: 'forked' as const }] : compareLedgers(mine ?? EMPTY, theirs);
      for (const difference of differences) {
        if (difference.kind === 'ask') {
          findings.missingHere += 1;
          await this.exchange.sendControl(tx, { conversation: id, to: peer, type: 'resendAsked', body: { from: difference.from, to: difference.to } });
        } else if (difference.kind === 'send') {
          findings.missingThere += 1;
          await this.outgoing.resend(tx, id, peer, difference, now);
        } else {
          findings.contradictions += 1;
          await this.noteContradiction(tx, peer, id, difference.kind);
        }
      }
    }
    await this.repository.noteFindings(tx, peer, day, findings, now);
  }

  private async noteContradiction(tx: Transaction, peer: string, conversation: string, kind: 'forgotten' | 'forked'): Promise<void> {
    await this.securityLog.record({
      act: 'exchange.refused', outcome: 'refused', object: { kind: 'exchangeConversation', id: conversation }, detail: { code: 'EXCHANGE.LEDGERS_DIFFER', from: peer, kind },
    }, tx);
  }
}
