import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { AccessLog, SecurityLog } from '@onething/audit';
import { authorise } from '@onething/identity';
import { type Actor, DomainError } from '@onething/kernel';
import { Database } from '@onething/persistence';
import { type SealedFile, SealedFiles } from '@onething/sealed-files';
import type { Licence } from './domain/licence';
import type { ChangeReason, LicenceChange, LicenceState } from './domain/licence-state.machine';
import { LicenceRegister } from './licence-register';
import type { SignedStatusRecord } from './persistence/licence.repository';
import { Wallet } from './wallet';

export interface LicenceChangeOrder {
  change: LicenceChange;
  /** The state as it was seen. */
  state: LicenceState;
  reason: ChangeReason;
}

/** What holders and the issuing office do with one licence: get its file, see why it is in its state; and, the head of the office alone, change the state. */
@Injectable()
export class LicenceOffice {
  constructor(
    private readonly database: Database,
    private readonly register: LicenceRegister,
    private readonly wallet: Wallet,
    private readonly files: SealedFiles,
    private readonly access: AccessLog,
    private readonly log: SecurityLog,
  ) {}

  /** @throws DomainError `LICENCES.NOT_FOUND`, `SEALED_FILES.BEING_MADE`, `SEALED_FILES.NONE` */
  async openFile(actor: Actor, id: string): Promise<{ licence: Licence; file: SealedFile; content: Readable }> {
    const licence = await this.getReadable(actor, id);
    return { licence, ...await this.files.open(licence.versionId) };
  }

  /** Why the licence is in its state, the oldest record first. @throws DomainError `LICENCES.NOT_FOUND` */
  async listStatus(actor: Actor, id: string): Promise<SignedStatusRecord[]> {
    const { id: licenceId } = await this.getReadable(actor, id);
    return this.register.listStatus(licenceId);
  }

  /** @throws DomainError `LICENCES.NOT_FOUND`, `LICENCES.STATE_STALE`, `IDENTITY.OWN_MATTER`, those of `LicenceRegister.changeState` */
  async change(actor: Actor, id: string, { change, state, reason }: LicenceChangeOrder): Promise<Licence> {
    const seen = (await this.register.findCurrent(id)) ?? notFound();
    authorise(actor, 'licence.changeState', officeOf(seen));
    return this.database.transaction(async (tx) => {
      const changed = await this.register.changeState(tx, id, change, reason, actor.accountId, state);
      await this.log.record({
        act: 'licence.stateChanged', outcome: 'done', actor, subjectPersonId: seen.holder.personId, object: { kind: 'licence', id }, reason: reason.words,
        detail: { change, department: seen.issuer.department, division: seen.issuer.division },
      }, tx);
      return changed;
    });
  }

  /** A licence of somebody else, or of another office, looks like one that does not exist. */
  private async getReadable(actor: Actor, id: string): Promise<Licence> {
    if (actor.kind === 'resident') return (await this.wallet.get(actor, id)).licence;
    const licence = (await this.register.findCurrent(id)) ?? notFound();
    authorise(actor, 'licence.readFile', officeOf(licence));
    await this.access.opens(actor, {
      act: 'licence.opened', subjectPersonId: licence.holder.personId, object: { kind: 'licence', id },
      office: { departmentCode: licence.issuer.department, divisionCode: licence.issuer.division },
    });
    return licence;
  }
}

function officeOf({ issuer, holder }: Licence) {
  return { departmentCode: issuer.department, divisionCode: issuer.division, concernedIds: [holder.personId] };
}

function notFound(): never {
  throw new DomainError('notFound', 'LICENCES.NOT_FOUND', 'There is no such licence.');
}
