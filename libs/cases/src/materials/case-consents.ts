import { Inject, Injectable } from '@nestjs/common';
import type { LicenceType, MergedMaterial, Subject } from '@onething/catalogue';
import { type Actor, CLOCK, type Clock, type Text } from '@onething/kernel';
import { type AskedConsent, Consents } from '@onething/licences';
import { Database } from '@onething/persistence';
import { fileProblem } from '@onething/uploads';
import { idempotencyOf } from '../commands/command-request';
import { LicenceHolders } from './licence-holders';
import { type CaseInHand, MaterialAccess, requireMaterial } from './material-access';
import { RequestRecords, wasUsed } from './request-records';

export interface ConsentAsked {
  subject: Subject;
  /** Materials of that subject that a licence stands for. */
  materials: string[];
}

/** Asks other holders for the use of their licences in a case. */
@Injectable()
export class CaseConsents {
  constructor(
    private readonly access: MaterialAccess,
    private readonly holders: LicenceHolders,
    private readonly consents: Consents,
    private readonly records: RequestRecords,
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Asks the person that the form names. Whether somebody has that number is not told.
   * @throws DomainError `CASES.NOT_FOUND`, `CASES.NO_SUCH_MATERIAL`, `CASES.MATERIALS_CLOSED`, `CASES.IDEMPOTENCY_KEY_REUSED`,
   *   `CASES.HOLDER_NUMBER_MISSING` naming the form's field, `CASES.NO_CONSENT_NEEDED` naming `subject`,
   *   `CASES.NOT_BY_LICENCE` naming `materials.<index>`
   */
  async ask(actor: Actor, key: string, caseId: string, asked: ConsentAsked): Promise<AskedConsent> {
    const inHand = await this.access.getOwn(actor, 'consent.ask', caseId);
    const request = idempotencyOf({ actor, key }, { consent: { caseId, ...asked } });
    const recorded = await this.records.find<{ id: string }>(request);
    if (recorded) return this.getAsked(caseId, recorded.id);
    const materials = asked.materials.map((code, index) =>
      requireOfSubject(requireMaterial(inHand.plan, code), asked.subject, index),
    );
    await this.access.requireOpen(inHand.bundle, materials);
    const holderNumber = this.holders.requireNumber(inHand, asked.subject);
    await this.refuseNeedless(inHand, asked.subject);
    const scope = [...new Set(materials.map(({ licenceType }) => licenceType))];
    try {
      return await this.database.transaction(async (tx) => {
        const consent = await this.consents.ask(tx, {
          caseId,
          // In whose matter it is used: the holder is told the applicant's name, also when an agent asks; whom a clerk serves gets the answer.
          requestedBy: { accountId: (actor.kind === 'staff' ? inHand.bundle.applicantAccountId : null) ?? actor.accountId, personId: inHand.bundle.applicantPersonId },
          holderNumber,
          subject: asked.subject,
          scope,
          purpose: purposeOf(inHand),
        });
        await this.records.insert(tx, request, { id: consent.id }, new Date(this.clock.now()));
        return consent;
      });
    } catch (error) {
      if (!wasUsed(error)) throw error;
      return this.getAsked(caseId, (await this.records.find<{ id: string }>(request))!.id);
    }
  }

  /** Everything asked in a case, oldest first. @throws DomainError `CASES.NOT_FOUND` */
  async list(actor: Actor, caseId: string): Promise<AskedConsent[]> {
    await this.access.getOwn(actor, 'consent.ask', caseId);
    return this.consents.listForCase(caseId);
  }

  private async getAsked(caseId: string, id: string): Promise<AskedConsent> {
    return (await this.consents.listForCase(caseId)).find((consent) => consent.id === id)!;
  }

  private async refuseNeedless(inHand: CaseInHand, subject: Subject): Promise<void> {
    const holder = await this.holders.find(inHand, subject);
    if (!holder?.ofApplicant) return;
    throw fileProblem(
      'CASES.NO_CONSENT_NEEDED',
      'The form names yourself, or a child in your care: attach the licence without asking.',
      'subject',
    );
  }
}

function requireOfSubject(
  material: MergedMaterial,
  subject: Subject,
  index: number,
): MergedMaterial & { licenceType: LicenceType['code'] } {
  const { reason } = material;
  if (reason?.by === 'licence' && reason.holder === subject) return { ...material, licenceType: reason.licenceType };
  throw fileProblem(
    'CASES.NOT_BY_LICENCE',
    `No licence of this person stands for "${material.material}". Leave it out.`,
    `materials.${index}`,
  );
}

function purposeOf({ oneThing }: CaseInHand): Text {
  return {
    zh: `办理“${oneThing.name.zh}”，以电子证照代替纸质材料`,
    en: `Applying for "${oneThing.name.en}" with electronic licences in place of papers`,
  };
}
