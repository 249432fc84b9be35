import { Injectable, Logger } from '@nestjs/common';
import type { ChainedEvent, EventType, Follower } from '@onething/cases';
import { DomainError } from '@onething/kernel';
import type { Transaction } from '@onething/persistence';
import { IssuedResults } from './issued-results.port';
import { LicenceRegister } from './licence-register';

/** 行政许可法 art. 69. */
const BROKEN_PROMISE = '核查发现与告知承诺不符，撤销准予决定';

/**
 * Follows the cases: makes a licence of each issued result, and withdraws (撤销) it when its grant is withdrawn. The feed moves its position in the same transaction, and the
 * register issues one id once: an event that comes twice makes one licence.
 */
@Injectable()
export class LicenceIssuer implements Follower {
  readonly name = 'licences';
  private readonly log = new Logger(LicenceIssuer.name);

  constructor(private readonly register: LicenceRegister, private readonly results: IssuedResults) {}

  /** @throws Error when a result is not what its event says: somebody altered one of the two */
  async handle(tx: Transaction, events: ChainedEvent[]): Promise<void> {
    for (const event of events) {
      if (isA(event, 'resultIssued')) await this.issue(tx, event);
      else if (isA(event, 'grantWithdrawn')) await this.withdraw(tx, event);
    }
  }

  private async issue(tx: Transaction, event: ChainedEvent<'resultIssued'>): Promise<void> {
    const { caseId, itemId } = event;
    if (itemId === null) throw new Error(`The result of case ${caseId} names no item`);
    const { licenceType: typeCode, ...result } = await this.results.getIssuedResult(tx, caseId, itemId);
    if (result.licenceId !== event.payload.licenceId || typeCode !== event.payload.licenceType) {
      throw new Error(`The result of item ${itemId} of case ${caseId} is not the one that its event names`);
    }
    await this.register.issue(tx, { ...result, typeCode, caseId, itemId, authorisedBy: event.actorId });
  }

  /** A licence that is at its end already (cancelled, revoked) stays as it is, and holds up nobody else's events. */
  private async withdraw(tx: Transaction, { caseId, itemId, actorId, payload: { licenceId } }: ChainedEvent<'grantWithdrawn'>): Promise<void> {
    if (licenceId === null) return;
    try {
      await this.register.changeState(tx, licenceId, 'withdraw', { words: BROKEN_PROMISE }, actorId);
    } catch (error) {
      if (!(error instanceof DomainError && error.code === 'LICENCES.CHANGE_REFUSED')) throw error;
      this.log.warn({ message: 'The licence of a withdrawn grant is at its end already', caseId, itemId, current: error.extra.current });
    }
  }
}

function isA<T extends EventType>(event: ChainedEvent, type: T): event is ChainedEvent<T> {
  return event.type === type;
}
