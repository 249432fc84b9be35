import type { DemoPerson } from '@onething/identity';
import { type CivilDate, parseCitizenId } from '@onething/kernel';
import type { LicenceFace } from '../domain/licence';

/** A licence of a person or company of the demonstration; made up throughout. */
export interface DemoLicence {
  /** Login of the holder. */
  holder: string;
  typeCode: string;
  number: string;
  /** Department of the catalogue whose office issued it. */
  department: string;
  issuedOn: CivilDate;
  validTo?: CivilDate;
  face: LicenceFace;
}

/** Facts that the numbers of the people do not tell. */
const HOMES: Record<string, { ethnicity: string; address: string; householdNumber?: string; householder?: string }> = {
  mother: { ethnicity: '汉族', address: '新疆乌鲁木齐市天山区解放北路18号2单元301室', householdNumber: '650102000123', householder: 'father' },
  father: { ethnicity: '汉族', address: '新疆乌鲁木齐市天山区解放北路18号2单元301室', householdNumber: '650102000123', householder: 'father' },
  retiree: { ethnicity: '汉族', address: '新疆乌鲁木齐市天山区新华南路66号1单元202室', householdNumber: '650102000456', householder: 'retiree' },
  'pupil-parent': {
    ethnicity: '维吾尔族', address: '新疆乌鲁木齐市天山区团结路9号3单元101室', householdNumber: '650102000789', householder: 'pupil-parent',
  },
  agent: { ethnicity: '汉族', address: '新疆乌鲁木齐市天山区光明路5号4单元502室' },
};
const PREMISES = '新疆乌鲁木齐市天山区和平南路27号';
const COMPANY_SINCE = '2021-05-18';

/** The licences of the demonstration, in the order in which they were issued to each holder. */
export function demoLicences(residents: readonly DemoPerson[]): DemoLicence[] {
  const byLogin = new Map(residents.map((resident) => [resident.login, resident]));
  const person = (login: string): DemoPerson => byLogin.get(login) ?? missing(login);
  const people = Object.keys(HOMES);
  return [
    ...people.map((login) => idCard(person(login))),
    ...people.filter((login) => HOMES[login]!.householder).map((login, copy) => householdBooklet(login, person(HOMES[login]!.householder!).name, copy + 1)),
    marriageCertificate(person('mother'), person('father'), 1),
    marriageCertificate(person('father'), person('mother'), 2),
    realEstateCertificate(person('pupil-parent')),
    ...companyLicences(person('company'), person('agent')),
  ];
}

function idCard({ login, name, number }: DemoPerson): DemoLicence {
  const { birthDate, sex } = parseCitizenId(number, '2026-01-01');
  const { ethnicity, address } = HOMES[login]!;
  return {
    holder: login, typeCode: 'id-card', number, department: 'publicSecurity', issuedOn: '2019-03-12', validTo: '2039-03-12',
    face: { name, sex, ethnicity, birthDate, address, citizenNumber: number, issuer: '乌鲁木齐市公安局天山区分局' },
  };
}

/** Each of the family holds the same booklet; in the register a holder's copy is a licence of its own. */
function householdBooklet(login: string, householder: string, copy: number): DemoLicence {
  const { address, householdNumber } = HOMES[login]!;
  return {
    holder: login, typeCode: 'household-booklet', number: `${householdNumber}-${copy}`,
    department: 'publicSecurity', issuedOn: '2018-06-20',
    face: { householdKind: 'family', householder, householdNumber, address },
  };
}

function marriageCertificate(holder: DemoPerson, spouse: DemoPerson, copy: number): DemoLicence {
  const certificateNumber = 'J650102-2020-000520';
  return {
    holder: holder.login, typeCode: 'marriage-certificate', number: `${certificateNumber}-${copy}`,
    department: 'civilAffairs', issuedOn: '2020-05-20',
    face: { holder: holder.name, certificateNumber, registeredOn: '2020-05-20', spouseName: spouse.name, spouseNumber: spouse.number },
  };
}

function realEstateCertificate({ login, name }: DemoPerson): DemoLicence {
  const certificateNumber = '新（2017）乌鲁木齐市不动产权第0012345号';
  return {
    holder: login, typeCode: 'real-estate-certificate', number: certificateNumber, department: 'naturalResources', issuedOn: '2017-09-01',
    face: { certificateNumber, owner: name, location: HOMES[login]!.address, use: '住宅', area: 98.6 },
  };
}

function companyLicences({ login, name, number }: DemoPerson, representative: DemoPerson): DemoLicence[] {
  const certificateNumber = '新（2021）乌鲁木齐市不动产权第0054321号';
  return [
    {
      holder: login, typeCode: 'business-licence', number, department: 'marketRegulation', issuedOn: COMPANY_SINCE,
      face: {
        companyName: name, uscc: number, companyType: '有限责任公司（自然人投资或控股）', legalRepresentative: representative.name,
        scope: '餐饮服务；食品销售', capital: '50', establishedOn: COMPANY_SINCE, address: PREMISES, issuer: '乌鲁木齐市天山区市场监督管理局',
      },
    },
    {
      holder: login, typeCode: 'company-real-estate-certificate', number: certificateNumber,
      department: 'naturalResources', issuedOn: '2021-06-02',
      face: { certificateNumber, owner: name, location: PREMISES },
    },
    {
      holder: login, typeCode: 'seal-record', number: '6501020012345', department: 'publicSecurity', issuedOn: '2021-05-20',
      face: { companyName: name, uscc: number, sealNumbers: '6501020012345、6501020012346' },
    },
  ];
}

function missing(login: string): never {
  throw new Error(`The demonstration has no resident "${login}"`);
}
