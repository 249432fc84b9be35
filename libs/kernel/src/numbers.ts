import { checkCharacter, hasCheckCharacter } from './check-character';
import { type CivilDate, isCivilDate } from './civil-date';
import { DomainError } from './domain-error';

/** 一件事编号: a bundle case of one region. `YJS` + division 6 + `YYYYMMDD` + serial 6. */
export interface BundleNumber {
  divisionCode: string;
  date: CivilDate;
  /** From 1, without gaps in that division and day. */
  serial: number;
}

/** 收件编号: the receipt for what was handed in. Division 6 + department 3 + `YYYYMMDD` + serial 5 + check character. */
export interface ReceiptNumber {
  divisionCode: string;
  /** 部门序号, three digits. */
  departmentSerial: string;
  date: CivilDate;
  serial: number;
}

/** 办件编号: an item case. Implementing code 31 + `YYMMDD` + serial 5 + check character; 43 characters of the 50 allowed. */
export interface CaseNumber {
  /** 实施编码: USCC of the authority 18 + level 1 + base code 12. */
  implementingCode: string;
  date: CivilDate;
  serial: number;
}

const IMPLEMENTING_CODE = /^[0-9A-HJ-NPQRTUWXY]{18}[1-7]\d{12}$/;

/** @throws DomainError `NUMBERS.INVALID_PART`, `NUMBERS.SERIAL_EXHAUSTED` after 999,999 numbers of a day */
export function composeBundleNumber({ divisionCode, date, serial }: BundleNumber): string {
  requirePart(/^\d{6}$/.test(divisionCode), 'divisionCode', 'six digits of GB/T 2260');
  return `YJS${divisionCode}${compactDate(date)}${serialText(serial, 6)}`;
}

/** @throws DomainError `NUMBERS.INVALID_PART`, `NUMBERS.SERIAL_EXHAUSTED` after 99,999 numbers of a day */
export function composeReceiptNumber({ divisionCode, departmentSerial, date, serial }: ReceiptNumber): string {
  requirePart(/^\d{6}$/.test(divisionCode), 'divisionCode', 'six digits of GB/T 2260');
  requirePart(/^\d{3}$/.test(departmentSerial), 'departmentSerial', 'three digits');
  const body = `${divisionCode}${departmentSerial}${compactDate(date)}${serialText(serial, 5)}`;
  return body + checkCharacter(body);
}

/** @throws DomainError `NUMBERS.INVALID_PART`, `NUMBERS.SERIAL_EXHAUSTED` after 99,999 numbers of a day */
export function composeCaseNumber({ implementingCode, date, serial }: CaseNumber): string {
  requirePart(IMPLEMENTING_CODE.test(implementingCode), 'implementingCode', 'the 31 characters of 实施编码');
  const body = `${implementingCode}${compactDate(date).slice(2)}${serialText(serial, 5)}`;
  return body + checkCharacter(body);
}

/** @throws DomainError `NUMBERS.FORM` */
export function parseBundleNumber(text: string, field = 'number'): BundleNumber {
  const parts = /^YJS(\d{6})(\d{4})(\d{2})(\d{2})(\d{6})$/.exec(text) ?? malformed(field);
  return { divisionCode: parts[1]!, ...dateAndSerial(parts, 2, field) };
}

/** @throws DomainError `NUMBERS.FORM`, `NUMBERS.CHECK_CHARACTER` */
export function parseReceiptNumber(text: string, field = 'number'): ReceiptNumber {
  const parts = /^(\d{6})(\d{3})(\d{4})(\d{2})(\d{2})(\d{5})[0-9A-Z]$/.exec(text) ?? malformed(field);
  requireCheckCharacter(text, field);
  return { divisionCode: parts[1]!, departmentSerial: parts[2]!, ...dateAndSerial(parts, 3, field) };
}

/** Reads a case number; its two-digit year is of this century. @throws DomainError `NUMBERS.FORM`, `NUMBERS.CHECK_CHARACTER` */
export function parseCaseNumber(text: string, field = 'number'): CaseNumber {
  const parts = /^(.{31})(\d{2})(\d{2})(\d{2})(\d{5})[0-9A-Z]$/.exec(text) ?? malformed(field);
  if (!IMPLEMENTING_CODE.test(parts[1]!)) malformed(field);
  requireCheckCharacter(text, field);
  parts[2] = `20${parts[2]}`;
  return { implementingCode: parts[1]!, ...dateAndSerial(parts, 2, field) };
}

function dateAndSerial(parts: RegExpExecArray, from: number, field: string): { date: CivilDate; serial: number } {
  const date = `${parts[from]}-${parts[from + 1]}-${parts[from + 2]}`;
  const serial = Number(parts[from + 3]);
  if (!isCivilDate(date) || serial === 0) malformed(field);
  return { date, serial };
}

function compactDate(date: CivilDate): string {
  requirePart(isCivilDate(date), 'date', 'an existing day, YYYY-MM-DD');
  return date.replaceAll('-', '');
}

function serialText(serial: number, digits: number): string {
  requirePart(Number.isInteger(serial) && serial > 0, 'serial', 'a whole number from 1');
  if (serial >= 10 ** digits) {
    throw new DomainError('refused', 'NUMBERS.SERIAL_EXHAUSTED', 'All numbers of this day are used up. Go on tomorrow, or divide the authority.');
  }
  return String(serial).padStart(digits, '0');
}

function requirePart(condition: boolean, field: string, expected: string): void {
  if (condition) return;
  const message = `A number is composed with ${expected} here.`;
  throw new DomainError('invalid', 'NUMBERS.INVALID_PART', message, { fields: [{ field, code: 'NUMBERS.INVALID_PART', message }] });
}

function requireCheckCharacter(text: string, field: string): void {
  if (hasCheckCharacter(text)) return;
  const message = 'The last character does not fit the others: one of them is wrong. Compare the number with the receipt.';
  throw new DomainError('invalid', 'NUMBERS.CHECK_CHARACTER', message, { fields: [{ field, code: 'NUMBERS.CHECK_CHARACTER', message }] });
}

function malformed(field: string): never {
  const message = 'This is not the form of such a number. Copy it whole from the receipt, in capitals and without spaces.';
  throw new DomainError('invalid', 'NUMBERS.FORM', message, { fields: [{ field, code: 'NUMBERS.FORM', message }] });
}
