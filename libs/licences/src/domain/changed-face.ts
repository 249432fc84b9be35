import type { DataElement, FaceField, LicenceType } from '@onething/catalogue';
import { DomainError, type FieldProblem, isCivilDate } from '@onething/kernel';
import type { LicenceFace } from './licence';

/** Characters of a field at most. */
const LONGEST = 2000;

/**
 * The face of a new version: that of the one before, with some fields changed. Null removes a field.
 * @param missingIn characters of a text that cannot be printed
 * @throws DomainError `LICENCES.FACE_INVALID` naming `face.<field>`
 */
export function changedFace(
  type: Pick<LicenceType, 'face'>, elements: ReadonlyMap<string, DataElement>, before: LicenceFace, changes: LicenceFace, missingIn: (text: string) => string[],
): LicenceFace {
  const fields = new Map(type.face.map((field) => [field.code, field]));
  const problems = Object.entries(changes).flatMap(([code, value]) => problemsOf(fields.get(code), elements, code, value, missingIn));
  if (problems.length > 0) throw new DomainError('invalid', 'LICENCES.FACE_INVALID', 'The new face of the licence is not right.', { fields: problems });
  return Object.fromEntries(Object.entries({ ...before, ...changes }).filter(([, value]) => value !== null));
}

function problemsOf(field: FaceField | undefined, elements: ReadonlyMap<string, DataElement>, code: string, value: unknown, missingIn: (text: string) => string[]): FieldProblem[] {
  const problem = (message: string): FieldProblem[] => [{ field: `face.${code}`, code: 'LICENCES.FACE_INVALID', message }];
  if (!field) return problem('This type of licence has no such field. Leave it out.');
  if (value === null) return field.required ? problem('The licence needs this field. Write it.') : [];
  const choices = field.choices ?? (field.element === undefined ? undefined : elements.get(field.element)?.choices);
  const isList = field.type === 'choices';
  const values = isList && Array.isArray(value) ? value : [value];
  if (choices) return values.length > 0 && values.every((one) => choices.some((choice) => choice.value === one)) ? [] : problem(`Choose among: ${choices.map((choice) => choice.value).join(', ')}.`);
  if (!isOfType(field.type, value)) return problem(`This is no ${field.type}. Write it as the licence before has it.`);
  const missing = typeof value === 'string' ? missingIn(value) : [];
  return missing.length === 0 ? [] : problem(`The font of licences has no ${missing.map((one) => `U+${one.codePointAt(0)!.toString(16).toUpperCase()}`).join(', ')}.`);
}

function isOfType(type: FaceField['type'], value: unknown): boolean {
  if (type === 'integer' || type === 'number') return typeof value === 'number' && Number.isFinite(value) && (type === 'number' || Number.isInteger(value));
  if (type === 'boolean') return typeof value === 'boolean';
  const isText = typeof value === 'string' && value.trim() !== '' && [...value].length <= LONGEST;
  return isText && (type !== 'date' || isCivilDate(value));
}
