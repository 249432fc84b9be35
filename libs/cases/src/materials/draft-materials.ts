import { Injectable } from '@nestjs/common';
import type { BundlePlan, Subject } from '@onething/catalogue';
import { notFound } from '../commands/command-path';
import type { MaterialState } from '../domain/submission-check';
import { CaseAnswersStore } from '../persistence/case-answers';
import { CaseRepository } from '../persistence/case.repository';
import { AttachedLicences, type LicenceInCase } from './attached-licences';
import { type CaseFile, type CaseMaterial, MaterialRepository } from './material.repository';

/** What was put into a draft in place of papers (files, licences, promises), for its form and its submission. */
@Injectable()
export class DraftMaterials {
  constructor(
    private readonly cases: CaseRepository,
    private readonly answers: CaseAnswersStore,
    private readonly repository: MaterialRepository,
    private readonly licences: AttachedLicences,
  ) {}

  /** One entry for each material that has something; consents and licences as they stand now. */
  async statesOf(caseId: string, plan: BundlePlan): Promise<MaterialState[]> {
    const { materials, files, licences } = await this.read(caseId, plan);
    const codes = new Set([...materials, ...files].map(({ material }) => material));
    return [...codes].map((material): MaterialState => {
      const licence = licences.get(material);
      return {
        material,
        files: files.filter((file) => file.material === material).length,
        ...(licence && { licence: { licenceType: licence.licenceType, inForce: licence.inForce, consent: licence.consent } }),
        promised: materials.some((row) => row.material === material && row.promisedAt !== undefined),
      };
    });
  }

  /** The frozen face fields of the attached licences, for prefilling. A licence that may no longer be used fills in nothing. */
  async attachedFaces(
    caseId: string,
    plan: BundlePlan,
  ): Promise<{ subject: Subject; licenceType: string; face: Record<string, unknown> }[]> {
    const { licences } = await this.read(caseId, plan);
    return plan.materials.flatMap(({ material, subject }) => {
      const licence = licences.get(material);
      if (!licence || licence.consent === 'missing') return [];
      return [{ subject, licenceType: licence.licenceType, face: licence.frozen.face }];
    });
  }

  private async read(
    caseId: string,
    plan: BundlePlan,
  ): Promise<{
    materials: CaseMaterial[];
    files: CaseFile[];
    licences: Map<string, LicenceInCase>;
  }> {
    const [bundle, { form }, materials, files] = await Promise.all([
      this.cases.findBundle(caseId),
      this.answers.getLatest(caseId),
      this.repository.list(caseId),
      this.repository.listFiles(caseId),
    ]);
    if (!bundle) throw notFound();
    return { materials, files, licences: await this.licences.inCase({ bundle, plan, form }, materials) };
  }
}
