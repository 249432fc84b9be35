import { citizenIdCheckDigit, organisationCheckCharacter, usccCheckCharacter } from '@onething/kernel';
import type { IdentityQuestion } from '../registration/population-register.port';
import { DEMO_RESIDENTS } from './demo-people';

/** What the reference register knows of somebody. The numbers are made up and only happen to be valid: nobody may be meant by them. */
export type SyntheticRecord = IdentityQuestion & { synthetic: true };

const DIVISION = '650102';
const NAMES = ['示例·一', '示例·二', '示例·三', '示例·四', '示例·五', '示例·六', '示例·七', '示例·八', '示例·九', '示例·十', '示例·十一', '示例·十二'];
const COMPANIES = ['示例一号商贸有限公司', '示例二号餐饮有限公司', '示例三号科技有限公司', '示例四号物流有限公司'];

const PERSONS: SyntheticRecord[] = NAMES.map((name, index) => ({
  kind: 'natural', name, number: citizenNumber(`${1970 + index * 2}0${index % 9 + 1}15`, 700 + index), mobile: mobileOf(index), synthetic: true,
}));

/** Persons and companies with whose numbers one may register in the demonstration. A company is registered by one of the persons. */
export const SYNTHETIC_OFFERS: readonly SyntheticRecord[] = [
  ...PERSONS,
  ...COMPANIES.map((name, index): SyntheticRecord => {
    const { name: representative, number, mobile } = PERSONS[index]!;
    return { kind: 'legal', name, number: companyCode(index + 1), mobile, representative: { name: representative, number }, synthetic: true };
  }),
];

const AGENT = DEMO_RESIDENTS.find(({ login }) => login === 'agent')!;

/** The people of the demonstration are known to the register too: they may forget their passwords. */
export const SYNTHETIC_REGISTER: readonly SyntheticRecord[] = [
  ...DEMO_RESIDENTS.filter(({ kind }) => kind === 'natural')
    .map(({ name, number, mobile }): SyntheticRecord => ({ kind: 'natural', name, number, mobile, synthetic: true })),
  ...DEMO_RESIDENTS.filter(({ kind }) => kind === 'legal').map(({ name, number, mobile }): SyntheticRecord => ({
    kind: 'legal', name, number, mobile, representative: { name: AGENT.name, number: AGENT.number }, synthetic: true,
  })),
  ...SYNTHETIC_OFFERS,
];

function citizenNumber(birth: string, order: number): string {
  const body = `${DIVISION}${birth}${order}`;
  return body + citizenIdCheckDigit(body);
}

function companyCode(serial: number): string {
  const organisation = `MA7X${String(serial).padStart(4, '0')}`;
  const body = `91${DIVISION}${organisation}${organisationCheckCharacter(organisation)}`;
  return body + usccCheckCharacter(body);
}

function mobileOf(index: number): string {
  return `1990001${String(index + 1).padStart(4, '0')}`;
}
