import { type BundlePlan, conditionReferences, evaluateCondition, type MergedField, type Subject } from '@onething/catalogue';

/** Values by element code (`child.name`); the value of a list is an array of rows. */
export type FormValues = Record<string, unknown>;

/** What the conditions of a form look at besides the form itself. */
export interface FormSurroundings {
  /** Answers of the questionnaire, as the plan has them. */
  q: Record<string, unknown>;
  /** See `prefilledValues`. */
  prefilled?: FormValues;
}

/** What is known of the applicant before the form is filled in. */
export interface KnownData {
  /** Of the account that applies; what it does not have is left out. */
  account: { name?: string; number?: string; mobile?: string };
  /** Held licences; of two of one type and subject the first one counts. */
  licences: { subject: Subject; licenceType: string; face: Record<string, unknown> }[];
}

export function fieldsOf(plan: Pick<BundlePlan, 'form'>): MergedField[] {
  return plan.form.flatMap((section) => section.fields);
}

/** Null, undefined and a field that is not there mean the same: nobody has answered. */
export function isGiven(value: unknown): boolean {
  return value !== null && value !== undefined;
}

/** The values that the account and the held licences give, for the fields that say so. A person cannot change them. */
export function prefilledValues(plan: Pick<BundlePlan, 'form'>, known: KnownData): FormValues {
  const values = fieldsOf(plan)
    .filter((field) => !field.filledByResult)
    .map((field): [string, unknown] => [field.element, knownValue(field, known)])
    .filter(([, value]) => isGiven(value) && value !== '');
  return Object.fromEntries(values);
}

function knownValue({ prefill, subject }: MergedField, { account, licences }: KnownData): unknown {
  if (prefill === undefined) return undefined;
  if ('account' in prefill) return account[prefill.account];
  const { licenceType, face } = prefill;
  return licences.find((licence) => licence.subject === subject && licence.licenceType === licenceType)?.face[face];
}

/** True when a person gives something else than what is known already: a scalar, or the values of several choices. */
export function changesPrefilled(value: unknown, prefilled: unknown): boolean {
  if (!Array.isArray(prefilled)) return value !== prefilled;
  return !Array.isArray(value) || value.length !== prefilled.length || prefilled.some((part, index) => part !== value[index]);
}

/**
 * The fields that are asked now. An answer to a field that is not asked does not count, so it cannot make another field
 * asked; fields whose conditions look at each other are taken as asked while the others are judged.
 */
export function askedFields(plan: Pick<BundlePlan, 'form'>, form: FormValues, surroundings: FormSurroundings): MergedField[] {
  const fields = new Map(fieldsOf(plan).map((field) => [field.element, field]));
  const given: FormValues = { ...form, ...surroundings.prefilled };
  const verdicts = new Map<string, boolean>();
  const isAsked = (field: MergedField): boolean => {
    const known = verdicts.get(field.element);
    if (known !== undefined) return known;
    verdicts.set(field.element, true);
    const verdict = field.when.length === 0 || field.when.some((condition) => holds(condition));
    verdicts.set(field.element, verdict);
    return verdict;
  };
  const holds = (condition: string): boolean => {
    const counted = conditionReferences(condition).elements.filter((element) => {
      const field = fields.get(element);
      return field !== undefined && isAsked(field);
    });
    return evaluateCondition(condition, { q: surroundings.q, form: forConditions(plan, pick(given, counted)) });
  };
  return [...fields.values()].filter(isAsked);
}

/** The values as conditions compare them: money, which the form holds as text, is a number there. */
export function forConditions(plan: Pick<BundlePlan, 'form'>, values: FormValues): FormValues {
  const money = fieldsOf(plan).filter(({ type, element }) => type === 'money' && typeof values[element] === 'string');
  return { ...values, ...Object.fromEntries(money.map(({ element }) => [element, Number(values[element])])) };
}

/** What counts of a form: the prefilled values and the given values of the fields that are asked, nothing else. */
export function settleForm(plan: Pick<BundlePlan, 'form'>, form: FormValues, surroundings: FormSurroundings): FormValues {
  const asked = askedFields(plan, form, surroundings).filter((field) => !field.filledByResult).map((field) => field.element);
  return pick({ ...form, ...surroundings.prefilled }, asked);
}

function pick(values: FormValues, names: readonly string[]): FormValues {
  const given = names.filter((name) => Object.hasOwn(values, name) && isGiven(values[name]));
  return Object.fromEntries(given.map((name) => [name, values[name]]));
}
