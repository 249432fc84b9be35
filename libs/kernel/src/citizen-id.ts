import { type CivilDate, isCivilDate } from './civil-date';
import { DomainError } from './domain-error';

/** Whose number it is: a citizen's, that of a resident from Hong Kong, Macao or Taiwan, or a foreigner's permanent residence. */
export type CitizenIdKind = 'citizen' | 'residencePermit' | 'foreignerPermit';

export interface CitizenId {
  /** 18 characters, the last one possibly a capital X. */
  number: string;
  kind: CitizenIdKind;
  /** Where the number was first given (GB/T 2260, also codes that no longer exist). For a foreigner: place and nationality. */
  divisionCode: string;
  birthDate: CivilDate;
  sex: 'male' | 'female';
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS = '10X98765432';
/** First two digits of GB/T 2260; 81–83 are residence permits, so Hong Kong and Macao have no other citizens' numbers. */
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71'.split(' '),
);

/**
 * The 18th character of a citizen's number (GB 11643-1999: ISO 7064 MOD 11-2).
 * @param body the first 17 digits
 * @throws RangeError on anything but 17 digits
 */
export function citizenIdCheckDigit(body: string): string {
  if (!/^\d{17}$/.test(body)) throw new RangeError('A check digit is made over 17 digits');
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(body[index]), 0);
  return CHECK_DIGITS[sum % 11]!;
}

/**
 * Reads a citizen's number (公民身份号码, GB 11643-1999). A small x at the end counts as X. The failure never repeats the number.
 * @param today the day on which it is read, `YYYY-MM-DD`: nobody is born later
 * @param field path of the input field, for the failure
 * @throws DomainError `CITIZEN_ID.FORM`, `.DIVISION`, `.BIRTH_DATE`, `.CHECK_DIGIT`
 */
export function parseCitizenId(text: string, today: CivilDate, field = 'number'): CitizenId {
  const number = text.toUpperCase();
  if (!/^\d{17}[\dX]$/.test(number)) {
    throw failure(field, 'CITIZEN_ID.FORM', 'Write all 18 characters of the number: 17 digits, then a digit or X. 15-digit numbers are no longer valid.');
  }
  const kind = kindOf(number);
  if (kind === 'citizen' && !PROVINCES.has(number.slice(0, 2))) {
    throw failure(field, 'CITIZEN_ID.DIVISION', 'The first two digits name no province. Compare the first six digits with the card.');
  }
  const birthDate = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  if (!isCivilDate(birthDate) || birthDate > today || birthDate < '1850-01-01') {
    throw failure(field, 'CITIZEN_ID.BIRTH_DATE', 'Digits 7 to 14 are no possible date of birth. Compare them with the card.');
  }
  if (citizenIdCheckDigit(number.slice(0, 17)) !== number[17]) {
    throw failure(field, 'CITIZEN_ID.CHECK_DIGIT', 'The last character does not fit the others: one of them is wrong. Compare the number with the card.');
  }
  return { number, kind, divisionCode: number.slice(0, 6), birthDate, sex: Number(number[16]) % 2 === 1 ? 'male' : 'female' };
}

/** True when `parseCitizenId` would accept it. */
export function isCitizenId(text: string, today: CivilDate): boolean {
  try {
    parseCitizenId(text, today);
    return true;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}

function kindOf(number: string): CitizenIdKind {
  if (number.startsWith('9')) return 'foreignerPermit';
  return /^8[123]/.test(number) ? 'residencePermit' : 'citizen';
}

function failure(field: string, code: string, message: string): DomainError {
  return new DomainError('invalid', code, message, { fields: [{ field, code, message }] });
}
