import { Inject, Injectable } from '@nestjs/common';
import { SecurityLog } from '@onething/audit';
import { type Actor, CLOCK, type Clock, DomainError } from '@onething/kernel';
import { Database, type Transaction } from '@onething/persistence';
import { QuarantineRepository } from './persistence/quarantine.repository';

/** What was refused waits for an operator: it is looked into again, or rejected for good. Either is decided once, and recorded. */
@Injectable()
export class Quarantine {
  constructor(
    private readonly database: Database,
    private readonly repository: QuarantineRepository,
    private readonly securityLog: SecurityLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** For when what was in the way has been mended. @throws DomainError `EXCHANGE.QUARANTINE_UNKNOWN`, `QUARANTINE_DECIDED`, `QUARANTINE_NOT_KEPT` */
  async retry(actor: Actor, id: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const { delivery } = await this.decide(tx, actor, { id, state: 'retried' });
      if (await this.repository.takeAgain(tx, delivery, new Date(this.clock.now()))) return;
      throw new DomainError('conflict', 'EXCHANGE.QUARANTINE_NOT_KEPT',
        'It was received, and the case side refused it: it has its place in the conversation and cannot be applied later. Reject it, and let its sender send another.');
    });
  }

  /** @throws DomainError `EXCHANGE.QUARANTINE_UNKNOWN`, `QUARANTINE_DECIDED` */
  async reject(actor: Actor, id: string, reason: string): Promise<void> {
    await this.database.transaction((tx) => this.decide(tx, actor, { id, state: 'rejected', reason }));
  }

  private async decide(tx: Transaction, actor: Actor, { id, state, reason }: { id: string; state: 'retried' | 'rejected'; reason?: string }) {
    const decided = await this.repository.decide(tx, { id, state, by: actor.accountId, at: new Date(this.clock.now()) });
    if (!decided) throw notOpen(await this.repository.findState(tx, id));
    await this.securityLog.record({
      act: 'exchange.quarantineDecided', outcome: 'done', actor, object: { kind: 'exchangeQuarantine', id }, reason,
      detail: { decision: state, code: decided.code, delivery: decided.delivery },
    }, tx);
    return decided;
  }
}

function notOpen(state: string | undefined): DomainError {
  return state === undefined
    ? new DomainError('notFound', 'EXCHANGE.QUARANTINE_UNKNOWN', 'There is nothing of this id in quarantine.')
    : new DomainError('conflict', 'EXCHANGE.QUARANTINE_DECIDED', `It was decided before (${state}). Load the list again.`);
}
