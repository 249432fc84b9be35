import type { DataElement, LicenceType } from '@onething/catalogue';
import type { CivilDate, FieldProblem } from '@onething/kernel';
import { valueProblems } from './field-value';
import { type FormValues, isGiven } from './form-values';

export interface FaceSources {
  /** The form, with what results have filled in. */
  form: FormValues;
  /** What the issuer typed, by face field. */
  given: Record<string, unknown>;
  today: CivilDate;
}

/**
 * The face of a licence (照面): fields that the form holds are taken from it and cannot be typed; the others come from the
 * issuer, among them those that only a result knows (a newborn's number).
 */
export function buildFace(type: LicenceType, { form, given, today }: FaceSources): { face: Record<string, unknown>; problems: FieldProblem[] } {
  const typed = new Set(type.face.filter(({ element }) => !element || !isGiven(form[element])).map((field) => field.code));
  const face = Object.fromEntries(type.face.flatMap((field) => {
    const value = typed.has(field.code) ? given[field.code] : form[field.element!];
    return isGiven(value) ? [[field.code, value]] : [];
  }));
  const surplus = Object.keys(given).filter((code) => !typed.has(code)).map((code) => ({
    field: `face.${code}`, code: 'CASES.FACE_FIELD_NOT_TYPED', message: 'This field does not exist, or the form fills it. Leave it out.',
  }));
  const wrong = type.face.flatMap((field) => {
    const path = `face.${field.code}`;
    if (isGiven(face[field.code])) {
      return typed.has(field.code) ? valueProblems({ ...field, validation: {} }, face[field.code], path, { today, complete: true }) : [];
    }
    return field.required ? [{ field: path, code: 'CASES.FACE_FIELD_MISSING', message: 'The licence needs this field. Write it.' }] : [];
  });
  return { face, problems: [...surplus, ...wrong] };
}

/** The values that a result's face gives to elements which nobody but a result fills. */
export function valuesFilledBy(type: LicenceType, elements: Map<string, DataElement>, face: Record<string, unknown>): FormValues {
  return Object.fromEntries(type.face
    .filter((field) => field.element && elements.get(field.element)?.filledByResult && isGiven(face[field.code]))
    .map((field) => [field.element, face[field.code]])) as FormValues;
}
