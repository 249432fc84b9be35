import type { BundlePlan, Subject } from '@onething/catalogue';
import type { MaterialState } from './domain/submission-check';

/** What drafts need to know of the files, licences and promises that were put into them. */
export abstract class DraftMaterials {
  /** One entry for each material that has something; consents and licences as they stand now. */
  abstract statesOf(caseId: string, plan: BundlePlan): Promise<MaterialState[]>;
  /** The frozen face fields of the attached licences, for prefilling. */
  abstract attachedFaces(caseId: string, plan: BundlePlan): Promise<{ subject: Subject; licenceType: string; face: Record<string, unknown> }[]>;
}
