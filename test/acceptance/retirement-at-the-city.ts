import { isDeepStrictEqual } from 'node:util';
import { caseOf, type DatedWorld, itemOf, untilStage, untilStates, waitOutTheNotice } from './application';
import { applyForRetirement } from './retirement';
import { Story } from './story';
import type { Outcome } from './views';
import { check, clientOf } from './world';

const YEARS = 'contribution-years';
const SPECIAL = 'special-work-retirement';
const NOT_POSSIBLE: [number, string] = [409, 'CASES.COMMAND_NOT_POSSIBLE'];
/** Making the result. */
const RESULT = 'makeNotice';
const OLD_FILES = '1986年至1991年的档案须到塔城地区调取。';

/**
 * After special work, in autumn: old files must be fetched from afar, so the years take longer; the district examines the special
 * work and forwards it to the city, which decides. Begins on Monday, 14 September 2026. Around it 20 September (a Sunday) and 10 October (a
 * Saturday) are worked; 25 to 27 September and 1 to 7 October are not.
 */
export async function retireByTheCity(world: DatedWorld): Promise<string> {
  const person = await clientOf(world, 'retiree');
  const story = new Story(world, person, await applyForRetirement(world, 'specialWork'));
  await story.handle('household-confirmation');
  await untilStates(world, person, story.caseId, { [YEARS]: 'submitted', [SPECIAL]: 'waiting' });
  await takeLonger(story);
  await untilStates(world, person, story.caseId, { [SPECIAL]: 'submitted' });
  await examineInTheDistrict(story);
  await decideInTheCity(story);
  await untilStates(world, person, story.caseId, { 'pension-determination': 'submitted' });
  await story.handle('pension-determination', { face: { certificateNumber: 'TX650102000201' } });
  await story.handle('medical-insurance-years');
  await story.handle('housing-fund-withdrawal');
  await untilStage(world, person, story.caseId, 'completed');
  await story.deliver('window.clerk', { how: 'electronic' });
  await story.licence(SPECIAL, { type: 'retirement-approval', state: 'VALID' });
  await story.licence('pension-determination', { type: 'retirement-certificate', state: 'VALID' });
  return story.caseId;
}

/** An extension is proposed by one and approved by another, once, and the applicant is told. */
async function takeLonger(story: Story): Promise<void> {
  await story.send('humanresources.clerk', YEARS, 'receive');
  await story.send('humanresources.clerk', YEARS, 'accept');
  // Five working days after the 14th: the 15th, 16th, 17th, 18th and Sunday, the 20th.
  await story.clock(YEARS, { acceptedOn: '2026-09-14', dueOn: '2026-09-20' });
  await story.passTo('2026-09-17');
  await story.send('humanresources.head', YEARS, 'extension', { days: 10, reason: OLD_FILES });
  await story.refused('humanresources.head', YEARS, 'extension/approve', {}, NOT_POSSIBLE);
  await story.send('humanresources.head', YEARS, 'extension/reject', { reason: '五天足够。' });
  await story.clock(YEARS, { dueOn: '2026-09-20' });
  await story.send('humanresources.reviewer', YEARS, 'extension', { days: 5, reason: OLD_FILES });
  await story.refused('humanresources.reviewer', YEARS, 'extension/approve', {}, [403, 'IDENTITY.FORBIDDEN']);
  await story.send('humanresources.head', YEARS, 'extension/approve');
  // Five more: the 21st, 22nd, 23rd, 24th and, after the Mid-Autumn Festival, Monday the 28th.
  await story.clock(YEARS, { dueOn: '2026-09-28' });
  await story.refused('humanresources.reviewer', YEARS, 'extension', { days: 5, reason: OLD_FILES }, NOT_POSSIBLE);
  await story.saysIn(YEARS, 'extensionApproved', ['延长 5 个工作日', '2026年9月28日']);
  await story.tells(YEARS, '经负责人批准，办理期限延长到2026年9月28日');
  await story.passTo('2026-09-21');
  await story.handle(YEARS);
  await story.closed(YEARS, { outcome: 'granted', onTime: true });
  await story.documents(YEARS, ['receipt', 'acceptanceNotice', 'extensionNotice', 'grantDecision']);
  await story.licence(YEARS, { type: 'contribution-years-statement', state: 'VALID' });
}

/** The preliminary review is the district's; then its clock ends, and that of the city begins. */
async function examineInTheDistrict(story: Story): Promise<void> {
  await story.send('humanresources.clerk', SPECIAL, 'receive');
  await story.send('humanresources.clerk', SPECIAL, 'accept');
  // Twenty for the preliminary review, those fifteen and 20, 21, 22, 23 and 26 October.
  await story.clock(SPECIAL, { forwardBy: '2026-10-26' });
  // Fifteen after Monday the 21st: 22, 23, 24, 28, 29, 30 September, 8, 9, 10, 12, 13, 14, 15, 16 and 19 October.
  await story.clock(SPECIAL, { acceptedOn: '2026-09-21', dueOn: '2026-10-19' });
  await story.passTo('2026-09-23');
  await story.refused('humanresources.reviewer', SPECIAL, 'forward', { reason: '特殊工种由市级核准。' }, [403, 'IDENTITY.FORBIDDEN']);
  const head = await clientOf(story.world, 'humanresources.head');
  const { id, version } = await itemOf(story.applicant, story.caseId, SPECIAL);
  const forward = () => head.post<Outcome>(
    `/api/cases/${story.caseId}/items/${id}/forward`, { version, reason: '特殊工种由市级核准，区级初审属实。' }, `forward-${id}`);
  const forwarded = head.expect(await forward(), 200);
  await story.settled();
  // The answer was lost on its way: the same request gets it again, although the item is another office's now.
  check(isDeepStrictEqual(head.expect(await forward(), 200), forwarded), 'the same request gets the recorded answer');
  await story.state(SPECIAL, ['submitted', null]);
  // Five for the acceptance, after the 23rd: the 24th, 28th, 29th, 30th and 8 October.
  await story.clock(SPECIAL, { receivedOn: '2026-09-23', acceptBy: '2026-10-08' });
  await story.refused('humanresources.clerk', SPECIAL, 'receive', {}, [403, 'IDENTITY.FORBIDDEN']);
  await story.forwarded(SPECIAL, { dueOn: '2026-10-26', onTime: true });
  await story.reads(SPECIAL, { standing: '在乌鲁木齐市人力资源和社会保障局，等待收件', last: '已转报上级机关办理' });
  await story.saysIn(SPECIAL, 'forwardedUp', ['已转报上级机关']);
}

async function decideInTheCity(story: Story): Promise<void> {
  const { world, applicant, caseId } = story;
  await story.passTo('2026-09-28');
  await story.send('city.humanresources.clerk', SPECIAL, 'receive');
  await story.send('city.humanresources.clerk', SPECIAL, 'accept');
  // Fifteen after the 28th: 29, 30 September, 8, 9, 10, 12, 13, 14, 15, 16, 19, 20, 21, 22 and 23 October.
  await story.clock(SPECIAL, { acceptedOn: '2026-09-28', dueOn: '2026-10-23', forwardBy: undefined });
  const clerk = await clientOf(world, 'city.humanresources.clerk');
  const { entries } = clerk.expect(await clerk.get<{ entries: { item: string; caseNumber: string }[] }>('/api/queues/items'), 200);
  const { items } = await caseOf(applicant, caseId);
  check(entries.some((one) => one.item === SPECIAL && one.caseNumber === items.find((item) => item.item === SPECIAL)!.caseNumber),
    'the queue of the city shows the item under the number that the city gave it');
  await story.handle(SPECIAL, { office: 'city.', until: 'publicNotice' });
  // Up for five working days: 29, 30 September, 8, 9 and 10 October; it may be closed on the day after.
  await story.clock(SPECIAL, { suspendedSince: '2026-09-28', noticeClosableOn: '2026-10-11' });
  await story.handle(SPECIAL, {
    office: 'city.', face: { approvalNumber: '乌人社退〔2026〕201号' }, before: (step) => {
      if (step === 'publicNotice') return waitOutTheNotice(world, applicant, caseId, SPECIAL);
      // The decision is made, and its result is not: nothing is left to be extended.
      return step === RESULT && story.refused('city.humanresources.reviewer', SPECIAL, 'extension', { days: 5, reason: OLD_FILES }, NOT_POSSIBLE);
    },
  });
  // Those five do not count, so the last day is five working days after 23 October.
  await story.clock(SPECIAL, { dueOn: '2026-10-30', decidedOn: '2026-10-11' });
  await story.closed(SPECIAL, { outcome: 'granted', onTime: true });
  await story.documents(SPECIAL, ['receipt', 'acceptanceNotice', 'receipt', 'acceptanceNotice', 'grantDecision']);
  await story.told(SPECIAL, ['released', 'received', 'accepted', 'forwardedUp', 'received', 'accepted', 'granted', 'resultIssued']);
}
