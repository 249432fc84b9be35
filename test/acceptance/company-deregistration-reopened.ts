import { apply, caseOf, type DatedWorld, itemOf, untilStage, waitOutTheNotice } from './application';
import type { Client } from './client';
import { ANSWERS, FORM } from './company-deregistration';
import { personOf } from './mandates';
import { Story } from './story';
import { check, clientOf } from './world';

const TAX = 'tax-clearance';
const CUSTOMS = 'customs-deregistration';
const COMPANY = 'company-deregistration';
const SEALS = 'seal-cancellation';
const NOT_POSSIBLE: [number, string] = [409, 'CASES.COMMAND_NOT_POSSIBLE'];

/**
 * All of it done by the company's agent, around the Spring Festival: a request of customs stays without an answer and the item expires,
 * is taken up again upon supervision; the examination of the taxes is suspended and extended. Begins on Monday, 9 February 2026. 15 to 23
 * February are off; the Saturdays 14 and 28 February are worked.
 */
export async function closeByTheAgent(world: DatedWorld): Promise<string> {
  const [agent, company] = [await clientOf(world, 'agent'), await clientOf(world, 'company')];
  const application = { login: 'agent', onBehalfOf: personOf('company').id, oneThing: 'company-deregistration', answers: ANSWERS.ordinaryTrader, form: FORM };
  const story = new Story(world, agent, await apply(world, application));
  check((await caseOf(company, story.caseId)).state === 'handling', 'the case is the company\'s');
  await askCustoms(story);
  await examineTheTaxes(story);
  await expire(story);
  await takeUpAgain(story, company);
  await announce(story);
  await giveUpTheSeals(story, company);
  await handOver(story, company);
  return story.caseId;
}

async function askCustoms(story: Story): Promise<void> {
  await story.send('customs.clerk', CUSTOMS, 'receive');
  await story.send('customs.clerk', CUSTOMS, 'corrections', { points: [{ field: 'form.applicant.customsCode', reason: '备案编码与系统不一致。' }] });
  // Ten working days: 10 to 14 (a Saturday), 24 to 28 (another one) February.
  await story.clock(CUSTOMS, { receivedOn: '2026-02-09', acceptBy: undefined, correctBy: '2026-02-28' });
  await story.saysIn(CUSTOMS, 'correctionAsked', ['2026年2月28日']);
}

/** Extended while it is suspended, and the suspension ends earlier than planned. */
async function examineTheTaxes(story: Story): Promise<void> {
  await story.send('taxation.clerk', TAX, 'receive');
  await story.send('taxation.clerk', TAX, 'accept');
  // Ten working days, as above.
  await story.clock(TAX, { acceptedOn: '2026-02-09', dueOn: '2026-02-28' });
  await story.passTo('2026-02-11');
  await story.send('taxation.clerk', TAX, 'procedures', { kind: 'appraisal', reason: '存货价值须鉴定。', plannedEnd: '2026-02-27' });
  // 12, 13, 14, 24, 25, 26 and 27 February are left out: seven more, 2, 3, 4, 5, 6, 9 and 10 March.
  await story.clock(TAX, { suspendedSince: '2026-02-11', dueOn: '2026-03-10' });
  await story.send('taxation.reviewer', TAX, 'extension', { days: 5, reason: '往来账目涉及五家企业。' });
  await story.refused('taxation.clerk', TAX, 'extension/approve', {}, [403, 'IDENTITY.FORBIDDEN']);
  await story.send('taxation.head', TAX, 'extension/approve');
  // Five more: 11, 12, 13, 16 and 17 March.
  await story.clock(TAX, { suspendedSince: '2026-02-11', dueOn: '2026-03-17' });
  await story.passTo('2026-02-25');
  await story.send('taxation.clerk', TAX, 'procedures/end', { finding: '鉴定完成。' });
  // The 26th and 27th count again: two earlier.
  await story.clock(TAX, { suspendedSince: undefined, dueOn: '2026-03-13' });
  await story.saysIn(TAX, 'procedureEnded', ['鉴定', '2026年3月13日']);
  await story.handle(TAX, {
    outcomes: { examination: 'open', taxReview: 'settled' }, face: { proofNumber: '新税清〔2026〕201号', clearedOn: '2026-02-25' },
  });
  await story.closed(TAX, { outcome: 'granted', onTime: true });
  await story.documents(TAX, ['receipt', 'acceptanceNotice', 'procedureNotice', 'extensionNotice', 'grantDecision']);
  await story.told(TAX, ['received', 'accepted', 'procedureStarted', 'extensionApproved', 'procedureEnded', 'granted', 'resultIssued']);
}

/** The last day passes: the item ends, and with it what waits for it. */
async function expire(story: Story): Promise<void> {
  await story.passTo('2026-02-28', '23:59');
  await story.state(CUSTOMS, ['correcting', null]);
  await story.passTo('2026-03-01', '00:00');
  await story.state(CUSTOMS, ['expired', null]);
  await story.reads(CUSTOMS, { standing: '逾期未补正，已终止', last: '到期未收到补正，办理已终止；您可以重新申请' });
  await story.documents(CUSTOMS, ['receipt', 'correctionNotice', 'terminationNotice']);
  await story.refused('agent', CUSTOMS, 'corrections/answer', { form: { 'applicant.customsCode': '6501960XYZ' } }, NOT_POSSIBLE);
  for (const item of [COMPANY, SEALS, 'social-insurance-deregistration', 'bank-closing-appointment']) await story.state(item, ['aborted', null]);
  await story.told(COMPANY, ['itemAborted']);
  await untilStage(story.world, story.applicant, story.caseId, 'partlyGranted');
}

/** The request had named the wrong code: the supervisor has it taken up again, and what ended with it comes back when it is granted. */
async function takeUpAgain(story: Story, company: Client): Promise<void> {
  await story.passTo('2026-03-02');
  await story.refused('customs.head', CUSTOMS, 'reopen', { reason: '企业已联系。' }, [403, 'IDENTITY.FORBIDDEN']);
  await story.send('supervisor', CUSTOMS, 'reopen', { reason: '经核查，备案编码以海关登记为准，告知有误。' });
  // Five working days after 2 March: 3, 4, 5, 6 and 9 March.
  await story.clock(CUSTOMS, { acceptBy: '2026-03-09', correctBy: undefined });
  await untilStage(story.world, story.applicant, story.caseId, 'partlyEnded');
  await story.saysIn(CUSTOMS, 'itemReopened', ['重新开始办理'], company);
  await story.handle(CUSTOMS, { face: { noticeNumber: '乌关注〔2026〕201号' } });
  await story.clock(CUSTOMS, { acceptedOn: '2026-03-02', dueOn: '2026-03-03' });
  await story.closed(CUSTOMS, { outcome: 'granted', onTime: true });
  const { result } = await itemOf(company, story.caseId, CUSTOMS);
  check(result !== null, 'the notice of customs is made');
  await story.state(COMPANY, ['submitted', null]);
  await story.state(SEALS, ['aborted', null]);
}

/** Forty-five days for the creditors; none objects. */
async function announce(story: Story): Promise<void> {
  const { world, applicant, caseId } = story;
  await story.handle(COMPANY, { outcomes: { examination: 'noticeOrdinary' }, until: 'ordinaryNotice' });
  // The 45th day after 2 March is 16 April; it may be closed on the 17th.
  await story.clock(COMPANY, { acceptedOn: '2026-03-02', noticeClosableOn: '2026-04-17', suspendedSince: '2026-03-02' });
  await story.passTo('2026-04-16', '17:00');
  await story.refused('marketregulation.clerk', COMPANY, 'steps/ordinaryNotice', { outcome: 'noObjection' }, [409, 'CASES.NOTICE_STILL_RUNS']);
  await waitOutTheNotice(world, applicant, caseId, COMPANY);
  await story.handle(COMPANY, { face: { noticeNumber: '乌市监注〔2026〕201号' } });
  // One working day was promised, and none of them has counted so far: Monday, the 20th.
  await story.clock(COMPANY, { dueOn: '2026-04-20', decidedOn: '2026-04-17' });
  await story.closed(COMPANY, { outcome: 'granted', onTime: true });
  await story.told(COMPANY, ['itemAborted', 'released', 'received', 'accepted', 'granted', 'resultIssued']);
}

/** The seals were lost long ago: the agent withdraws; the account and the insurance are settled. */
async function giveUpTheSeals(story: Story, company: Client): Promise<void> {
  await story.send('agent', SEALS, 'withdraw', { reason: '印章早已遗失并登报声明。' });
  await story.reads(SEALS, { standing: '已撤回', last: '已按您的申请撤回（由代理人办理）' });
  await story.documents(SEALS, ['terminationNotice', 'withdrawalConfirmation']);
  await story.told(SEALS, ['itemAborted', 'released', 'itemWithdrawn'], company);
  await story.handle('social-insurance-deregistration');
  await story.handle('bank-closing-appointment', { outcomes: { handle: 'refuse' }, reasons: '账户被司法冻结。' });
  await story.closed('bank-closing-appointment', { outcome: 'refused', onTime: true });
  await untilStage(story.world, story.applicant, story.caseId, 'partlyGranted');
}

/** The agent may fetch the results; they are the company's. */
async function handOver(story: Story, company: Client): Promise<void> {
  await story.deliver('window.clerk', { how: 'collected', collectorNumber: personOf('agent').number });
  await untilStage(story.world, company, story.caseId, 'delivered');
  // Each result is owed ten working days after its decision; the notice of forty-five days made two of them wait for the rest.
  const whole = ['submitted', 'completed', 'completed', 'deliveryLate', 'deliveryLate', 'delivered'];
  await story.told(null, whole);
  await story.told(null, whole, company);
  await story.licence(TAX, { type: 'tax-clearance', state: 'VALID' }, company);
  await story.licence(CUSTOMS, { type: 'customs-deregistration-notice', state: 'VALID' }, company);
  await story.licence(COMPANY, { type: 'deregistration-notice', state: 'VALID' }, company);
}
