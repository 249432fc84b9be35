import { DEMO_RESIDENTS } from '@onething/identity';
import { addDays } from '@onething/kernel';
import { apply, caseOf, type DatedWorld, itemOf, untilStage, untilStates, waitOutTheNotice } from './application';
import type { Client } from './client';
import { handle } from './handling';
import type { Licence, Outcome } from './views';
import { check, clientOf } from './world';

const retiree = DEMO_RESIDENTS.find(({ login }) => login === 'retiree')!;

const ANSWERS = {
  normal: { kind: 'normal', flexible: false, housingFund: true, onlyChild: false, medicalInsured: true },
  specialWork: { kind: 'specialWork', housingFund: true, onlyChild: false, medicalInsured: true },
  disability: { kind: 'disability', housingFund: false, onlyChild: false, medicalInsured: true },
  onlyChild: { kind: 'normal', flexible: true, housingFund: true, onlyChild: true, medicalInsured: true },
};

const FORM = {
  'applicant.mobile': retiree.mobile,
  'applicant.socialSecurityNumber': retiree.number,
  'applicant.workerStatus': 'worker',
  'applicant.employer': '乌鲁木齐市第一建筑公司',
  'applicant.firstWorkDate': '1986-09-01',
  'applicant.contributionStart': '1992-01-01',
  'applicant.contributionMonths': 410,
  'applicant.deemedMonths': 64,
  'applicant.statutoryAgeYears': 60.3,
  'applicant.statutoryRetirementDate': '2026-12-01',
  'applicant.housingFundAccount': '650102660901',
  'applicant.bankName': '中国工商银行乌鲁木齐天山支行',
  'case.householdFacts': 'same',
  'case.workHistory': [{ employer: '乌鲁木齐市第一建筑公司', job: '钢筋工', from: '1986-09-01' }],
  'case.retirementDate': '2026-12-31',
  'case.specialWorkKind': '高空架子工',
  'case.specialWorkPeriods': [{ employer: '乌鲁木齐市第一建筑公司', work: '架子工', from: '1986-09-01', to: '2004-08-31' }],
  'case.specialWorkYears': 18,
  'case.disabilityKind': '腰椎损伤，不能站立',
  'case.flexibleChoice': 'earlier',
  'case.onlyChildName': '赵小军',
};

/** Without the day on which one begins to work nobody's years are counted, and without the years nobody retires. */
async function years(world: DatedWorld, person: Client, caseId: string, retirement: string): Promise<void> {
  await handle(world, person, caseId, 'household-confirmation', {});
  await untilStates(world, person, caseId, { 'contribution-years': 'submitted', [retirement]: 'waiting' });
  await handle(world, person, caseId, 'contribution-years', {});
  await untilStates(world, person, caseId, { [retirement]: 'submitted', 'pension-determination': 'waiting' });
}

export const applyForRetirement = (world: DatedWorld, situation: keyof typeof ANSWERS): Promise<string> =>
  apply(world, { login: 'retiree', oneThing: 'retirement', answers: ANSWERS[situation], form: FORM });

/** The usual way: the second look at the pension finds a mistake once, everything is granted, the certificate is held. */
export async function retireNormally(world: DatedWorld): Promise<string> {
  const person = await clientOf(world, 'retiree');
  const caseId = await applyForRetirement(world, 'normal');
  await years(world, person, caseId, 'normal-retirement');
  await handle(world, person, caseId, 'normal-retirement', { face: { approvalNumber: '乌人社退〔2026〕101号' } });
  await untilStates(world, person, caseId, {
    'pension-determination': 'submitted', 'medical-insurance-years': 'submitted', 'housing-fund-withdrawal': 'submitted',
  });
  await Promise.all([
    handle(world, person, caseId, 'pension-determination', {
      outcomes: { examination: ['doubtful', 'conforms'], secondLook: ['wrong', 'wrong', 'agreed'] }, face: { certificateNumber: 'TX650102000101' },
    }),
    handle(world, person, caseId, 'medical-insurance-years', {}),
    handle(world, person, caseId, 'housing-fund-withdrawal', {}),
  ]);
  await untilStage(world, person, caseId, 'completed');
  const pension = (await timeline(person, caseId)).filter((entry) => entry.item === 'pension-determination');
  check(pension.filter((entry) => entry.detail['step'] === 'examination').length === 2, 'two who find a mistake send it back to the examination');
  const { entries } = person.expect(await person.get<{ entries: Licence[] }>('/api/licences?limit=100'), 200);
  check(entries.some((licence) => licence.type.code === 'retirement-certificate'), 'the retirement certificate is in the wallet');
  return caseId;
}

/** Special work is judged by three, and announced: an objection brings the three together again. */
export async function retireAfterSpecialWork(world: DatedWorld): Promise<string> {
  const person = await clientOf(world, 'retiree');
  const caseId = await applyForRetirement(world, 'specialWork');
  await years(world, person, caseId, 'special-work-retirement');
  await handle(world, person, caseId, 'special-work-retirement', { until: 'publicNotice' });
  const before = (await itemOf(person, caseId, 'special-work-retirement')).clock.dueOn!;
  await handle(world, person, caseId, 'special-work-retirement', {
    outcomes: { publicNotice: ['objection', 'noObjection'], panel: 'recognised' }, face: { approvalNumber: '乌人社退〔2026〕102号' },
    before: (step) => step === 'publicNotice' && waitOutTheNotice(world, person, caseId, 'special-work-retirement'),
  });
  const { clock } = await itemOf(person, caseId, 'special-work-retirement');
  check(clock.dueOn! >= addDays(before, 10), 'the days of both notices are not counted against the promise');
  await untilStates(world, person, caseId, { 'pension-determination': 'submitted' });
  await handle(world, person, caseId, 'pension-determination', { face: { certificateNumber: 'TX650102000102' } });
  await handle(world, person, caseId, 'medical-insurance-years', {});
  await handle(world, person, caseId, 'housing-fund-withdrawal', { outcomes: { handle: 'refuse' }, reasons: '公积金贷款尚未还清。' });
  await untilStage(world, person, caseId, 'partlyGranted');
  return caseId;
}

/** The experts find the ability to work lost, are asked again after an objection, and change their mind: nothing follows. */
export async function loseTheAbilityToWork(world: DatedWorld): Promise<string> {
  const person = await clientOf(world, 'retiree');
  const caseId = await applyForRetirement(world, 'disability');
  await years(world, person, caseId, 'disability-retirement');
  await handle(world, person, caseId, 'disability-retirement', {
    outcomes: { examination: 'refer', expertReview: ['lost', 'notLost'], publicNotice: 'objection', decision: 'refuse' },
    reasons: '劳动能力鉴定委员会复查认为未完全丧失劳动能力。',
    before: (step) => {
      if (step === 'publicNotice') return waitOutTheNotice(world, person, caseId, 'disability-retirement');
      return step === 'expertReview' && world.goTo(addDays(world.today(), 40), '10:00');
    },
  });
  await untilStates(world, person, caseId, {
    'household-confirmation': 'granted', 'contribution-years': 'granted', 'disability-retirement': 'refused',
    'medical-insurance-years': 'aborted', 'pension-determination': 'aborted',
  });
  await untilStage(world, person, caseId, 'partlyGranted');
  return caseId;
}

/** Changes his mind about retiring earlier: one item is withdrawn, what waits for it ends, what was granted stays. */
export async function changeOnesMind(world: DatedWorld): Promise<string> {
  const person = await clientOf(world, 'retiree');
  const caseId = await applyForRetirement(world, 'onlyChild');
  await years(world, person, caseId, 'normal-retirement');
  const { itemId, version } = await handle(world, person, caseId, 'normal-retirement', { until: 'decision' });
  person.expect(await person.post<Outcome>(`/api/cases/${caseId}/items/${itemId}/withdraw`, { version, reason: '决定按时退休' }), 200);
  await untilStates(world, person, caseId, {
    'normal-retirement': 'withdrawn', 'pension-determination': 'aborted', 'only-child-reward': 'aborted', 'contribution-years': 'granted',
  });
  check((await caseOf(person, caseId)).stage === 'partlyGranted', 'what was granted before stays granted');
  return caseId;
}

/** A parent of an only child: the reward is announced before it is granted, and an objection does not settle it. */
export async function retireWithAReward(world: DatedWorld): Promise<string> {
  const person = await clientOf(world, 'retiree');
  const caseId = await applyForRetirement(world, 'onlyChild');
  await years(world, person, caseId, 'normal-retirement');
  await handle(world, person, caseId, 'normal-retirement', { face: { approvalNumber: '乌人社退〔2026〕103号' } });
  await untilStates(world, person, caseId, { 'only-child-reward': 'submitted' });
  await handle(world, person, caseId, 'only-child-reward', {
    outcomes: { publicNotice: 'objection' }, before: (step) => step === 'publicNotice' && waitOutTheNotice(world, person, caseId, 'only-child-reward'),
  });
  await handle(world, person, caseId, 'pension-determination', { face: { certificateNumber: 'TX650102000103' } });
  await handle(world, person, caseId, 'medical-insurance-years', {});
  await handle(world, person, caseId, 'housing-fund-withdrawal', {});
  await untilStage(world, person, caseId, 'completed');
  return caseId;
}

const timeline = async (person: Client, caseId: string) =>
  person.expect(await person.get<{ item: string | null; type: string; detail: Record<string, unknown> }[]>(`/api/cases/${caseId}/timeline`), 200);
