import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { AccessLog } from '@onething/audit';
import type { LicenceType, MergedMaterial } from '@onething/catalogue';
import type { Actor } from '@onething/kernel';
import type { Licence } from '@onething/licences';
import { ObjectStore } from '@onething/object-store';
import { Prefilling } from '../commands/prefilling';
import { settleForm } from '../domain/form-values';
import { askedMaterials } from '../domain/submission-check';
import { AttachedLicences, type LicenceInCase, notInMandate } from './attached-licences';
import { noSuchFile } from './case-files';
import { MaterialAccess, type ReadableCase, requireMaterial } from './material-access';
import { type CaseFile, type CaseMaterial, MaterialRepository } from './material.repository';

/** One material with what the case has for it. */
export interface MaterialView {
  planned: MergedMaterial;
  /** Its conditions hold for the form as it is now. */
  asked: boolean;
  kept?: CaseMaterial;
  files: CaseFile[];
  licence?: LicenceInCase;
}

/** A licence in a case; what is printed on it only for those who may read it. */
export interface CaseLicence {
  licence: Licence;
  type: LicenceType | undefined;
  mayRead: boolean;
}

/** Shows materials and files to the applicant and, as far as their items ask for them, to the offices. */
@Injectable()
export class MaterialReader {
  constructor(
    private readonly access: MaterialAccess,
    private readonly repository: MaterialRepository,
    private readonly licences: AttachedLicences,
    private readonly prefilling: Prefilling,
    private readonly store: ObjectStore,
    private readonly openings: AccessLog,
  ) {}

  /** @throws DomainError `CASES.NOT_FOUND` */
  async list(actor: Actor, caseId: string): Promise<{ version: number; materials: MaterialView[] }> {
    const inHand = await this.access.getReadable(actor, caseId);
    const [kept, files, asked] = await Promise.all([
      this.repository.list(caseId),
      this.repository.listFiles(caseId),
      this.askedIn(inHand),
    ]);
    const licences = await this.licences.inCase(inHand, kept);
    // An agent learns that a paper is taken care of, and nothing of the principal's licence, unless the mandate lets the agent use it.
    const shown = (licence: LicenceInCase | undefined) => (mayUse(inHand) || licence?.consent !== 'ofApplicant' ? licence : undefined);
    const materials = inHand.materials.map((planned): MaterialView => ({
      planned,
      asked: asked.has(planned.material),
      kept: kept.find(({ material }) => material === planned.material),
      files: files.filter(({ material }) => material === planned.material),
      licence: shown(licences.get(planned.material)),
    }));
    return { version: inHand.bundle.state.version, materials };
  }

  /** @throws DomainError `CASES.NOT_FOUND`, `CASES.NO_SUCH_FILE` */
  async open(
    actor: Actor,
    place: { caseId: string; material: string; fileId: string },
  ): Promise<{ file: CaseFile; content: Readable }> {
    const inHand = await this.access.getReadable(actor, place.caseId);
    const { materials } = inHand;
    const files = await this.repository.listFiles(place.caseId);
    const file = files.find(({ id, material }) => id === place.fileId && material === place.material);
    if (!file || !materials.some(({ material }) => material === file.material)) throw noSuchFile();
    await this.opens(actor, 'file.opened', inHand, { kind: 'file', id: file.id }, inHand.concernedIds);
    return { file, content: await this.store.get(file.objectKey, { sha256: file.sha256 }) };
  }

  /**
   * The licence that stands for a paper, in the version that the case uses. The applicant reads what is printed on one's own
   * and one's children's, an agent if the mandate says so; an office reads all that its items ask for.
   * @throws DomainError `CASES.NOT_FOUND`, `CASES.NO_SUCH_MATERIAL`, `CASES.NO_LICENCE_ATTACHED`; `CASES.LICENCES_NOT_IN_MANDATE` (forbidden) to
   *   an agent who may not use them
   */
  async getLicence(actor: Actor, caseId: string, code: string): Promise<CaseLicence> {
    const inHand = await this.access.getReadable(actor, caseId);
    requireMaterial({ materials: inHand.materials }, code);
    const kept = (await this.repository.list(caseId)).find(({ material }) => material === code);
    const licence = await this.licences.getFrozen(kept?.licence);
    const ofApplicant = await this.licences.isOfApplicant(inHand.bundle, licence);
    if (ofApplicant && !mayUse(inHand)) throw notInMandate();
    await this.opens(actor, 'licence.opened', inHand, { kind: 'licence', id: licence.id }, [licence.holder.personId]);
    const mayRead = inHand.asOffice || ofApplicant;
    return { licence, type: inHand.catalogue.licenceTypes.get(licence.typeCode), mayRead };
  }

  /** Written down when an office opens it, for the applicant and whom else it shows. */
  private opens(
    actor: Actor, act: 'file.opened' | 'licence.opened', { bundle, office }: ReadableCase, object: { kind: string; id: string }, concernedPersonIds: readonly string[],
  ): Promise<void> {
    return this.openings.opens(actor, { act, subjectPersonId: bundle.applicantPersonId, concernedPersonIds, object, office, detail: { case: bundle.state.caseId } });
  }

  private async askedIn({ bundle, plan, q, form }: ReadableCase): Promise<Set<string>> {
    const prefilled = bundle.stateName === 'draft' ? await this.prefilling.of(bundle, plan) : {};
    return new Set(askedMaterials(plan, q, settleForm(plan, form, { q, prefilled })).map(({ material }) => material));
  }
}

/** An office reads what its items ask for; of the party's side, who may use the applicant's licences. */
const mayUse = ({ asOffice, mayUseLicences }: ReadableCase): boolean => asOffice || mayUseLicences;
