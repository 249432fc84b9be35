import { Inject, Injectable } from '@nestjs/common';
import { SecurityLog } from '@onething/audit';
import { type Actor, CLOCK, type Clock, DomainError, newId, parseUscc } from '@onething/kernel';
import { Database, type Transaction } from '@onething/persistence';
import { CertificateAuthority } from './certificate-authority';
import { type OwnerRank, requireFittingTexts, type SealKind } from './domain/seal-kinds';
import { type SealAct, type SealPurpose, type SealState, stateAfter } from './domain/seal-version.machine';
import { SealRepository, type SealVersion } from './persistence/seal.repository';
import { SealMaker } from './seal-maker';

export interface SealContent {
  name: string;
  lowerText?: string;
  number?: string;
  purposes: SealPurpose[];
  reason: string;
}

export interface SealApplication extends SealContent {
  kind: Exclude<SealKind, 'personal'>;
  rank: OwnerRank;
  ownerUscc: string;
}

export interface SealStep {
  act: Exclude<SealAct, 'replace'>;
  version: number;
  /** Of the version as it was seen. */
  revision: number;
  reason?: string;
  /** With `cancel`: the key may be in other hands, all its signatures are void. */
  compromised?: boolean;
}

const PAST = {
  apply: 'seal.applied', approve: 'seal.approved', reject: 'seal.rejected', make: 'seal.made', file: 'seal.filed', enable: 'seal.enabled', suspend: 'seal.suspended',
  resume: 'seal.resumed', replace: 'seal.replaced', cancel: 'seal.cancelled',
} as const;
/** Reasons of revocation (RFC 5280 §5.3.1). */
const [KEY_COMPROMISE, SUPERSEDED, CESSATION] = [1, 4, 5];
const OPEN: readonly SealState[] = ['applied', 'approved', 'made', 'filed', 'enabled', 'suspended'];
const IN_USE: readonly SealState[] = ['enabled', 'suspended'];

/**
 * The register of seals (印章管理). A seal is applied for by one and approved by another, made, filed and enabled; a change is a new version that
 * goes the same way. Every step is recorded, and in the security log.
 */
@Injectable()
export class SealRegister {
  constructor(
    private readonly database: Database,
    private readonly repository: SealRepository,
    private readonly maker: SealMaker,
    private readonly authority: CertificateAuthority,
    private readonly log: SecurityLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError `USCC.…`, `SEALS.LEGAL_NAME_EXISTS`, as `requireFittingTexts` and `drawSeal` */
  async apply(actor: Actor, application: SealApplication): Promise<SealVersion> {
    const { kind, rank } = application;
    const ownerUscc = parseUscc(application.ownerUscc, 'ownerUscc').code;
    const sealId = newId(this.clock.now());
    return this.database.transaction(async (tx) => {
      if (!await this.repository.insertSeal(tx, { sealId, kind, rank, ownerUscc })) {
        throw new DomainError('conflict', 'SEALS.LEGAL_NAME_EXISTS', 'The owner has a seal of its legal name, or one is being made: there is one only. Change that one.');
      }
      return this.insertVersion(tx, actor, { sealId, kind, rank, version: 1 }, application);
    });
  }

  /** A new version, with a new key, of a seal in use. @throws DomainError `SEALS.NOT_FOUND`, `SEALS.NOT_IN_USE`, `SEALS.CHANGE_PENDING` */
  async change(actor: Actor, sealId: string, content: SealContent): Promise<SealVersion> {
    return this.database.transaction(async (tx) => {
      const versions = await this.lock(tx, sealId);
      if (!versions.some(({ state }) => IN_USE.includes(state))) throw new DomainError('refused', 'SEALS.NOT_IN_USE', 'Only a seal that is enabled or suspended is changed.');
      const latest = versions.at(-1)!;
      if (!IN_USE.includes(latest.state) && OPEN.includes(latest.state)) {
        throw new DomainError('conflict', 'SEALS.CHANGE_PENDING', `Version ${latest.version} is on its way already. Finish or cancel it first.`);
      }
      return this.insertVersion(tx, actor, { ...latest, version: latest.version + 1 }, content);
    });
  }

  /**
   * @throws DomainError `SEALS.NOT_FOUND`, `SEALS.REVISION_STALE` with the present state, `SEALS.ACT_REFUSED`, `SEALS.OWN_APPLICATION`,
   *   `SEALS.NO_KEY_STORE`
   */
  async step(actor: Actor, sealId: string, step: SealStep): Promise<SealVersion> {
    try {
      return await this.database.transaction((tx) => this.stepIn(tx, actor, sealId, step));
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'forbidden') {
        await this.record(this.database, actor, { act: step.act, outcome: 'refused', sealId, version: step.version, reason: step.reason });
      }
      throw error;
    }
  }

  /** All versions, oldest first. @throws DomainError `SEALS.NOT_FOUND` */
  async get(sealId: string): Promise<SealVersion[]> {
    const versions = await this.repository.listVersions(sealId);
    return versions.length > 0 ? versions : notFound();
  }

  /** @returns SVG @throws DomainError `SEALS.NOT_FOUND` */
  async getImage(sealId: string, version: number): Promise<string> {
    return await this.repository.findImage(sealId, version) ?? notFound();
  }

  private async insertVersion(tx: Transaction, actor: Actor, seal: Pick<SealVersion, 'sealId' | 'kind' | 'rank' | 'version'>, content: SealContent): Promise<SealVersion> {
    requireFittingTexts(seal.kind, seal.rank, content);
    const { name, lowerText = null, number = null, purposes } = content;
    const drawing = this.maker.draw({ ...seal, name, lowerText, number });
    const now = new Date(this.clock.now());
    const { sealId, version } = seal;
    const inserted = { sealId, version, name, lowerText, number, purposes: [...new Set(purposes)], appliedBy: actor.accountId, appliedByPerson: actor.personId, appliedAt: now };
    await this.repository.insertVersion(tx, inserted, drawing.svg);
    await this.repository.recordStep(tx, { sealId, version, act: 'apply', from: null, to: 'applied', accountId: actor.accountId, at: now });
    await this.record(tx, actor, { act: 'apply', outcome: 'done', sealId, version, reason: content.reason });
    return (await this.lock(tx, sealId)).at(-1)!;
  }

  private async stepIn(tx: Transaction, actor: Actor, sealId: string, { act, version, revision, reason, compromised = false }: SealStep): Promise<SealVersion> {
    const versions = await this.lock(tx, sealId);
    const found = versions.find((one) => one.version === version) ?? notFound();
    if (found.revision !== revision) throw new DomainError('conflict', 'SEALS.REVISION_STALE', 'Somebody changed this seal meanwhile. Look at it again.', { current: { state: found.state, revision: found.revision } });
    const to = stateAfter(found.state, act);
    const isDecision = act === 'approve' || act === 'reject';
    if (isDecision) requireAnother(actor, found);
    if (act === 'enable') await this.replaceOthers(tx, actor, versions.filter((one) => one !== found && IN_USE.includes(one.state)));
    if (act === 'make') await this.repository.setMade(tx, found, await this.maker.make(tx, found));
    else await this.repository.advance(tx, found, to, isDecision ? actor.accountId : undefined);
    if (act === 'cancel') await this.revoke(tx, found, compromised ? KEY_COMPROMISE : CESSATION);
    const isOpen = versions.some((one) => OPEN.includes(one === found ? to : one.state));
    if (!isOpen) await this.repository.close(tx, sealId, new Date(this.clock.now()));
    await this.recordDone(tx, actor, found, act, to, reason);
    return (await this.lock(tx, sealId)).find((one) => one.version === version)!;
  }

  private async replaceOthers(tx: Transaction, actor: Actor, others: SealVersion[]): Promise<void> {
    for (const other of others) {
      const to = stateAfter(other.state, 'replace');
      await this.repository.advance(tx, other, to);
      await this.revoke(tx, other, SUPERSEDED);
      await this.recordDone(tx, actor, other, 'replace', to);
    }
  }

  /** Signatures that were made before stay valid, unless the key was compromised. */
  private async revoke(tx: Transaction, { sealId, version }: SealVersion, reason: number): Promise<void> {
    const made = await this.repository.findMade(sealId, version, tx);
    for (const certificate of made ? [made.ownerCertificate, made.documentCertificate] : []) await this.authority.revoke(tx, certificate, reason);
  }

  private async recordDone(tx: Transaction, actor: Actor, { sealId, version, state }: SealVersion, act: SealAct, to: SealState, reason?: string): Promise<void> {
    await this.repository.recordStep(tx, { sealId, version, act, from: state, to, accountId: actor.accountId, at: new Date(this.clock.now()) });
    await this.record(tx, actor, { act, outcome: 'done', sealId, version, reason });
  }

  private async record(
    where: Transaction, { accountId, personId, roles }: Actor,
    { act, outcome, sealId, version, reason }: { act: keyof typeof PAST; outcome: 'done' | 'refused'; sealId: string; version: number; reason?: string },
  ): Promise<void> {
    await this.log.record({ act: PAST[act], outcome, actor: { accountId, personId, roles }, object: { kind: 'seal', id: sealId }, reason, detail: { version } }, where);
  }

  private async lock(tx: Transaction, sealId: string): Promise<SealVersion[]> {
    const versions = await this.repository.lockVersions(tx, sealId);
    return versions.length > 0 ? versions : notFound();
  }
}

function requireAnother({ accountId, personId }: Actor, { appliedBy, appliedByPerson }: SealVersion): void {
  if (accountId !== appliedBy && personId !== appliedByPerson) return;
  throw new DomainError('forbidden', 'SEALS.OWN_APPLICATION', 'Nobody decides on an application of their own. Another security administrator must.');
}

function notFound(): never {
  throw new DomainError('notFound', 'SEALS.NOT_FOUND', 'There is no such seal, or no such version of it. GET /api/seals lists them.');
}
