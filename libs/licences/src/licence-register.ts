import { Inject, Injectable } from '@nestjs/common';
import { Keyring, SigningKeys } from '@onething/crypto';
import { CLOCK, type CivilDate, civilDate, type Clock, DomainError, newId } from '@onething/kernel';
import type { Transaction } from '@onething/persistence';
import { SealedFiles } from '@onething/sealed-files';
import type { HolderKind, Issuer, Licence, LicenceFace } from './domain/licence';
import { composeIdentifier, parseIdentifier } from './domain/licence-identifier';
import { type ChangeReason, changedState, checkReason, type LicenceChange, type LicenceState } from './domain/licence-state.machine';
import { composePrintedNumber } from './domain/printed-number';
import { signedText, type StatusRecord } from './domain/status-record';
import { lastValidDay } from './domain/validity';
import { type LicencePosition, LicenceRepository, type SignedStatusRecord } from './persistence/licence.repository';

/** A result that becomes a licence. */
export interface LicenceOrder {
  /** Id that the case gave it; the same id is issued once. */
  licenceId: string;
  /** Code of the type in the catalogue. */
  typeCode: string;
  /** 证照类型代码, 21 characters: it stands in the identifier. */
  officialTypeCode: string;
  holderPersonId: string;
  /** `naturalPerson` when left out. */
  holderKind?: HolderKind;
  face: LicenceFace;
  issuer: Issuer;
  caseId: string;
  itemId: string;
  issuedOn: CivilDate;
  /** Years; absent = for good, unless the last day is given. */
  validYears?: number;
  validTo?: CivilDate;
  /** File of the case that is the holder's photo, where the type has a place for one. */
  photoFile?: string;
  /** Account of the official who issued the result; the worker's name when left out. */
  authorisedBy?: string;
}

/** A licence that is there before the first case: for the set-up of a demonstration. */
export interface SeededLicence {
  typeCode: string;
  officialTypeCode: string;
  number: string;
  holder: Licence['holder'];
  face: LicenceFace;
  issuer: Issuer;
  issuedOn: CivilDate;
  validTo?: CivilDate;
}

/** What a new version has that the one before had not. */
export interface LicenceReplacement {
  /** The whole face. */
  face: LicenceFace;
  /** Last valid day; that of the version before when left out. */
  validTo?: CivilDate;
  reason: ChangeReason;
  /** Number of the version as it was seen. */
  seen: number;
}

const WORKER = 'licences';
/** Kind of the sealed files of licences. */
export const LICENCE_FILES = 'licence';

/** The register of electronic licences (电子证照库): it, and not a file, says what a licence is worth. */
@Injectable()
export class LicenceRegister {
  constructor(
    private readonly repository: LicenceRepository,
    private readonly keyring: Keyring,
    private readonly files: SealedFiles,
    private readonly signingKeys: SigningKeys,
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

  /** The version whose file or values go by that id. */
  findByVersionId(versionId: string): Promise<Licence | undefined> {
    return this.repository.findByVersionId(versionId);
  }

  /** @param identifier 证照标识, which names one version */
  findByIdentifier(identifier: string): Promise<Licence | undefined> {
    return this.repository.findByIdentifier(identifier);
  }

  /** Everything those persons hold, in any state, newest first. */
  listHeldBy(personIds: string[], page: { after?: LicencePosition; limit: number } = { limit: 100 }): Promise<Licence[]> {
    return this.repository.listHeld(personIds, page.after, page.limit);
  }

  /** Why a licence is in the state in which it is, the oldest record first. */
  listStatus(id: string): Promise<SignedStatusRecord[]> {
    return this.repository.listStatus(id);
  }

  /**
   * Makes the licence, takes its printed number and orders its file, all in the caller's transaction. Idempotent by `licenceId`.
   * @throws DomainError `LICENCES.SERIAL_EXHAUSTED`
   */
  async issue(tx: Transaction, order: LicenceOrder): Promise<Licence> {
    const { typeCode, issuer, issuedOn, licenceId } = order;
    // The series is locked before the look, so that of two workers with one order the second sees what the first did.
    await this.repository.lockSeries(tx, typeCode, issuer.uscc, yearOf(issuedOn));
    const existing = await this.repository.findVersion(licenceId, 1, tx);
    if (existing) return existing;
    const licence = this.newLicence(order, await this.nextNumber(tx, order));
    await this.put(tx, licence, '准予后颁发', order.authorisedBy);
    return licence;
  }

  /** Idempotent by type and number. @returns false when that number is in the register already */
  async seed(tx: Transaction, seeded: SeededLicence): Promise<boolean> {
    if (await this.repository.hasNumber(tx, seeded.typeCode, seeded.number)) return false;
    const { typeCode, officialTypeCode, number, holder, face, issuer, issuedOn, validTo } = seeded;
    const validity = validTo === undefined ? { from: issuedOn } : { from: issuedOn, to: validTo };
    await this.repository.lockSeries(tx, typeCode, issuer.uscc, yearOf(issuedOn));
    const identifier = composeIdentifier({ typeCode: officialTypeCode, issuerCode: issuer.uscc, serial: await this.nextNumber(tx, seeded), version: 1 });
    const now = this.clock.now();
    const common = { id: newId(now), version: 1, versionId: newId(now), identifier, typeCode, number, holder, face, faceDigest: this.keyring.keyedDigest(face), issuer, issuedOn, validity };
    await this.put(tx, { ...common, state: 'VALID', origin: 'seeded' }, '演示数据');
    return true;
  }

  /**
   * Changes the state of a licence's latest version and records why.
   * @param operator account of the staff member @param seen the state as the operator saw it, when it matters
   * @throws DomainError `LICENCES.NOT_FOUND`, `LICENCES.STATE_STALE`, `LICENCES.CHANGE_REFUSED`, `LICENCES.REASON_MISSING`, `LICENCES.REASON_TOO_LONG`
   */
  async changeState(tx: Transaction, id: string, change: LicenceChange, reason: ChangeReason, operator: string, seen?: LicenceState): Promise<Licence> {
    checkReason(reason);
    const licence = (await this.repository.findLatestForUpdate(tx, id)) ?? notFound();
    if (seen !== undefined && licence.state !== seen) {
      throw new DomainError('conflict', 'LICENCES.STATE_STALE', 'Somebody changed this licence meanwhile. Look at it again.', { current: licence.state });
    }
    const state = changedState(licence.state, change);
    await this.repository.setState(tx, id, licence.version, state);
    await this.record(tx, {
      licenceId: id, version: licence.version, from: licence.state, to: state, operator, reason: reason.words.trim(), legalDocument: reason.legalDocument,
    });
    return { ...licence, state };
  }

  /**
   * A new version (换发) with other face fields: the one before is REPLACED, number and identity stay, the file is made anew.
   * @param seen version and state as the operator saw them
   * @throws DomainError `LICENCES.NOT_FOUND`, `LICENCES.STATE_STALE`, `LICENCES.CHANGE_REFUSED`, `LICENCES.VERSIONS_EXHAUSTED`, `LICENCES.NO_IDENTIFIER`,
   *   `LICENCES.VALIDITY_ENDED`, those of a reason
   */
  async replace(tx: Transaction, id: string, { face, validTo, reason, seen }: LicenceReplacement, operator: string): Promise<Licence> {
    checkReason(reason);
    const before = (await this.repository.findLatestForUpdate(tx, id)) ?? notFound();
    if (before.version !== seen) {
      throw new DomainError('conflict', 'LICENCES.STATE_STALE', 'Somebody changed this licence meanwhile. Look at it again.', { current: { version: before.version, state: before.state } });
    }
    const state = changedState(before.state, 'replace');
    const next = this.nextVersion(before, face, validTo);
    await this.repository.setState(tx, id, before.version, state);
    const common = { licenceId: id, operator, reason: reason.words.trim(), legalDocument: reason.legalDocument };
    await this.record(tx, { ...common, version: before.version, from: before.state, to: state });
    await this.repository.insert(tx, next, this.clock.now());
    await this.record(tx, { ...common, version: next.version, from: null, to: next.state });
    await this.orderFile(tx, next, operator);
    return next;
  }

  private nextVersion(before: Licence, face: LicenceFace, validTo = before.validity.to): Licence {
    const version = before.version + 1;
    if (version > 999) throw new DomainError('refused', 'LICENCES.VERSIONS_EXHAUSTED', 'A licence has 999 versions at most. Issue a new licence.');
    if (before.identifier === undefined) throw new DomainError('refused', 'LICENCES.NO_IDENTIFIER', 'This licence is from before there were identifiers. Issue a new licence.');
    const today = civilDate(this.clock.now());
    if (validTo !== undefined && validTo < today) {
      const message = 'The last valid day is over. Give a later one, or issue a new licence.';
      throw new DomainError('invalid', 'LICENCES.VALIDITY_ENDED', message, { fields: [{ field: 'validTo', code: 'LICENCES.VALIDITY_ENDED', message }] });
    }
    const { typeCode, issuerCode, serial } = parseIdentifier(before.identifier);
    return {
      ...before, version, versionId: newId(this.clock.now()), state: 'VALID', face, faceDigest: this.keyring.keyedDigest(face), issuedOn: today,
      identifier: composeIdentifier({ typeCode, issuerCode, serial, version }), validity: validTo === undefined ? { from: today } : { from: today, to: validTo },
    };
  }

  /** The next number of the series, which is locked. */
  private async nextNumber(tx: Transaction, { typeCode, issuer, issuedOn }: Pick<LicenceOrder, 'typeCode' | 'issuer' | 'issuedOn'>): Promise<string> {
    const year = yearOf(issuedOn);
    return composePrintedNumber({ issuerUscc: issuer.uscc, year, serial: await this.repository.takeSerial(tx, typeCode, issuer.uscc, year) });
  }

  private newLicence(order: LicenceOrder, number: string): Licence {
    const { licenceId, typeCode, officialTypeCode, holderPersonId, face, issuer, caseId, itemId, issuedOn, validYears } = order;
    const to = order.validTo ?? (validYears === undefined ? undefined : lastValidDay(issuedOn, validYears));
    return {
      id: licenceId, version: 1, versionId: newId(this.clock.now()), typeCode, number, state: 'VALID', face, faceDigest: this.keyring.keyedDigest(face), issuer, issuedOn,
      identifier: composeIdentifier({ typeCode: officialTypeCode, issuerCode: issuer.uscc, serial: number, version: 1 }),
      holder: { personId: holderPersonId, kind: order.holderKind ?? 'naturalPerson' },
      validity: to === undefined ? { from: issuedOn } : { from: issuedOn, to },
      source: { caseId, itemId }, ...(order.photoFile === undefined ? {} : { photoFile: order.photoFile }), origin: 'issued',
    };
  }

  private async put(tx: Transaction, licence: Licence, reason: string, authorisedBy = WORKER): Promise<void> {
    await this.repository.insert(tx, licence, this.clock.now());
    await this.record(tx, { licenceId: licence.id, version: licence.version, from: null, to: licence.state, reason, operator: WORKER });
    await this.orderFile(tx, licence, authorisedBy);
  }

  private async orderFile(tx: Transaction, licence: Licence, authorisedBy: string): Promise<void> {
    await this.files.order(tx, {
      id: licence.versionId, kind: LICENCE_FILES, authorityUscc: licence.issuer.uscc, purpose: 'licence', caseId: licence.source?.caseId, authorisedBy,
    });
  }

  /** Signed by the platform: whoever has its public key can check what the register says. */
  private async record(tx: Transaction, change: Omit<StatusRecord, 'seq' | 'occurredAt'>): Promise<void> {
    const record = { ...change, seq: await this.repository.nextStatusSeq(tx, change.licenceId), occurredAt: this.clock.now() };
    const signingKey = this.signingKeys.currentKeyId;
    await this.repository.recordStatus(tx, record, { signature: this.signingKeys.sign(signedText(record), signingKey), signingKey });
  }
}

const yearOf = (day: CivilDate): number => Number(day.slice(0, 4));

function notFound(): never {
  throw new DomainError('notFound', 'LICENCES.NOT_FOUND', 'There is no such licence.');
}
