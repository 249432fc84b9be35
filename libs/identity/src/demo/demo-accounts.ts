import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '@onething/config';
import { CLOCK, type Clock, DomainError, type Post } from '@onething/kernel';
import { Database, type Transaction } from '@onething/persistence';
import { AccountRegister } from '../account-register';
import { secondsLeft, totpCode } from '../domain/totp';
import { PasswordHashing } from '../password-hashing';
import { PersonDirectory } from '../person-directory';
import { SecondFactors } from '../second-factor/second-factors';
import { ServiceWindowRepository } from '../windows/service-window.repository';
import { DemoMandates } from './demo-mandates';
import { DEMO_DIVISION, DEMO_RESIDENTS, demoId, type DemoPerson } from './demo-people';

/** An account of the demonstration, for the banner. */
export interface DemoAccount {
  login: string;
  password: string;
  who: DemoPerson['who'];
  accountId: string;
  personId: string;
  /** Of the second factor; residents have none. */
  totpSecret?: string;
}

/** One that can be played now. */
export interface PlayableAccount extends Pick<DemoAccount, 'login' | 'password' | 'who'> {
  code: string | null;
}

/** Known to everybody who reads this: such accounts exist in embedded mode only. */
const DEMO_PASSWORD = 'onething-demo';
/** Base32. One for all of them, so that one entry in an authenticator app does. */
const DEMO_TOTP_SECRET = 'ONETHINGDEMOONETHINGDEMOONETHING';

const ROLE_NAMES: Record<Post['role'], string> = {
  clerk: '办事员', windowClerk: '综窗人员', reviewer: '审核员', head: '负责人', supervisor: '监督员', administrator: '系统管理员', securityAdministrator: '安全管理员',
  auditor: '审计管理员', hotlineOperator: '热线话务员',
};
const DEPARTMENT_NAMES: Record<string, string> = {
  health: '卫生健康', publicSecurity: '公安', humanResources: '人力资源社会保障', medicalInsurance: '医疗保障', marketRegulation: '市场监管',
  fireRescue: '消防救援', urbanManagement: '城市管理', taxation: '税务', education: '教育', housingFund: '住房公积金', customs: '海关',
  naturalResources: '自然资源', tobacco: '烟草专卖', peoplesBank: '人民银行',
};
const DEPARTMENTS = [
  'health', 'publicSecurity', 'humanResources', 'medicalInsurance', 'marketRegulation', 'fireRescue', 'urbanManagement', 'taxation',
  'education', 'housingFund', 'customs', 'naturalResources',
];
type Desk = [name: string, role: Post['role']];
/** Two clerks each, to show what happens when both take the same item. */
const DESKS: Desk[] = [['clerk', 'clerk'], ['clerk2', 'clerk'], ['reviewer', 'reviewer'], ['head', 'head']];
/** Some steps ask several reviewers. */
const MORE_REVIEWERS: Desk[] = [['reviewer2', 'reviewer'], ['reviewer3', 'reviewer']];
const MORE_DEPARTMENTS = ['tobacco', 'peoplesBank'];
/** Offices of the city, to which those of the district forward what the city decides (转报). */
const CITY = { division: '650100', prefix: 'city.', departments: ['humanResources'] };

/** A hall's window that takes in and hands over for all of them. */
const WINDOW = {
  id: demoId(0x2000), code: 'A01', division: DEMO_DIVISION, departments: [...DEPARTMENTS, ...MORE_DEPARTMENTS],
  name: { zh: '“一件事”综合窗口', en: 'One-thing window' }, place: { zh: '天山区政务服务大厅一楼A01号', en: 'Tianshan District service hall, ground floor, desk A01' },
};
const WINDOW_POST: Post = { role: 'windowClerk', departmentCode: 'governmentServices', divisionCode: DEMO_DIVISION, windowId: WINDOW.id };

interface DemoStaff {
  login: string;
  who: DemoPerson['who'];
  post: Post;
}

/** An account's id follows from its place here: append, never insert. */
const STAFF: DemoStaff[] = [
  ...staffOf(DEPARTMENTS, DESKS),
  { login: 'supervisor', who: { zh: '市监督员', en: 'supervisor of the city' }, post: { role: 'supervisor', departmentCode: 'governmentServices', divisionCode: '650100' } },
  { login: 'administrator', who: { zh: '系统管理员', en: 'administrator' }, post: { role: 'administrator', departmentCode: 'governmentServices', divisionCode: '650000' } },
  ...staffOf(DEPARTMENTS, MORE_REVIEWERS),
  ...staffOf(MORE_DEPARTMENTS, [...DESKS, ...MORE_REVIEWERS]),
  { login: 'security', who: { zh: '安全管理员', en: 'security administrator' }, post: { role: 'securityAdministrator', departmentCode: 'governmentServices', divisionCode: '650000' } },
  ...['window.clerk', 'window.clerk2'].map((login) => ({ login, who: { zh: '综合窗口办事员', en: 'clerk of the service window' }, post: WINDOW_POST })),
  { login: 'auditor', who: { zh: '审计管理员', en: 'auditor' }, post: { role: 'auditor', departmentCode: 'governmentServices', divisionCode: '650000' } },
  ...staffOf(CITY.departments, [...DESKS, ...MORE_REVIEWERS], CITY),
  { login: 'hotline', who: { zh: '12345热线话务员', en: 'operator of the hotline' }, post: { role: 'hotlineOperator', departmentCode: 'governmentServices', divisionCode: '650100' } },
];
const FIRST_STAFF_ID = 0x1000;

/** An account of the demonstration has the id of its person. */
const LISTED: DemoAccount[] = [
  ...DEMO_RESIDENTS.map(({ id, login, who }) => ({ login, password: DEMO_PASSWORD, who, accountId: id, personId: id })),
  ...STAFF.map(({ login, who }, index) => {
    const id = demoId(FIRST_STAFF_ID + index);
    return { login, password: DEMO_PASSWORD, who, accountId: id, personId: id, totpSecret: DEMO_TOTP_SECRET };
  }),
];

/** For clients that play them: their passwords are no secret. */
export function listDemoAccounts(): DemoAccount[] {
  return LISTED.map((account) => ({ ...account }));
}

/** The people and accounts with which the demonstration is played. */
@Injectable()
export class DemoAccounts {
  constructor(
    private readonly database: Database,
    private readonly persons: PersonDirectory,
    private readonly accounts: AccountRegister,
    private readonly hashing: PasswordHashing,
    private readonly secondFactors: SecondFactors,
    private readonly windows: ServiceWindowRepository,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly mandates: DemoMandates,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /**
   * Makes those that do not exist yet, residents first.
   * @throws Error outside embedded mode: a known password opens no real platform
   */
  async ensure(): Promise<DemoAccount[]> {
    if (this.settings.mode !== 'embedded') throw new Error('Demo accounts exist in embedded mode only');
    const passwordHash = await this.hashing.hash(DEMO_PASSWORD);
    await this.database.transaction(async (tx) => {
      for (const resident of DEMO_RESIDENTS) await this.ensureResident(resident, passwordHash, tx);
      await this.windows.insert({ ...WINDOW, division: this.here(WINDOW.division) }, new Date(this.clock.now()), tx);
      for (const [index, staff] of STAFF.entries()) await this.ensureStaff(staff, demoId(FIRST_STAFF_ID + index), passwordHash, tx);
      await this.mandates.ensure(tx);
    });
    return listDemoAccounts();
  }

  /**
   * Who can be played, with the codes of this moment.
   * @throws DomainError `IDENTITY.NO_DEMO_ACCOUNTS` outside embedded mode
   */
  list(): { demo: true; secondsLeft: number; entries: PlayableAccount[] } {
    if (this.settings.mode !== 'embedded') {
      throw new DomainError('notFound', 'IDENTITY.NO_DEMO_ACCOUNTS', 'This platform has no demo accounts.');
    }
    const now = this.clock.now();
    const entries = LISTED.map(({ login, password, who, totpSecret }) =>
      ({ login, password, who, code: totpSecret === undefined ? null : totpCode(totpSecret, now) }));
    return { demo: true, secondsLeft: secondsLeft(now), entries };
  }

  /** Offices of the demonstration are in the region that runs it: in another than its own they stand for the region as a whole. */
  private here(division: string): string {
    const region = this.settings.region.slice(0, 2);
    return division.startsWith(region) ? division : `${region}0000`;
  }

  private async ensureResident(resident: (typeof DEMO_RESIDENTS)[number], passwordHash: string, tx: Transaction): Promise<void> {
    const { id, kind, name, number, mobile, login } = resident;
    await this.persons.register({ id, kind, name, number, divisionCode: DEMO_DIVISION, synthetic: true }, tx);
    await this.accounts.create({ id, personId: id, kind: 'resident', login, passwordHash, passwordAges: false, level: 2, divisionCode: DEMO_DIVISION, mobile, posts: [] }, tx);
  }

  private async ensureStaff({ login, post }: DemoStaff, id: string, passwordHash: string, tx: Transaction): Promise<void> {
    const divisionCode = this.here(post.divisionCode);
    await this.persons.register({ id, kind: 'natural', name: `演示${ROLE_NAMES[post.role]}`, divisionCode, synthetic: true }, tx);
    await this.accounts.create({ id, personId: id, kind: 'staff', login, passwordHash, passwordAges: false, level: 2, divisionCode, posts: [{ ...post, divisionCode }] }, tx);
    await this.secondFactors.give(id, DEMO_TOTP_SECRET, tx);
  }
}

function staffOf(departments: string[], desks: Desk[], { division, prefix } = { division: DEMO_DIVISION, prefix: '' }): DemoStaff[] {
  return departments.flatMap((departmentCode) => desks.map(([name, role]) => ({
    login: `${prefix}${departmentCode}.${name}`.toLowerCase(),
    who: deskOf(role, departmentCode, division),
    post: { role, departmentCode, divisionCode: division },
  })));
}

function deskOf(role: Post['role'], department: string, division: string): DemoPerson['who'] {
  const isCity = division !== DEMO_DIVISION;
  return {
    zh: `${isCity ? '市' : ''}${DEPARTMENT_NAMES[department] ?? department}${ROLE_NAMES[role]}`,
    en: `${role} of ${department.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}${isCity ? ' of the city' : ''}`,
  };
}
