import type { ServiceItem } from '@onething/catalogue';
import { DomainError, type FieldProblem } from '@onething/kernel';

/** What the window says of one point of the deciding place's list. */
export interface FormCheckVerdict {
  code: string;
  passed: boolean;
  note?: string;
}

/**
 * The form check (形式审查) against the list of the deciding place: each point is looked at, and none fails.
 * @throws DomainError `CROSS_PROVINCE.FORM_CHECKS_OPEN` naming the points that were not looked at or are not on the list; `CROSS_PROVINCE.FORM_CHECK_FAILED`
 */
export function requireFormChecks(list: readonly { code: string; text: { zh: string; en: string } }[], verdicts: readonly FormCheckVerdict[]): void {
  const given = new Map(verdicts.map((verdict) => [verdict.code, verdict]));
  const problem = (code: string, name: string, message: string): FieldProblem => ({ field: `formChecks.${code}`, code: `CROSS_PROVINCE.${name}`, message });
  const open = [
    ...list.filter(({ code }) => !given.has(code)).map(({ code, text }) => problem(code, 'FORM_CHECKS_OPEN', `Not looked at yet: ${text.zh} ${text.en}.`)),
    ...verdicts.filter(({ code }) => !list.some((each) => each.code === code)).map(({ code }) => problem(code, 'FORM_CHECKS_OPEN', 'The deciding place does not ask for this. Remove it.')),
  ];
  if (open.length > 0) throw new DomainError('invalid', 'CROSS_PROVINCE.FORM_CHECKS_OPEN', 'The form check must cover the list of the deciding place. See the points named.', { fields: open });
  const failed = list.filter(({ code }) => !given.get(code)!.passed).map(({ code, text }) => problem(code, 'FORM_CHECK_FAILED', `${text.zh} ${text.en}.`));
  if (failed.length > 0) {
    throw new DomainError('refused', 'CROSS_PROVINCE.FORM_CHECK_FAILED', 'Points of the deciding place\'s list are not met. Tell the applicant all of them now (一次性告知); take it in when they are put right.', { fields: failed });
  }
}

/** Longest value of a field, characters. */
const LONGEST = 4000;

/**
 * The answers are fields of the item's form, and what it always asks for is there. What a value means is judged by the deciding place.
 * @throws DomainError `CROSS_PROVINCE.ANSWERS_INVALID` naming the fields
 */
export function requireAnswers({ form }: Pick<ServiceItem, 'form'>, answers: Readonly<Record<string, unknown>>): void {
  const fields = misfits(form, answers);
  for (const { element, required, when } of form) {
    const value = answers[element];
    if (required && when === undefined && (value === undefined || value === '')) fields.set(element, 'This must be filled in.');
  }
  refuse(fields);
}

/**
 * Corrected answers are fields of the item's form; those that stay as they are need not be there.
 * @throws DomainError `CROSS_PROVINCE.ANSWERS_INVALID` naming the fields
 */
export function requireCorrectedAnswers({ form }: Pick<ServiceItem, 'form'>, answers: Readonly<Record<string, unknown>>): void {
  refuse(misfits(form, answers));
}

/**
 * Scans are those of papers that the item asks for.
 * @throws DomainError `CROSS_PROVINCE.MATERIAL_UNKNOWN` naming them
 */
export function requireMaterials({ materials }: Pick<ServiceItem, 'materials'>, scanned: readonly { material: string }[] = []): void {
  const code = 'CROSS_PROVINCE.MATERIAL_UNKNOWN';
  const fields = scanned.flatMap(({ material }, index) => (materials.some((one) => one.material === material)
    ? [] : [{ field: `materials.${index}.material`, code, message: 'The item asks for no such paper.' }]));
  if (fields.length > 0) throw new DomainError('invalid', code, 'There are scans of papers that the item does not ask for. Take the codes of the form.', { fields });
}

function misfits(form: ServiceItem['form'], answers: Readonly<Record<string, unknown>>): Map<string, string> {
  const fields = new Map<string, string>();
  for (const [element, value] of Object.entries(answers)) {
    if (!form.some((entry) => entry.element === element)) fields.set(element, 'The form of this item has no such field. Remove it.');
    else if (!['string', 'number', 'boolean'].includes(typeof value)) fields.set(element, 'Write a text, a number or true or false.');
    else if (String(value).length > LONGEST) fields.set(element, `Write at most ${LONGEST} characters.`);
  }
  return fields;
}

function refuse(fields: ReadonlyMap<string, string>): void {
  if (fields.size === 0) return;
  const code = 'CROSS_PROVINCE.ANSWERS_INVALID';
  throw new DomainError('invalid', code, 'The form is not complete, or holds what it does not ask for. See the fields named.', {
    fields: [...fields].map(([element, message]) => ({ field: `answers.${element}`, code, message })),
  });
}
