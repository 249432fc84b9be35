import { apply, type DatedWorld, itemOf, untilStage, waitOutTheNotice } from './application';
import { onePagePdf } from './newborn-form';
import { schoolApplication } from './school-entry';
import { Story } from './story';
import { check, clientOf } from './world';

const VACCINATION = 'vaccination-check';
const HOUSEHOLD = 'household-check';
const ADMISSION = 'school-admission';
const CERTIFICATE = 'child-vaccination-certificate';
const NOT_POSSIBLE: [number, string] = [409, 'CASES.COMMAND_NOT_POSSIBLE'];

/**
 * In summer: the original of a certificate was to follow and did not, so the check is refused and with it the admission, until the supervisor
 * has it taken up again; meanwhile a request for corrections stays without an answer. Begins on Monday, 15 June 2026; the Dragon
 * Boat Festival, 19 to 21 June, takes away one working day, Friday.
 */
export async function startSchoolAfterAll(world: DatedWorld): Promise<string> {
  const mother = await clientOf(world, 'pupil-parent');
  const story = new Story(world, mother, await apply(world, schoolApplication('primaryLocal')));
  await story.handle('enrolment-registration');
  await story.handle('property-check');
  await leaveUnanswered(story);
  await missTheDay(story);
  await reopen(story);
  await lapse(story);
  await admit(story);
  await untilStage(world, mother, story.caseId, 'completed');
  await story.deliver('window.clerk', { how: 'electronic' });
  await story.told(null, ['submitted', 'completed', 'delivered']);
  await story.licence(ADMISSION, { type: 'admission-notice', state: 'VALID' });
  return story.caseId;
}

/** A correction is asked for during the examination: the promise stands still. */
async function leaveUnanswered(story: Story): Promise<void> {
  await story.send('publicsecurity.clerk', HOUSEHOLD, 'receive');
  await story.send('publicsecurity.clerk', HOUSEHOLD, 'accept');
  await story.clock(HOUSEHOLD, { acceptedOn: '2026-06-15', dueOn: '2026-06-16' });
  await story.send('publicsecurity.reviewer', HOUSEHOLD, 'corrections', { points: [{ field: 'form.child.householdAddress', reason: '门牌号与户籍登记不一致。' }] });
  // Ten working days: 16, 17, 18, 22, 23, 24, 25, 26, 29 and 30 June.
  await story.clock(HOUSEHOLD, { suspendedSince: '2026-06-15', correctBy: '2026-06-30' });
  await story.reads(HOUSEHOLD, { standing: '等您补正；承诺时限暂停计算' });
}

/** Accepted although the original of the certificate is still to come (容缺受理); it does not come. */
async function missTheDay(story: Story): Promise<void> {
  await story.send('health.clerk', VACCINATION, 'receive');
  await story.send('health.clerk', VACCINATION, 'accept', { later: { materials: [CERTIFICATE], until: '2026-06-16' } });
  // Two working days: the 16th and 17th.
  await story.clock(VACCINATION, { dueOn: '2026-06-17', laterBy: '2026-06-16', laterMaterials: [CERTIFICATE] });
  await story.saysIn(VACCINATION, 'acceptedLaterMaterials', ['2026年6月17日', '2026年6月16日', '预防接种证']);
  const { todo } = await story.progress(VACCINATION);
  story.same(todo.map(({ kind, until, points }) => [kind, until, points?.[0]?.field]), [['supplyLater', '2026-06-16', `materials.${CERTIFICATE}`]], 'what she has to do');
  await story.handle(VACCINATION, { until: 'decision' });
  await story.passTo('2026-06-17');
  await story.tells(VACCINATION, '应在2026年6月16日前补交的材料尚未收到');
  await story.saysIn(VACCINATION, 'laterMaterialsOverdue', ['2026年6月16日']);
  await story.refused('pupil-parent', VACCINATION, 'later-materials', {}, [422, 'CASES.MATERIAL_MISSING']);
  await story.refused('health.head', VACCINATION, 'decision', { step: 'decision', outcome: 'grant' }, NOT_POSSIBLE);
  await story.send('health.head', VACCINATION, 'decision', { step: 'decision', outcome: 'refuse', reasons: '逾期未补交预防接种证原件。' });
  await story.reads(VACCINATION, { standing: '已办结：不予办理', last: '乌鲁木齐市天山区卫生健康委员会决定不予办理，理由和救济途径见决定书' });
  await story.state(ADMISSION, ['aborted', null]);
  await story.reads(ADMISSION, { standing: '所依赖的事项未办成，已终止', last: '所依赖的“入学预防接种查验”未能办成，本事项随之终止' });
  await story.documents(ADMISSION, ['terminationNotice']);
}

/** She complains; the supervisor finds that she had not been told of it properly, and has it taken up again. */
async function reopen(story: Story): Promise<void> {
  const { caseNumber, receiptNumber } = await itemOf(story.applicant, story.caseId, VACCINATION);
  await story.passTo('2026-06-18');
  await story.refused('health.head', VACCINATION, 'reopen', { reason: '家长已补齐。' }, [403, 'IDENTITY.FORBIDDEN']);
  await story.refused('supervisor', VACCINATION, 'reopen', {}, [400, 'REQUEST.INVALID_INPUT']);
  await story.send('supervisor', VACCINATION, 'reopen', { reason: '经核查，容缺期限仅一日，不足以取得证件，应当重新办理。' });
  await story.state(VACCINATION, ['received', null]);
  // Five working days after the 18th: 22, 23, 24, 25 and 26 June.
  await story.clock(VACCINATION, { acceptBy: '2026-06-26', dueOn: undefined, laterBy: undefined, decidedOn: undefined });
  await story.reads(VACCINATION, { standing: '在乌鲁木齐市天山区卫生健康委员会，审查是否受理', last: '经监督，乌鲁木齐市天山区卫生健康委员会重新办理' });
  await story.saysIn(VACCINATION, 'itemReopened', ['重新开始办理']);
  await story.passTo('2026-06-22');
  await story.send('health.clerk', VACCINATION, 'accept', { later: { materials: [CERTIFICATE], until: '2026-06-23' } });
  await story.clock(VACCINATION, { acceptedOn: '2026-06-22', dueOn: '2026-06-24' });
  await supplyInTime(story);
  const after = await itemOf(story.applicant, story.caseId, VACCINATION);
  story.same([after.caseNumber, after.receiptNumber], [caseNumber, receiptNumber], 'it keeps its numbers');
  await story.documents(VACCINATION, ['receipt', 'acceptanceNotice', 'refusalDecision', 'acceptanceNotice', 'grantDecision']);
}

async function supplyInTime(story: Story): Promise<void> {
  const { applicant, caseId } = story;
  await story.passTo('2026-06-23');
  const upload = await applicant.upload(`/api/cases/${caseId}/materials/${CERTIFICATE}/files`, '接种证原件.pdf', 'application/pdf', onePagePdf());
  check(upload.status === 201, `she hands the certificate in: ${JSON.stringify(upload.body)}`);
  await story.send('pupil-parent', VACCINATION, 'later-materials');
  await story.tells(VACCINATION, '您补交了：孩子的预防接种证');
  await story.clock(VACCINATION, { laterBy: undefined, laterMaterials: undefined });
  await story.handle(VACCINATION);
  await story.closed(VACCINATION, { outcome: 'granted', onTime: true });
}

/** The day for the corrections passes: during the examination that ends nothing, the office decides on what it has. */
async function lapse(story: Story): Promise<void> {
  await story.passTo('2026-06-30', '23:59');
  await story.state(HOUSEHOLD, ['handling', '$correction']);
  await story.passTo('2026-07-01', '00:00');
  await story.state(HOUSEHOLD, ['handling', 'examination']);
  await story.tells(HOUSEHOLD, '到期未收到补正，乌鲁木齐市公安局天山区分局按现有材料继续审查');
  // Nothing from 15 to 30 June is counted: the one day that was promised is 1 July.
  await story.clock(HOUSEHOLD, { suspendedSince: undefined, correctBy: undefined, dueOn: '2026-07-01' });
  await story.refused('publicsecurity.reviewer', HOUSEHOLD, 'corrections', { points: [{ field: 'form.child.name', reason: '再补一次。' }] }, NOT_POSSIBLE);
  await story.passTo('2026-07-01');
  await story.handle(HOUSEHOLD);
  await story.closed(HOUSEHOLD, { outcome: 'granted', onTime: true });
  await story.told(HOUSEHOLD, ['received', 'accepted', 'correctionAsked', 'correctionLapsed', 'granted', 'resultIssued']);
}

/** The last of the checks brings the admission back. */
async function admit(story: Story): Promise<void> {
  const { world, applicant, caseId } = story;
  await story.state(ADMISSION, ['submitted', null]);
  await story.passTo('2026-07-02');
  await story.handle(ADMISSION, { until: 'publicNotice' });
  // Up for three working days: 3, 6 and 7 July; it may be closed on the 8th.
  await story.clock(ADMISSION, { acceptedOn: '2026-07-02', noticeClosableOn: '2026-07-08' });
  await story.handle(ADMISSION, {
    face: { noticeNumber: 'RX2026-650102-0201', school: '乌鲁木齐市第一小学', reportOn: '2026-08-31' },
    before: (step) => step === 'publicNotice' && waitOutTheNotice(world, applicant, caseId, ADMISSION),
  });
  // From 2 July to the 8th, on which the notice is closed, nothing counts. Ten after that: 9, 10, 13 to 17, 20, 21 and 22 July.
  await story.clock(ADMISSION, { dueOn: '2026-07-22', decidedOn: '2026-07-08' });
  await story.told(ADMISSION, ['itemAborted', 'released', 'received', 'accepted', 'granted', 'resultIssued']);
}
