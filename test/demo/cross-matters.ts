import { DEMO_RESIDENTS } from '@onething/identity';
import { civilDate } from '@onething/kernel';

/** An act of one of the two places, over HTTP. */
export interface PlayedAct {
  side: 'intake' | 'deciding';
  /** Login of who does it; of the intake place its window. */
  by?: string;
  path: 'intake-acts' | 'handling-acts';
  act: Record<string, unknown>;
  leadsTo: string;
}

/** A command on the item case by which the deciding place handles it, as on every other case there. */
export interface PlayedStep {
  by: string;
  /** Below the item case; `deliver` below the case. */
  command: string;
  body?: Record<string, unknown>;
  /** Of the matter, on both sides; absent where the other place is told nothing. */
  leadsTo?: string;
}

/** A case of one mode (通办模式): where the person lives, and where it is decided, are two provinces. */
export interface CrossMatter {
  title: string;
  mode: 'online' | 'collected' | 'joint';
  /** Code of the cross-province item. */
  item: string;
  department: string;
  applicant: { kind: 'natural'; name: string; number: string; mobile: string };
  answers: Record<string, unknown>;
  /** A paper that is scanned at the window. */
  scanned?: string;
  /** Of the deciding office. */
  clerk: string;
  acts: (PlayedAct | PlayedStep)[];
}

const DIVISION = '650102';
const PARCEL = 'EA123456789CN';
/** Until when a special procedure is planned: a week from now. */
const SOME_DAY = civilDate(Date.now() + 7 * 86_400_000);

const [mother, , retiree] = DEMO_RESIDENTS.map(({ name, number, mobile }) => ({ kind: 'natural' as const, name, number, mobile }));

const answersOf = ({ name, number, mobile }: CrossMatter['applicant']) => ({ 'applicant.name': name, 'applicant.citizenId': number, 'applicant.mobile': mobile });
const handled = (act: Record<string, unknown>, leadsTo: string): PlayedAct => ({ side: 'deciding', path: 'handling-acts', act, leadsTo });
const desk = (office: string) => (role: string, command: string, body: Record<string, unknown> = {}, leadsTo?: string): PlayedStep => (
  { by: `${office}.${role}`, command, body, ...(leadsTo === undefined ? {} : { leadsTo }) });
const [labour, police] = [desk('humanresources'), desk('publicsecurity')];
const examined = (office: typeof labour): PlayedStep => office('reviewer', 'steps/examination', { outcome: 'conforms', opinion: '信息一致' });
const granted = (office: typeof labour): PlayedStep => office('head', 'decision', { step: 'decision', outcome: 'grant', reasons: '符合条件' }, 'decided');

export const CROSS_MATTERS: readonly CrossMatter[] = [
  {
    title: '全程网办 失业登记 · wholly online: registration as unemployed', mode: 'online', item: 'unemployment-registration', department: 'humanResources', applicant: mother!, clerk: 'humanresources.clerk',
    answers: { ...answersOf(mother!), 'applicant.residenceDivision': DIVISION, 'applicant.residenceAddress': '新疆乌鲁木齐市天山区解放北路1号' },
    acts: [labour('clerk', 'receive'), labour('clerk', 'accept', {}, 'accepted'), examined(labour), granted(labour), handled({ type: 'resultDelivered', manner: 'online' }, 'delivered')],
  },
  {
    title: '异地代收代办 居民身份证换领 · collected elsewhere: renewal of the identity card', mode: 'collected', item: 'id-card-renewal', department: 'publicSecurity', applicant: mother!, clerk: 'publicsecurity.clerk', scanned: 'old-id-card',
    answers: {
      ...answersOf(mother!), 'applicant.sex': 'female', 'applicant.ethnicity': '汉族', 'applicant.birthDate': '1994-03-15', 'applicant.idAddress': '新疆乌鲁木齐市天山区解放北路1号',
      'applicant.householdDivision': DIVISION,
    },
    acts: [
      {
        side: 'intake', path: 'intake-acts', leadsTo: 'forwarded',
        act: { type: 'papersPosted', carrier: 'EMS', trackingNumber: PARCEL, recipient: '乌鲁木齐市天山区公安分局', contents: [{ material: 'old-id-card', copies: 1, original: true, scans: [] }] },
      },
      handled({ type: 'papersReceived', trackingNumber: PARCEL, result: 'complete' }, 'forwarded'),
      police('clerk', 'receive'), police('clerk', 'accept', {}, 'accepted'), examined(police), granted(police),
      police('clerk', 'result', { step: 'makeCard', outcome: 'made', face: { issuer: '乌鲁木齐市公安局天山区分局' } }),
      police('clerk', 'deliver', { how: 'posted', tracking: 'EA987654321CN' }, 'delivered'),
    ],
  },
  {
    title: '多地联办 企业职工养老保险关系转移接续 · handled jointly: transfer of pension insurance', mode: 'joint', item: 'pension-transfer-employee', department: 'humanResources', applicant: retiree!,
    clerk: 'humanresources.clerk',
    answers: { ...answersOf(retiree!), 'applicant.insuranceDivision': DIVISION, 'case.newInsuranceDivision': '330000' },
    acts: [
      labour('clerk', 'receive'),
      labour('clerk', 'corrections', { points: [{ field: 'materials.contribution-record', reason: '参保缴费凭证看不清，请重新扫描' }] }, 'correcting'),
      { side: 'intake', path: 'intake-acts', leadsTo: 'forwarded', act: { type: 'corrected', answers: { 'applicant.mobile': retiree!.mobile } } },
      labour('clerk', 'accept', {}, 'accepted'),
      labour('reviewer', 'procedures', { kind: 'other', reason: '向原参保地核查缴费记录', plannedEnd: SOME_DAY }, 'suspended'),
      labour('reviewer', 'procedures/end', { finding: '记录一致' }, 'accepted'),
      examined(labour), granted(labour), handled({ type: 'resultDelivered', manner: 'online' }, 'delivered'),
    ],
  },
];
