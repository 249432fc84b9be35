import { Inject, Injectable } from '@nestjs/common';
import { AccessLog } from '@onething/audit';
import type { MergedMaterial } from '@onething/catalogue';
import { type Actor, CLOCK, type Clock, civilDate, DomainError } from '@onething/kernel';
import { type Licence, LicenceRegister } from '@onething/licences';
import type { AttachedLicence } from '../domain/submission-check';
import { type Holder, LicenceHolders } from './licence-holders';
import type { CaseInHand } from './material-access';
import { type ChangeOutcome, MaterialChanges } from './material-changes';
import { type CaseMaterial, type FrozenLicence, MaterialRepository } from './material.repository';

/** A frozen licence with its content, and how things stand with it now. */
export interface LicenceInCase extends AttachedLicence {
  frozen: Licence;
}

/** Electronic licences that stand for papers (免提交): attached by the applicant, frozen in the version that was used. */
@Injectable()
export class AttachedLicences {
  constructor(
    private readonly changes: MaterialChanges,
    private readonly repository: MaterialRepository,
    private readonly register: LicenceRegister,
    private readonly holders: LicenceHolders,
    private readonly openings: AccessLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Attaches the licence that the material's subject holds now.
   * @throws DomainError `CASES.NOT_BY_LICENCE`, `CASES.CONSENT_MISSING`, `CASES.LICENCES_NOT_IN_MANDATE`, `CASES.NO_LICENCE_HELD`, `CASES.HOLDER_NUMBER_MISSING`,
   *   and as `MaterialChanges`
   */
  async attach(actor: Actor, caseId: string, code: string): Promise<ChangeOutcome & { licence: FrozenLicence }> {
    const inHand = await this.changes.getChangeable(actor, 'case.draft', caseId, code);
    const { licenceType, holder: subject } = requireByLicence(inHand.material);
    if (subject !== 'applicant') this.holders.requireNumber(inHand, subject);
    const holder = await this.holders.find(inHand, subject);
    // The same words whether nobody has that number or somebody did not consent: numbers cannot be tried out here.
    if (!holder || !(await this.holders.mayUse(inHand, holder, licenceType))) throw consentMissing();
    if (holder.ofApplicant && !inHand.mayUseLicences) throw notInMandate();
    const held = await this.register.findHeld(holder.personId, licenceType);
    if (!held) throw noLicenceHeld();
    // What is printed on it fills in the form: at a counter the clerk sees it from now on.
    await this.openings.opens(actor, {
      act: 'licence.opened', subjectPersonId: inHand.bundle.applicantPersonId, concernedPersonIds: [holder.personId], object: { kind: 'licence', id: held.id }, detail: { case: caseId },
    });
    const licence = { licenceId: held.id, version: held.version, faceDigest: held.faceDigest };
    return this.changes.change(inHand, async (tx, change) => {
      await this.repository.setLicence(tx, change, licence);
      return { licence };
    });
  }

  /** Takes it away again; taking away what is not there changes nothing. */
  async detach(actor: Actor, caseId: string, code: string): Promise<ChangeOutcome> {
    const inHand = await this.changes.getChangeable(actor, 'case.draft', caseId, code);
    return this.changes.change(inHand, async (tx, change) => {
      await this.repository.setLicence(tx, change, undefined);
      return {};
    });
  }

  /**
   * The licences that stand for papers of the plan, by material. One that belongs to somebody whom the form no longer names is
   * left out.
   */
  async inCase(
    inHand: Pick<CaseInHand, 'bundle' | 'plan' | 'form'>,
    attached: readonly CaseMaterial[],
  ): Promise<Map<string, LicenceInCase>> {
    const found = await Promise.all(
      attached.map(async ({ material, source, licence }): Promise<[string, LicenceInCase][]> => {
        const planned = inHand.plan.materials.find((candidate) => candidate.material === material);
        if (source !== 'licence' || !licence || planned?.reason?.by !== 'licence') return [];
        const frozen = await this.register.getVersion(licence.licenceId, licence.version);
        const holder = await this.holders.find(inHand, planned.reason.holder);
        if (!holder || frozen.holder.personId !== holder.personId) return [];
        return [[material, await this.stateOf(inHand, frozen, holder)]];
      }),
    );
    return new Map(found.flat());
  }

  /** @throws DomainError `CASES.NO_LICENCE_ATTACHED` */
  getFrozen(frozen: FrozenLicence | undefined): Promise<Licence> {
    if (frozen) return this.register.getVersion(frozen.licenceId, frozen.version);
    throw new DomainError('notFound', 'CASES.NO_LICENCE_ATTACHED', 'No licence stands for this material yet.');
  }

  /** The applicant's own licence, or that of a child in the applicant's care. */
  isOfApplicant({ applicantPersonId }: CaseInHand['bundle'], licence: Licence): Promise<boolean> {
    return this.holders.isApplicants(licence.holder.personId, applicantPersonId);
  }

  private async stateOf(inHand: Pick<CaseInHand, 'bundle'>, frozen: Licence, holder: Holder): Promise<LicenceInCase> {
    const current = await this.register.findCurrent(frozen.id);
    const today = civilDate(this.clock.now());
    const { from, to } = frozen.validity;
    const inForce =
      current?.version === frozen.version && current.state === 'VALID' && from <= today && (to === undefined || to >= today);
    const granted = await this.holders.mayUse(inHand, holder, frozen.typeCode);
    const consent = holder.ofApplicant ? 'ofApplicant' : granted ? 'granted' : 'missing';
    return { licenceType: frozen.typeCode, inForce, consent, frozen };
  }
}

function requireByLicence({ reason }: MergedMaterial): Extract<MergedMaterial['reason'], { by: 'licence' }> {
  if (reason?.by === 'licence') return reason;
  throw new DomainError(
    'refused',
    'CASES.NOT_BY_LICENCE',
    'No licence stands for this paper here. See the materials of the case for what is asked.',
  );
}

function consentMissing(): DomainError {
  return new DomainError(
    'refused',
    'CASES.CONSENT_MISSING',
    'The holder has not consented to the use of this licence. Ask for consent first, or hand in the paper as a file.',
  );
}

export function notInMandate(): DomainError {
  return new DomainError(
    'forbidden',
    'CASES.LICENCES_NOT_IN_MANDATE',
    'Your mandate does not let you use, or see, licences of the applicant. Ask for one that does, or hand in the paper as a file.',
  );
}

function noLicenceHeld(): DomainError {
  return new DomainError(
    'refused',
    'CASES.NO_LICENCE_HELD',
    'The holder has no licence of this type in force. Hand in the paper as a file.',
  );
}
