import { type CivilDate, DomainError, type FieldProblem, parseCitizenId, parseUscc } from '@onething/kernel';
import { comparableName } from './person-name';
import type { PersonKind } from './person-number';

/** What a person has corrected in the register of persons (人员主数据). The mobile is changed with a code, by its owner alone. */
export const CORRECTABLE_FIELDS = ['name', 'number'] as const;
export type CorrectableField = (typeof CORRECTABLE_FIELDS)[number];

/** A checked person, as the register of persons has it. */
export interface CheckedPerson {
  kind: PersonKind;
  name: string;
  number: string | null;
}

/**
 * The right value in its one written form.
 * @throws DomainError `CITIZEN_ID.…`, `USCC.…`; `IDENTITY.NOTHING_TO_CORRECT` when it stands there already, or there is nothing yet
 */
export function correctedValue({ kind, name, number }: CheckedPerson, field: CorrectableField, value: string, today: CivilDate): string {
  if (field === 'name') {
    if (value === name) throw nothingToCorrect();
    return value;
  }
  if (number === null) throw nothingToCorrect();
  const corrected = kind === 'natural' ? parseCitizenId(value, today, 'value').number : parseUscc(value, 'value').code;
  if (corrected === number) throw nothingToCorrect();
  return corrected;
}

/** Whether a paper shows the person as they are after the correction: what is corrected by the letter, the rest as names are compared. */
export function showsCorrected(
  shown: { name: string; number: string }, { name, number }: CheckedPerson, { field, newValue }: { field: CorrectableField; newValue: string },
): boolean {
  const sameNumber = shown.number.toUpperCase() === (field === 'number' ? newValue : number);
  return sameNumber && (field === 'name' ? shown.name === newValue : comparableName(shown.name) === comparableName(name));
}

function nothingToCorrect(): DomainError {
  const message = 'This is what stands in the register already, or nothing stands there that could be wrong. Look at your data.';
  const fields: FieldProblem[] = [{ field: 'value', code: 'IDENTITY.NOTHING_TO_CORRECT', message }];
  return new DomainError('invalid', 'IDENTITY.NOTHING_TO_CORRECT', message, { fields });
}
