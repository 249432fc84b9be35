/** The merged form as pages: which fields are asked now, what is wrong with them, what of it can be saved. Pure. */
import type { FieldProblem } from '../api/problem';
import { askedFields, type BundlePlan, checkForm, type FormSection, type FormValues, isGiven, type MergedField } from '../shared/rules';

export interface FormState {
  plan: Pick<BundlePlan, 'form'>;
  /** As typed: nothing trimmed, half-written values too. */
  values: FormValues;
  /** Answers of the questionnaire. */
  q: Record<string, unknown>;
  /** Values from the account and from licences; they cannot be changed. */
  prefilled: FormValues;
  /** `YYYY-MM-DD` in China. */
  today: string;
}

/** A topic: the fields about one subject that are asked now. Topics without one are left out. */
export interface FormPage {
  key: string;
  name: FormSection['name'];
  fields: MergedField[];
}

/** One topic a page. Fields that a result of the application fills in are not asked of anybody. */
export function pagesOf({ plan, values, q, prefilled }: FormState): FormPage[] {
  const asked = new Set(askedFields(plan, cleaned(values), { q, prefilled }).filter((field) => !field.filledByResult).map((field) => field.element));
  return plan.form
    .map(({ subject, name, fields }) => ({ key: subject, name, fields: fields.filter((field) => asked.has(field.element)) }))
    .filter(({ fields }) => fields.length > 0);
}

/** What is wrong, with paths as the server's: `form.child.name`, `form.case.workers.0.role`. */
export function problemsOf({ plan, values, q, prefilled, today }: FormState, complete = true): FieldProblem[] {
  return checkForm(plan, cleaned(values), { q, prefilled, today, complete });
}

/**
 * What of the form a draft may hold: the server stores no wrong value, so one that is half written waits in the page until it is
 * right. Values that are known already are left out, they are the server's.
 */
export function savable(state: FormState): FormValues {
  const values = cleaned(state.values);
  const wrong = new Set(problemsOf(state, false).map(({ field }) => field.split('.').slice(1, 3).join('.')));
  return Object.fromEntries(Object.entries(values).filter(([element]) => !wrong.has(element) && !isGiven(state.prefilled[element])));
}

/** As it is to be stored: without blanks around texts and without what is empty. */
export function cleaned(values: FormValues): FormValues {
  return Object.fromEntries(Object.entries(values).map(([element, value]): [string, unknown] => [element, clean(value)]).filter(([, value]) => isGiven(value)));
}

function clean(value: unknown): unknown {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim();
  if (!Array.isArray(value)) return value;
  const rows: unknown[] = value;
  return rows.length === 0 ? undefined : rows.map((row) => (typeof row === 'object' && row !== null ? cleaned(row as FormValues) : row));
}

/** Id of the control of a path such as `form.child.name`. */
export function controlId(path: string): string {
  return path.replaceAll('.', '-');
}
