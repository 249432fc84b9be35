import { Injectable } from '@nestjs/common';
import { type LookUpPurpose, SecurityLog } from '@onething/audit';
import { type Actor, DomainError } from '@onething/kernel';
import type { StoredAccount } from '../persistence/account-changes.repository';
import { securityActorOf } from '../security-actor';
import { accountOf } from './registrations';

/** Who looks for accounts at a window, found or not: a clerk who tries numbers is seen. What was typed is not written down. */
@Injectable()
export class WindowLookUps {
  constructor(private readonly log: SecurityLog) {}

  async found(actor: Actor, { id, personId }: Pick<StoredAccount, 'id' | 'personId'>, purpose: LookUpPurpose): Promise<void> {
    await this.log.record({
      act: 'account.lookedUp', outcome: 'done', actor: securityActorOf(actor), subjectPersonId: personId, object: accountOf(id), detail: { purpose },
    });
  }

  /** Nothing is written of what was no answer, but an error. */
  async refused(actor: Actor, error: unknown, purpose: LookUpPurpose): Promise<void> {
    if (!(error instanceof DomainError)) return;
    await this.log.record({ act: 'account.lookedUp', outcome: 'refused', actor: securityActorOf(actor), detail: { purpose, code: error.code } });
  }
}
