import { DEMO_RESIDENTS } from '@onething/identity';
import { addDays } from '@onething/kernel';
import { apply, caseOf, type DatedWorld, itemOf, untilStage, untilStates, waitOutTheNotice } from './application';
import { handle } from './handling';
import type { Outcome } from './views';
import { check, clientOf } from './world';

const agent = DEMO_RESIDENTS.find(({ login }) => login === 'agent')!;
const companyPerson = DEMO_RESIDENTS.find(({ login }) => login === 'company')!;

export const ANSWERS = {
  simplified: { simplified: true, customs: false, employees: true, housingFund: true, bankAccount: true, seals: true },
  ordinaryTrader: { simplified: false, customs: true, employees: true, housingFund: false, bankAccount: true, seals: true },
};

export const FORM = {
  'agent.name': agent.name, 'agent.citizenId': agent.number, 'agent.mobile': agent.mobile,
  'legalRepresentative.name': agent.name, 'legalRepresentative.citizenId': agent.number, 'legalRepresentative.mobile': agent.mobile,
  'applicant.employeeCount': 12, 'applicant.customsCode': '6501960ABC', 'case.dissolutionReason': 'resolution',
  'case.investors': [
    { name: '陈芳', kind: 'person', number: agent.number, amount: '300000.00', share: 60 },
    { name: '天山投资有限公司', kind: 'company', number: '91650100MA7A00017L', amount: '200000', share: 40 },
  ],
  'case.bankAccounts': [{ bank: '中国建设银行天山支行', account: '6500-1612-3456', kind: 'basic' }],
  'case.seals': [{ kind: 'official', number: '6501020012345', lost: false }, { kind: 'finance', lost: true }],
};

export const applyForDeregistration = (world: DatedWorld, situation: keyof typeof ANSWERS): Promise<string> =>
  apply(world, { login: 'company', oneThing: 'company-deregistration', answers: ANSWERS[situation], form: FORM });

/** The same by the company's agent, whom it has given a mandate. */
const applyByAgent = (world: DatedWorld, situation: keyof typeof ANSWERS): Promise<string> =>
  apply(world, { login: 'agent', onBehalfOf: companyPerson.id, oneThing: 'company-deregistration', answers: ANSWERS[situation], form: FORM });

/** Two reviewers settle the open taxes; twenty days of notice without an objection; then all the rest side by side. */
export async function closeSimply(world: DatedWorld): Promise<string> {
  const company = await clientOf(world, 'company');
  const caseId = await applyForDeregistration(world, 'simplified');
  await handle(world, company, caseId, 'tax-clearance', {
    outcomes: { examination: 'open', taxReview: 'settled' }, face: { proofNumber: '新税清〔2026〕11号', clearedOn: world.today() },
  });
  await untilStates(world, company, caseId, { 'company-deregistration': 'submitted', 'seal-cancellation': 'waiting' });
  await handle(world, company, caseId, 'company-deregistration', { until: 'simplifiedNotice' });
  const { dueOn } = (await itemOf(company, caseId, 'company-deregistration')).clock;
  await handle(world, company, caseId, 'company-deregistration', {
    face: { noticeNumber: '乌市监注〔2026〕21号' },
    before: (step) => step === 'simplifiedNotice' && waitOutTheNotice(world, company, caseId, 'company-deregistration'),
  });
  const { clock } = await itemOf(company, caseId, 'company-deregistration');
  check(clock.decidedOn! > dueOn! && clock.decidedOn! <= clock.dueOn!, 'the notice is not counted: decided after the first day promised, and in time');
  const rest = ['social-insurance-deregistration', 'housing-fund-deregistration', 'bank-closing-appointment', 'seal-cancellation'];
  await untilStates(world, company, caseId, Object.fromEntries(rest.map((item) => [item, 'submitted'])));
  await Promise.all(rest.map((item) => handle(world, company, caseId, item, {})));
  await untilStage(world, company, caseId, 'completed');
  return caseId;
}

/** Taxes and customs are cleared side by side; a creditor objects during the notice, is heard, and is right. */
export async function closeAgainstACreditor(world: DatedWorld): Promise<string> {
  const company = await clientOf(world, 'company');
  const caseId = await applyForDeregistration(world, 'ordinaryTrader');
  await Promise.all([
    handle(world, company, caseId, 'tax-clearance', { face: { proofNumber: '新税清〔2026〕12号', clearedOn: world.today() } }),
    handle(world, company, caseId, 'customs-deregistration', { face: { noticeNumber: '乌关注〔2026〕3号' } }),
  ]);
  await untilStates(world, company, caseId, { 'company-deregistration': 'submitted' });
  await handle(world, company, caseId, 'company-deregistration', {
    outcomes: { examination: 'noticeOrdinary', ordinaryNotice: 'objection', objectionHearing: 'founded', decision: 'refuse' },
    reasons: '债权人异议成立，债务尚未清偿。',
    before: (step) => {
      if (step === 'ordinaryNotice') return waitOutTheNotice(world, company, caseId, 'company-deregistration');
      return step === 'objectionHearing' && world.goTo(addDays(world.today(), 8), '10:00');
    },
  });
  await untilStates(world, company, caseId, {
    'tax-clearance': 'granted', 'customs-deregistration': 'granted', 'company-deregistration': 'refused',
    'social-insurance-deregistration': 'aborted', 'bank-closing-appointment': 'aborted', 'seal-cancellation': 'aborted',
  });
  await untilStage(world, company, caseId, 'partlyGranted');
  return caseId;
}

/** The agent applies; the shareholders think again while the notice runs, and the agent withdraws. */
export async function stayInBusiness(world: DatedWorld): Promise<string> {
  const [company, acting] = [await clientOf(world, 'company'), await clientOf(world, 'agent')];
  const caseId = await applyByAgent(world, 'simplified');
  check((await caseOf(company, caseId)).state === 'handling', 'the case is the company\'s');
  await handle(world, company, caseId, 'tax-clearance', { face: { proofNumber: '新税清〔2026〕13号', clearedOn: world.today() } });
  await untilStates(world, company, caseId, { 'company-deregistration': 'submitted' });
  await handle(world, company, caseId, 'company-deregistration', { until: 'simplifiedNotice' });
  const { version } = await caseOf(acting, caseId);
  acting.expect(await acting.post<Outcome>(`/api/cases/${caseId}/withdraw`, { version, reason: '股东会决定继续经营' }), 200);
  await untilStates(world, company, caseId, { 'tax-clearance': 'granted', 'company-deregistration': 'withdrawn' });
  const { items, stage } = await caseOf(company, caseId);
  check(stage === 'partlyGranted' && items.every((item) => ['granted', 'withdrawn', 'aborted'].includes(item.state)), 'nothing stays open');
  return caseId;
}
