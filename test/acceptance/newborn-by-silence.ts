import { apply, type Application, type DatedWorld, untilStage } from './application';
import { personOf } from './mandates';
import { NEWBORN_ANSWERS, NEWBORN_FORM, NEWBORN_NUMBER, onePagePdf } from './newborn-form';
import { Story } from './story';
import type { Problem } from './views';
import { check, clientOf } from './world';

const BIRTH = 'birth-certificate';
const VACCINATION = 'vaccination-certificate';
const HOUSEHOLD = 'household-registration';
const CARD = 'social-security-card';
const EXPENSES = 'birth-expense-reimbursement';
const SUMMARY = 'discharge-summary';
const NOT_POSSIBLE: [number, string] = [409, 'CASES.COMMAND_NOT_POSSIBLE'];

const APPLICATION: Application = {
  login: 'mother', oneThing: 'newborn', answers: { ...NEWBORN_ANSWERS, reimbursement: true, guidance: true },
  form: { ...NEWBORN_FORM, 'applicant.bankCard': '6222021234567890128' },
};

/**
 * Around the Qingming Festival: an application is sent back and comes again on a day off, another one is left lying until silence accepts
 * it, a paper follows later, guidance is not wanted any more, and the results are handed over as they come. Begins on Wednesday,
 * 1 April 2026; 4 to 6 April are off.
 */
export async function registerAChildInParts(world: DatedWorld): Promise<string> {
  const mother = await clientOf(world, 'mother');
  const story = new Story(world, mother, await apply(world, APPLICATION));
  await returnAndResubmit(story);
  await fetchTheFirst(story);
  await register(story);
  await sendTheSummaryLater(story);
  await keepSilent(story);
  await story.send('mother', 'childcare-guidance', 'withdraw', { reason: '外婆来带孩子。' });
  await story.documents('childcare-guidance', ['acceptanceNotice', 'withdrawalConfirmation']);
  await issueTheCard(story);
  await untilStage(world, mother, story.caseId, 'partlyGranted');
  await postTheRest(story);
  return story.caseId;
}

/** Sent back before it is received; what comes on a day off counts as received on the next working day. */
async function returnAndResubmit(story: Story): Promise<void> {
  // Five working days for the acceptance, after the 1st: the 2nd, 3rd, 7th, 8th and 9th.
  await story.clock(BIRTH, { receivedOn: '2026-04-01', acceptBy: '2026-04-09' });
  await story.send('health.clerk', BIRTH, 'return', { points: [{ field: 'form.child.birthWeight', reason: '与分娩记录不一致。' }] });
  // Ten for the mother: 2, 3, 7, 8, 9, 10, 13, 14, 15 and 16 April.
  await story.clock(BIRTH, { acceptBy: undefined, correctBy: '2026-04-16' });
  await story.saysIn(BIRTH, 'returnedForRework', ['2026年4月16日']);
  await story.passTo('2026-04-04', '20:00');
  await story.send('mother', BIRTH, 'resubmit', { form: { 'child.birthWeight': 3250 } });
  await story.tells(BIRTH, '您修改后重新提交');
  // On Saturday evening, on a day off: received on Tuesday, the 7th, and five more: the 8th, 9th, 10th, 13th and 14th.
  await story.clock(BIRTH, { receivedOn: '2026-04-07', acceptBy: '2026-04-14', correctBy: undefined });
  await story.passTo('2026-04-07');
  await story.handle(BIRTH, { face: { certificateNumber: 'Z650100201' } });
  await story.clock(BIRTH, { acceptedOn: '2026-04-07', dueOn: '2026-04-07', decidedOn: '2026-04-07' });
  await story.closed(BIRTH, { outcome: 'granted', onTime: true });
  await story.documents(BIRTH, ['reworkNotice', 'receipt', 'acceptanceNotice', 'grantDecision']);
  await story.told(BIRTH, ['returnedForRework', 'received', 'accepted', 'granted', 'resultIssued']);
}

/** She needs the birth certificate at once: it is collected while all the rest is still handled. */
async function fetchTheFirst(story: Story): Promise<void> {
  await story.deliver('health.clerk', { how: 'collected', collectorNumber: personOf('mother').number, items: [BIRTH] });
  await story.told(null, ['submitted', 'partlyDelivered']);
  await story.documents(null, ['deliveryReceipt']);
  const window = await clientOf(story.world, 'window.clerk');
  const { version } = story.applicant.expect(await story.applicant.get<{ version: number }>(`/api/cases/${story.caseId}`), 200);
  const twice = await window.post<Problem>(`/api/cases/${story.caseId}/deliver`, { version, how: 'collected', collectorNumber: personOf('mother').number, items: [BIRTH] });
  story.same([twice.status, twice.body.code], [409, 'CASES.NOT_DELIVERABLE'], 'nothing is handed over twice');
}

async function register(story: Story): Promise<void> {
  await story.handle(HOUSEHOLD, { until: 'decision' });
  await story.clock(HOUSEHOLD, { acceptedOn: '2026-04-07', dueOn: '2026-04-09' });
  await story.passTo('2026-04-08');
  await story.handle(HOUSEHOLD, { face: { citizenNumber: NEWBORN_NUMBER, registeredOn: '2026-04-08' } });
  await story.closed(HOUSEHOLD, { outcome: 'granted', onTime: true });
  await story.state(CARD, ['submitted', null]);
}

/** The scan of the discharge summary cannot be read: accepted all the same, a better one follows in time (容缺受理). */
async function sendTheSummaryLater(story: Story): Promise<void> {
  const { applicant, caseId } = story;
  await story.send('medicalinsurance.clerk', EXPENSES, 'receive');
  await story.refused('medicalinsurance.clerk', EXPENSES, 'accept', { later: { materials: ['fire-promise'], until: '2026-04-10' } }, [422, 'CASES.NO_SUCH_MATERIAL']);
  await story.send('medicalinsurance.clerk', EXPENSES, 'accept', { later: { materials: [SUMMARY], until: '2026-04-10' } });
  // Five working days: 9, 10, 13, 14 and 15 April.
  await story.clock(EXPENSES, { acceptedOn: '2026-04-08', dueOn: '2026-04-15', laterBy: '2026-04-10' });
  await story.saysIn(EXPENSES, 'acceptedLaterMaterials', ['2026年4月10日', '出院小结']);
  await story.handle(EXPENSES, { until: 'decision' });
  await story.refused('medicalinsurance.head', EXPENSES, 'decision', { step: 'decision', outcome: 'grant' }, NOT_POSSIBLE);
  // The scan that she sent with her application is not what is to come.
  await story.refused('mother', EXPENSES, 'later-materials', {}, [422, 'CASES.MATERIAL_MISSING']);
  await story.passTo('2026-04-09');
  const upload = await applicant.upload(`/api/cases/${caseId}/materials/${SUMMARY}/files`, '出院小结.pdf', 'application/pdf', onePagePdf());
  check(upload.status === 201, 'she sends a better scan');
  await story.send('mother', EXPENSES, 'later-materials');
  await story.tells(EXPENSES, '您补交了：出院小结');
  await story.handle(EXPENSES);
  await story.closed(EXPENSES, { outcome: 'granted', onTime: true });
  await story.told(EXPENSES, ['released', 'received', 'acceptedLaterMaterials', 'granted']);
}

/** Nobody receives the vaccination certificate: by law it is accepted as from the day of receipt, and late at once. */
async function keepSilent(story: Story): Promise<void> {
  await story.passTo('2026-04-09', '23:59');
  await story.state(VACCINATION, ['submitted', null]);
  await story.passTo('2026-04-10', '00:00');
  await story.state(VACCINATION, ['handling', 'handle']);
  await story.clock(VACCINATION, { receivedOn: '2026-04-01', acceptBy: undefined, acceptedOn: '2026-04-01', dueOn: '2026-04-01' });
  await story.tells(
    VACCINATION, '乌鲁木齐市天山区卫生健康委员会未在期限内告知是否受理，依法自收到之日起视为受理；应在2026年4月1日前作出决定',
    '乌鲁木齐市天山区卫生健康委员会未在承诺的2026年4月1日前作出决定',
  );
  await story.saysIn(VACCINATION, 'acceptedBySilence', ['自收到之日起视为受理', '2026年4月1日']);
  await story.passTo('2026-04-10');
  await story.handle(VACCINATION, { face: { certificateNumber: 'YM65010200201' } });
  await story.closed(VACCINATION, { outcome: 'granted', onTime: false });
  await story.documents(VACCINATION, ['acceptanceNotice', 'grantDecision']);
}

async function issueTheCard(story: Story): Promise<void> {
  await story.handle(CARD, { until: 'makeCard' });
  await story.refused('mother', CARD, 'withdraw', { reason: '不要了。' }, NOT_POSSIBLE);
  await story.handle(CARD, { face: { cardNumber: 'A65000201' } });
  await story.handle('medical-insurance-enrolment', { outcomes: { decision: 'refuse' }, reasons: '已在外省参保，请先办理转移。' });
  await story.reads('medical-insurance-enrolment', { standing: '已办结：不予办理' });
  await story.documents('medical-insurance-enrolment', ['receipt', 'acceptanceNotice', 'refusalDecision']);
}

async function postTheRest(story: Story): Promise<void> {
  await story.deliver('window.clerk', { how: 'posted', tracking: 'EMS2026041001' });
  await untilStage(story.world, story.applicant, story.caseId, 'delivered');
  await story.told(null, ['submitted', 'partlyDelivered', 'completed', 'delivered']);
  await story.documents(null, ['deliveryReceipt', 'deliveryReceipt']);
  const father = await clientOf(story.world, 'father');
  const results = { [BIRTH]: 'birth-certificate', [VACCINATION]: 'vaccination-certificate', [HOUSEHOLD]: 'household-page', [CARD]: 'social-security-card' };
  for (const [item, type] of Object.entries(results)) for (const parent of [story.applicant, father]) await story.licence(item, { type, state: 'VALID' }, parent);
}
