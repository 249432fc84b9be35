import { citizenIdCheckDigit } from '@onething/kernel';
import type { PersonKind } from '../domain/person-number';

/** A person or company of the demonstration. The numbers are made up and only happen to be valid: nobody may be meant by them. */
export interface DemoPerson {
  id: string;
  kind: PersonKind;
  name: string;
  number: string;
  mobile: string;
  /** With which they log in. */
  login: string;
  who: { zh: string; en: string };
}

const DIVISION = '650102';

export const DEMO_DIVISION = DIVISION;

export const DEMO_RESIDENTS = [
  natural(1, '王丽', '19940315', 2, 'mother', { zh: '新生儿的母亲', en: 'mother of the newborn' }),
  natural(2, '李明', '19920820', 1, 'father', { zh: '新生儿的父亲', en: 'father of the newborn' }),
  natural(3, '赵建国', '19660901', 3, 'retiree', { zh: '今年退休', en: 'retires this year' }),
  natural(4, '古丽·买买提', '19880612', 4, 'pupil-parent', { zh: '学生家长', en: 'parent of a pupil' }),
  natural(5, '陈芳', '19850629', 6, 'agent', { zh: '企业的经办人', en: 'agent of the company' }),
  {
    id: demoId(6), kind: 'legal', name: '天山味道餐饮有限公司', number: '91650100MA7A00017L', mobile: demoMobile(6),
    login: 'company', who: { zh: '企业，由经办人代为办理', en: 'company, acted for by its agent' },
  },
] satisfies DemoPerson[];

function natural(serial: number, name: string, birth: string, order: number, login: string, who: DemoPerson['who']): DemoPerson {
  const body = `${DIVISION}${birth}${String(order).padStart(3, '0')}`;
  return { id: demoId(serial), kind: 'natural', name, number: body + citizenIdCheckDigit(body), mobile: demoMobile(serial), login, who };
}

function demoMobile(serial: number): string {
  return `1990000${String(serial).padStart(4, '0')}`;
}

/** Fixed ids, so that other libraries can prepare licences and cases for these people. UUIDv7 of 2025-01-01. */
export function demoId(serial: number): string {
  return `01941f29-7c00-7000-8000-${serial.toString(16).padStart(12, '0')}`;
}
