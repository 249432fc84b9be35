import { DEMO_RESIDENTS } from '@onething/identity';

/** An act of one of the two places, over HTTP. */
export interface PlayedAct {
  side: 'intake' | 'deciding';
  /** Login of who does it; of the intake place its window. */
  by?: string;
  path: 'intake-acts' | 'handling-acts' | 'decisions';
  act: Record<string, unknown>;
  leadsTo: string;
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
  acts: PlayedAct[];
}

const DIVISION = '650102';
const PARCEL = 'EA123456789CN';

const [mother, , retiree] = DEMO_RESIDENTS.map(({ name, number, mobile }) => ({ kind: 'natural' as const, name, number, mobile }));

const answersOf = ({ name, number, mobile }: CrossMatter['applicant']) => ({ 'applicant.name': name, 'applicant.citizenId': number, 'applicant.mobile': mobile });
const handled = (act: Record<string, unknown>, leadsTo: string): PlayedAct => ({ side: 'deciding', path: 'handling-acts', act, leadsTo });
const granted = (head: string): PlayedAct => ({ side: 'deciding', by: head, path: 'decisions', act: { type: 'decided', outcome: 'granted' }, leadsTo: 'decided' });

export const CROSS_MATTERS: readonly CrossMatter[] = [
  {
    title: '全程网办 失业登记 · wholly online: registration as unemployed', mode: 'online', item: 'unemployment-registration', department: 'humanResources', applicant: mother!, clerk: 'humanresources.clerk',
    answers: { ...answersOf(mother!), 'applicant.residenceDivision': DIVISION, 'applicant.residenceAddress': '新疆乌鲁木齐市天山区解放北路1号' },
    acts: [handled({ type: 'accepted' }, 'accepted'), granted('humanresources.head'), handled({ type: 'resultDelivered', manner: 'online' }, 'delivered')],
  },
  {
    title: '异地代收代办 居民身份证换领 · collected elsewhere: renewal of the identity card', mode: 'collected', item: 'id-card-renewal', department: 'publicSecurity', applicant: mother!, clerk: 'publicsecurity.clerk', scanned: 'old-id-card',
    answers: {
      ...answersOf(mother!), 'applicant.sex': '2', 'applicant.ethnicity': '01', 'applicant.birthDate': '1994-03-15', 'applicant.idAddress': '新疆乌鲁木齐市天山区解放北路1号',
      'applicant.householdDivision': DIVISION,
    },
    acts: [
      {
        side: 'intake', path: 'intake-acts', leadsTo: 'forwarded',
        act: { type: 'papersPosted', carrier: 'EMS', trackingNumber: PARCEL, recipient: '乌鲁木齐市天山区公安分局', contents: [{ material: 'old-id-card', copies: 1, original: true, scans: [] }] },
      },
      handled({ type: 'papersReceived', trackingNumber: PARCEL, result: 'complete' }, 'forwarded'),
      handled({ type: 'accepted' }, 'accepted'), granted('publicsecurity.head'),
      handled({ type: 'resultDelivered', manner: 'post', carrier: 'EMS', trackingNumber: 'EA987654321CN' }, 'delivered'),
    ],
  },
  {
    title: '多地联办 企业职工养老保险关系转移接续 · handled jointly: transfer of pension insurance', mode: 'joint', item: 'pension-transfer-employee', department: 'humanResources', applicant: retiree!,
    clerk: 'humanresources.clerk',
    answers: { ...answersOf(retiree!), 'applicant.insuranceDivision': DIVISION, 'case.newInsuranceDivision': '330000' },
    acts: [
      handled({ type: 'correctionAsked', reason: '参保缴费凭证看不清', points: [{ target: 'contribution-record', note: '请重新扫描' }] }, 'correcting'),
      { side: 'intake', path: 'intake-acts', leadsTo: 'forwarded', act: { type: 'corrected', answers: { 'applicant.mobile': retiree!.mobile } } },
      handled({ type: 'accepted' }, 'accepted'),
      handled({ type: 'suspended', reason: '向原参保地核查缴费记录' }, 'suspended'), handled({ type: 'resumed' }, 'accepted'),
      granted('humanresources.head'), handled({ type: 'resultDelivered', manner: 'online' }, 'delivered'),
    ],
  },
];
