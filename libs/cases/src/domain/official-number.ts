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
