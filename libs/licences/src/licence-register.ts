import { Inject, Injectable } from '@nestjs/common';
import { Keyring } from '@onething/crypto';
import { CLOCK, type CivilDate, civilDate, type Clock, DomainError, newId } from '@onething/kernel';
import type { Transaction } from '@onething/persistence';
import type { HolderKind, Issuer, Licence, LicenceFace } from './domain/licence';
import { type ChangeReason, changedState, checkReason, type LicenceChange } from './domain/licence-state.machine';
import { composePrintedNumber } from './domain/printed-number';
import { lastValidDay } from './domain/validity';
import { type LicencePosition, LicenceRepository } from './persistence/licence.repository';

/** A result that becomes a licence. */
export interface LicenceOrder {
  /** Id that the case gave it; the same id is issued once. */
  licenceId: string;
  typeCode: string;
  holderPersonId: string;
  /** `naturalPerson` when left out. */
  holderKind?: HolderKind;
  face: LicenceFace;
  issuer: Issuer;
  caseId: string;
  itemId: string;
  issuedOn: CivilDate;
  /** Years; absent = for good. */
  validYears?: number;
}

/** A licence that is there before the first case: for the set-up of a demonstration. */
export interface SeededLicence {
  typeCode: string;
  number: string;
  holder: Licence['holder'];
  face: LicenceFace;
  issuer: Issuer;
  issuedOn: CivilDate;
  validTo?: CivilDate;
}

const WORKER = 'licences';

/** The register of electronic licences (电子证照库): it, and not a file, says what a licence is worth. */
@Injectable()
export class LicenceRegister {
  constructor(
    private readonly repository: LicenceRepository,
    private readonly keyring: Keyring,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The newest licence of that type which the person holds and which is in force today. */
  findHeld(personId: string, licenceTypeCode: string): Promise<Licence | undefined> {
    return this.repository.findHeld(personId, licenceTypeCode, civilDate(this.clock.now()));
  }

  /** One version, whatever became of it since. @throws DomainError `LICENCES.NOT_FOUND` */
  async getVersion(id: string, version: number): Promise<Licence> {
    return (await this.repository.findVersion(id, version)) ?? notFound();
  }

  findCurrent(id: string): Promise<Licence | undefined> {
    return this.repository.findCurrent(id);
  }

  /** Everything those persons hold, in any state, newest first. */
  listHeldBy(personIds: string[], page: { after?: LicencePosition; limit: number } = { limit: 100 }): Promise<Licence[]> {
    return this.repository.listHeld(personIds, page.after, page.limit);
  }

  /**
   * Makes the licence and takes its printed number, both in the caller's transaction. Idempotent by `licenceId`.
   * @throws DomainError `LICENCES.SERIAL_EXHAUSTED`
   */
  async issue(tx: Transaction, order: LicenceOrder): Promise<Licence> {
    const series = [order.typeCode, order.issuer.uscc, Number(order.issuedOn.slice(0, 4))] as const;
    // The series is locked before the look, so that of two workers with one order the second sees what the first did.
    await this.repository.lockSeries(tx, ...series);
    const existing = await this.repository.findVersion(order.licenceId, 1, tx);
    if (existing) return existing;
    const serial = await this.repository.takeSerial(tx, ...series);
    const licence = this.newLicence(order, composePrintedNumber({ issuerUscc: order.issuer.uscc, year: series[2], serial }));
    await this.put(tx, licence, '准予后颁发');
    return licence;
  }

  /** Idempotent by type and number. @returns false when that number is in the register already */
  async seed(tx: Transaction, seeded: SeededLicence): Promise<boolean> {
    if (await this.repository.hasNumber(tx, seeded.typeCode, seeded.number)) return false;
    const { typeCode, number, holder, face, issuer, issuedOn, validTo } = seeded;
    const validity = validTo === undefined ? { from: issuedOn } : { from: issuedOn, to: validTo };
    const faceDigest = this.keyring.keyedDigest(face);
    const id = newId(this.clock.now());
    const common = { id, version: 1, typeCode, number, holder, face, faceDigest, issuer, issuedOn, validity };
    await this.put(tx, { ...common, state: 'VALID', origin: 'seeded' }, '演示数据');
    return true;
  }

  /**
   * Changes the state of a licence's latest version and records why.
   * @param operator account of the staff member
   * @throws DomainError `LICENCES.NOT_FOUND`, `LICENCES.CHANGE_REFUSED`, `LICENCES.REASON_MISSING`, `LICENCES.REASON_TOO_LONG`
   */
  async changeState(tx: Transaction, id: string, change: LicenceChange, reason: ChangeReason, operator: string): Promise<Licence> {
    checkReason(reason);
    const licence = (await this.repository.findLatestForUpdate(tx, id)) ?? notFound();
    const state = changedState(licence.state, change);
    await this.repository.setState(tx, id, licence.version, state);
    await this.repository.recordStatus(tx, {
      licenceId: id, version: licence.version, from: licence.state, to: state, operator,
      reason: reason.words.trim(), legalDocument: reason.legalDocument, occurredAt: this.clock.now(),
    });
    return { ...licence, state };
  }

  private newLicence(order: LicenceOrder, number: string): Licence {
    const { licenceId, typeCode, holderPersonId, face, issuer, caseId, itemId, issuedOn, validYears } = order;
    return {
      id: licenceId, version: 1, typeCode, number, state: 'VALID', face, faceDigest: this.keyring.keyedDigest(face), issuer, issuedOn,
      holder: { personId: holderPersonId, kind: order.holderKind ?? 'naturalPerson' },
      validity: validYears === undefined ? { from: issuedOn } : { from: issuedOn, to: lastValidDay(issuedOn, validYears) },
      source: { caseId, itemId }, origin: 'issued',
    };
  }

  private async put(tx: Transaction, licence: Licence, reason: string): Promise<void> {
    const now = this.clock.now();
    await this.repository.insert(tx, licence, newId(now), now);
    await this.repository.recordStatus(tx, {
      licenceId: licence.id, version: licence.version, from: null, to: licence.state, reason, operator: WORKER, occurredAt: now,
    });
  }
}

function notFound(): never {
  throw new DomainError('notFound', 'LICENCES.NOT_FOUND', 'There is no such licence.');
}
