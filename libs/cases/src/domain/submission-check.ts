import { type BundlePlan, evaluateCondition, type MergedMaterial } from '@onething/catalogue';
import type { CivilDate, FieldProblem } from '@onething/kernel';
import { checkForm } from './form-check';
import { forConditions, type FormSurroundings, type FormValues, settleForm } from './form-values';

/** A licence attached in place of a paper, as it stands at the moment of submission. */
export interface AttachedLicence {
  licenceType: string;
  /** The frozen version is still the one in force: neither replaced, suspended, ended nor expired since it was attached. */
  inForce: boolean;
  /** `ofApplicant` needs none; `granted` and its term runs; `missing` not asked for, refused, revoked or expired. */
  consent: 'ofApplicant' | 'granted' | 'missing';
}

/** What the case has for one material. A material without an entry has nothing. */
export interface MaterialState {
  material: string;
  /** How many files were handed in. */
  files: number;
  licence?: AttachedLicence;
  /** The promise in place of the paper (告知承诺) was made. */
  promised?: boolean;
}

export interface Submission extends FormSurroundings {
  form: FormValues;
  materials: readonly MaterialState[];
  today: CivilDate;
}

type Plan = Pick<BundlePlan, 'form' | 'materials'>;

/**
 * What keeps a draft from being submitted: the form's problems as `checkForm` names them, and `materials.<code>` for each
 * paper. Files may always stand in for a licence or a promise. Papers that are not necessary may be missing, but a licence
 * that is attached must still be good. What a predecessor, another authority or the signature provides is not looked at.
 */
export function checkSubmission(plan: Plan, { form, q, materials, today, prefilled }: Submission): FieldProblem[] {
  const surroundings = { q, prefilled };
  const states = new Map(materials.map((state) => [state.material, state]));
  const values = settleForm(plan, form, surroundings);
  return [
    ...checkForm(plan, form, { ...surroundings, today, complete: true }),
    ...askedMaterials(plan, q, values).flatMap((material) => materialProblems(material, states.get(material.material))),
  ];
}

/** The papers that this form asks for. @param values as `settleForm` gives them */
export function askedMaterials(
  plan: Plan, q: Record<string, unknown>, values: FormValues,
): MergedMaterial[] {
  const form = forConditions(plan, values);
  const holds = (condition: string): boolean => evaluateCondition(condition, { q, form });
  return plan.materials.filter(({ when }) => when.length === 0 || when.some(holds));
}

type Problem = Omit<FieldProblem, 'field'>;

function materialProblems(material: MergedMaterial, state: Omit<MaterialState, 'material'> = { files: 0 }): FieldProblem[] {
  const found = licenceProblem(material, state) ?? missingProblem(material, state);
  return found ? [{ field: `materials.${material.material}`, ...found }] : [];
}

function licenceProblem({ reason }: MergedMaterial, { licence, files }: Omit<MaterialState, 'material'>): Problem | undefined {
  const counts = licence !== undefined && files === 0 && reason?.by === 'licence' && licence.licenceType === reason.licenceType;
  if (!counts) return undefined;
  if (!licence.inForce) {
    return problem('CASES.LICENCE_NOT_IN_FORCE', 'The licence is no longer in force. Attach the present one, or hand in a file.');
  }
  if (licence.consent === 'missing') {
    return problem('CASES.CONSENT_MISSING', 'The holder does not consent to its use. Ask for consent, or hand in a file.');
  }
  return undefined;
}

function missingProblem(material: MergedMaterial, state: Omit<MaterialState, 'material'>): Problem | undefined {
  if (material.necessity !== '1' || state.files > 0) return undefined;
  if (material.status === 'handIn') return problem('CASES.MATERIAL_MISSING', 'Hand in this paper as a file.');
  if (material.status === 'form') return undefined;
  switch (material.reason?.by) {
    case 'licence':
      if (state.licence?.licenceType === material.reason.licenceType) return undefined;
      return problem('CASES.LICENCE_MISSING', 'Attach the electronic licence, or hand in the paper as a file.');
    case 'promise':
      return state.promised ? undefined : problem('CASES.PROMISE_MISSING', 'Agree to the promise, or hand in a file.');
    default:
      return undefined;
  }
}

function problem(code: string, message: string): Problem {
  return { code, message };
}
