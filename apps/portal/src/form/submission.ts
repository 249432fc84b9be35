/** What keeps a draft from being submitted, by the server's own rule. Pure. */
import type { Schema } from '../api/client';
import type { FieldProblem } from '../api/problem';
import { checkSubmission, type BundlePlan, type MaterialState } from '../shared/rules';
import { cleaned, type FormState } from './merged-form';

type Material = Schema<'CaseMaterialDto'>;

/** Paths as the server's: `form.child.name`, `materials.name-confirmation`. */
export function missingForSubmission({ plan, values, q, prefilled, today }: FormState, materials: readonly Material[]): FieldProblem[] {
  return checkSubmission(plan as BundlePlan, { form: cleaned(values), q, prefilled, today, materials: materials.map(stateOf) });
}

function stateOf({ material, files, licence, promisedAt }: Material): MaterialState {
  return { material, files: files.length, licence, promised: promisedAt !== undefined };
}

/** How a paper stands: `spared` needs nothing of anybody. */
export type PaperState = 'ready' | 'missing' | 'optional' | 'spared';

/** @param missing what keeps the draft from being submitted */
export function paperState(material: Material, missing: readonly FieldProblem[]): PaperState {
  if (missing.some(({ field }) => field === `materials.${material.material}`)) return 'missing';
  if (material.files.length > 0 || material.licence || material.promisedAt !== undefined) return 'ready';
  return isGivenByApplicant(material) ? 'optional' : 'spared';
}

/** By a file, a licence or a promise; everything else the authorities have among themselves. */
export function isGivenByApplicant({ status, reason }: Material): boolean {
  return status === 'handIn' || (status === 'omitted' && ['licence', 'promise'].includes(replacementOf({ reason })?.by ?? ''));
}

export type Replacement = Schema<'OmissionReasonDto'>;

/** What stands for a paper that is not handed in. */
export function replacementOf({ reason }: Pick<Material, 'reason'>): Replacement | undefined {
  return reason as Replacement | undefined;
}
