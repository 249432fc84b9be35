import { Injectable } from '@nestjs/common';
import type { ChainedEvent, Follower } from '@onething/cases';
import type { Transaction } from '@onething/persistence';
import { IssuedResults } from './issued-results.port';
import { LicenceRegister } from './licence-register';

/**
 * Follows the cases and makes a licence of each issued result. The feed moves its position in the same transaction, and the
 * register issues one id once: an event that comes twice makes one licence.
 */
@Injectable()
export class LicenceIssuer implements Follower {
  readonly name = 'licences';

  constructor(private readonly register: LicenceRegister, private readonly results: IssuedResults) {}

  /** @throws Error when a result is not what its event says: somebody altered one of the two */
  async handle(tx: Transaction, events: ChainedEvent[]): Promise<void> {
    for (const event of events) {
      if (isResultIssued(event)) await this.issue(tx, event);
    }
  }

  private async issue(tx: Transaction, event: ChainedEvent<'resultIssued'>): Promise<void> {
    const { caseId, itemId } = event;
    if (itemId === null) throw new Error(`The result of case ${caseId} names no item`);
    const { licenceType: typeCode, ...result } = await this.results.getIssuedResult(tx, caseId, itemId);
    if (result.licenceId !== event.payload.licenceId || typeCode !== event.payload.licenceType) {
      throw new Error(`The result of item ${itemId} of case ${caseId} is not the one that its event names`);
    }
    await this.register.issue(tx, { ...result, typeCode, caseId, itemId });
  }
}

function isResultIssued(event: ChainedEvent): event is ChainedEvent<'resultIssued'> {
  return event.type === 'resultIssued';
}
