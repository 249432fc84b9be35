import type { CivilDate } from '@onething/kernel';
import type { NumberRequest } from './command-context';

/** 收件编号. @param office division code (six digits) and department serial (three digits) @param day on which it is taken */
export function receiptNumber({ division, departmentSerial }: { division: string; departmentSerial: string }, day: CivilDate): NumberRequest {
  const authority = `${division}${departmentSerial}`;
  return { kind: 'receipt', scope: `receipt ${authority}`, day, prefix: `${authority}${day.replaceAll('-', '')}`, digits: 5, checked: true };
}

/** 办件编号. @param implementingCode 实施编码, 31 characters @param day on which it is taken */
export function caseNumber(implementingCode: string, day: CivilDate): NumberRequest {
  return { kind: 'case', scope: `case ${implementingCode}`, day, prefix: `${implementingCode}${day.replaceAll('-', '').slice(2)}`, digits: 5, checked: true };
}

/** The serial that an official number was made of. */
export interface TakenSerial {
  scope: string;
  day: CivilDate;
  serial: number;
}

/** @returns undefined when it is neither a receipt number (收件编号) nor a case number (办件编号) */
export function takenSerial(number: string): TakenSerial | undefined {
  const receipt = /^(\d{9})(\d{4})(\d{2})(\d{2})(\d{5})[0-9A-Z]$/.exec(number);
  const [kind, parts] = receipt ? ['receipt', receipt] : ['case', /^([0-9A-Z]{31})(\d{2})(\d{2})(\d{2})(\d{5})[0-9A-Z]$/.exec(number)];
  if (!parts) return undefined;
  const [, authority, year, month, day, serial] = parts;
  return { scope: `${kind} ${authority}`, day: `${year!.padStart(4, '20')}-${month}-${day}`, serial: Number(serial) };
}
