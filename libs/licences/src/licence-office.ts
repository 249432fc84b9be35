import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { AccessLog, SecurityLog } from '@onething/audit';
import { CatalogueService } from '@onething/catalogue';
import { authorise } from '@onething/identity';
import { type Actor, DomainError } from '@onething/kernel';
import { Database } from '@onething/persistence';
import { type SealedFile, SealedFiles } from '@onething/sealed-files';
import { GlyphSource } from '@onething/seals';
import { changedFace } from './domain/changed-face';
import type { Licence } from './domain/licence';
import type { ChangeReason, LicenceChange, LicenceState } from './domain/licence-state.machine';
import { LicenceRegister, type LicenceReplacement } from './licence-register';
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
    private readonly catalogue: CatalogueService,
    private readonly glyphs: GlyphSource,
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

  /**
   * A new version with some fields changed; an empty text leaves a field out.
   * @throws DomainError `LICENCES.NOT_FOUND`, `LICENCES.FACE_INVALID`, `IDENTITY.OWN_MATTER`, those of `LicenceRegister.replace`
   */
  async replace(actor: Actor, id: string, { face, ...replacement }: LicenceReplacement): Promise<Licence> {
    const seen = (await this.register.findCurrent(id)) ?? notFound();
    authorise(actor, 'licence.changeState', officeOf(seen));
    const { catalogue } = await this.catalogue.getEdition();
    const type = await this.catalogue.getLicenceType(seen.typeCode);
    const whole = changedFace(type, catalogue.elements, seen.face, face, (text) => this.glyphs.missingIn(text));
    return this.database.transaction(async (tx) => {
      const next = await this.register.replace(tx, id, { ...replacement, face: whole }, actor.accountId);
      await this.log.record({
        act: 'licence.stateChanged', outcome: 'done', actor, subjectPersonId: seen.holder.personId, object: { kind: 'licence', id }, reason: replacement.reason.words,
        detail: { change: 'replace', version: next.version, department: seen.issuer.department, division: seen.issuer.division },
      }, tx);
      return next;
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
