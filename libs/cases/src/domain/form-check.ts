import type { BundlePlan, MergedField } from '@onething/catalogue';
import type { CivilDate, FieldProblem } from '@onething/kernel';
import { missingField, shown, unknownField, type ValueContext, valueProblems } from './field-value';
import { askedFields, changesPrefilled, fieldsOf, type FormSurroundings, type FormValues, isGiven } from './form-values';

export interface FormCheckOptions extends FormSurroundings {
  today: CivilDate;
  /** False for a draft: fields, rows and parts of rows may still be missing. What is there must be right. */
  complete: boolean;
}

/**
 * What is wrong with a filled-in form, one problem a field at most, named `form.<element>` and inside a list
 * `form.<element>.<row, from 0>.<member>`. Null counts as not given. A value is stored as it was sent, so nothing is trimmed
 * or respelled: what is not in its one spelling is refused. What stands in a field whose conditions do not hold is not looked
 * at; `settleForm` leaves it out.
 * @param form flat by element code
 */
export function checkForm(plan: Pick<BundlePlan, 'form'>, form: FormValues, options: FormCheckOptions): FieldProblem[] {
  const given = Object.keys(form).filter((element) => isGiven(form[element]));
  const declared = new Set(fieldsOf(plan).map((field) => field.element));
  const unknown = given.filter((element) => !declared.has(element)).map((element) => unknownField(`form.${shown(element)}`));
  const present = new Set(given);
  const wrong = askedFields(plan, form, options)
    .flatMap((field) => fieldProblems(field, present.has(field.element) ? form[field.element] : undefined, options));
  return [...unknown, ...wrong];
}

function fieldProblems(field: MergedField, value: unknown, options: FormCheckOptions): FieldProblem[] {
  const path = `form.${field.element}`;
  const prefilled = field.filledByResult ? undefined : options.prefilled?.[field.element];
  if (!isGiven(value)) {
    const missing = options.complete && field.required && !field.filledByResult && !isGiven(prefilled);
    return missing ? [missingField(path)] : [];
  }
  if (field.filledByResult) {
    return [{ field: path, code: 'CASES.FILLED_BY_RESULT', message: 'A result of the application fills it in. Leave it out.' }];
  }
  if (isGiven(prefilled)) return changesPrefilled(value, prefilled) ? [readOnly(path)] : [];
  const context: ValueContext = { today: options.today, complete: options.complete };
  return valueProblems(field, value, path, context);
}

function readOnly(field: string): FieldProblem {
  return {
    field,
    code: 'CASES.PREFILLED_READ_ONLY',
    message: 'This value comes from your account or a licence. Leave it out; if it is wrong, have its source corrected.',
  };
}
