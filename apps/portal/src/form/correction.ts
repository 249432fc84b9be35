/** The answer to a request for corrections: what may be changed, what is wrong with it, what is sent. Pure. */
import type { FieldProblem } from '../api/problem';
import { askedFields, type BundlePlan, checkForm, type FormValues, isGiven, type MergedField } from '../shared/rules';
import { cleaned } from './merged-form';

export interface Correction {
  plan: Pick<BundlePlan, 'form'>;
  q: Record<string, unknown>;
  /** As it was submitted. */
  before: FormValues;
  /** As it stands on the page. */
  values: FormValues;
  /** What the office names: `form.<element>` or `materials.<material>`. */
  points: readonly string[];
  /** `YYYY-MM-DD` in China. */
  today: string;
}

/** Fields that the office names, and those that the corrected form asks only now. */
export function correctionFields({ plan, q, before, values, points }: Correction): MergedField[] {
  const asked = new Set(askedFields(plan, before, { q }).map(({ element }) => element));
  const isNamed = ({ element }: MergedField): boolean => points.some((point) => point === `form.${element}` || point.startsWith(`form.${element}.`));
  return askedFields(plan, cleaned(values), { q }).filter((field) => !field.filledByResult && (isNamed(field) || !asked.has(field.element)));
}

export function correctionProblems(correction: Correction): FieldProblem[] {
  const { plan, q, values, today } = correction;
  const shown = new Set(correctionFields(correction).map(({ element }) => element));
  return checkForm(plan, cleaned(values), { q, today, complete: true }).filter(({ field }) => shown.has(field.split('.').slice(1, 3).join('.')));
}

/** The fields that are sent: those of the page that have a value. */
export function correctionOf(correction: Correction): FormValues {
  const values = cleaned(correction.values);
  return Object.fromEntries(correctionFields(correction).map(({ element }): [string, unknown] => [element, values[element]]).filter(([, value]) => isGiven(value)));
}
