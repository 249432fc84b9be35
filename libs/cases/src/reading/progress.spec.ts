import { USUAL_THRESHOLDS } from '@onething/deadlines';
import { type CivilDate, sameInBoth, WorkCalendar } from '@onething/kernel';
import { awaitCorrection, goOn, type ItemClock, pause, startAcceptance, startPromise, stopAcceptance, withDates } from '../domain/item-clock';
import type { CaseEvent, EventPayloads, EventType } from '../domain/event';
import { type CaseInProgress, type ItemInProgress, progressOf, tell } from './progress';
import type { ProgressNames } from './progress-words';

/** Monday, 2 March 2026, 10:00 in China. */
const MONDAY = Date.parse('2026-03-02T02:00:00Z');
const DAY = 86_400_000;
const calendar = new WorkCalendar({ version: 'test', closes: '18:00', years: [{ year: 2026, status: 'official', off: [], work: [] }] });

const names: ProgressNames = {
  office: { zh: '卫健委', en: 'the commission' },
  item: (code) => sameInBoth(code), step: (code) => sameInBoth(code), licence: (code) => sameInBoth(code), point: (field) => sameInBoth(field),
};

type Examples = { [T in EventType]: [payload: EventPayloads[T], zh: string | undefined, en?: string] };

/** Every event, and how it is told. A new one must be added here, or this does not compile. */
const EXAMPLES: Examples = {
  draftCreated: [{}, '您开始填写申请', 'You began the application'],
  draftExpiring: [{ on: '2026-05-01' }, '草稿保留到2026年5月1日，届时仍未提交将被删除'],
  draftExpired: [{}, '草稿逾期未提交，已删除'],
  draftDiscarded: [{}, '您删除了草稿'],
  submitted: [{ items: [{ itemId: 'i', item: 'birth', department: 'health', waits: false }], answersDigest: 'd' }, '您提交了申请，包含1个事项'],
  itemEndApplied: [{ itemId: 'i', item: 'birth', outcome: 'granted' }, undefined],
  grantWithdrawalApplied: [{ itemId: 'i', item: 'birth' }, undefined],
  grantWithdrawn: [{ licenceId: 'l' }, '卫健委撤销了准予决定，证照不再有效；理由和救济途径见撤销决定书'],
  itemReopeningApplied: [{ itemId: 'i', item: 'birth' }, undefined],
  completed: [{ succeeded: 2, failed: 1, again: false }, '全部事项已有结果：2个准予，1个未能办成', 'Every item has ended: 2 granted, 1 not'],
  withdrawalRequested: [{ reason: 'applicant' }, '您撤回了尚未决定的全部事项'],
  delivered: [{ how: 'posted', items: ['birth', 'card'], results: [], tracking: 'EMS12345', byAgent: false, all: true, again: false }, '结果已寄出：birth、card', 'Sent by post: birth, card'],
  deliveryOverdue: [{ dueOn: '2026-03-16', items: ['birth'] }, '以下结果应在2026年3月16日前送达，现已超期：birth'],
  promiseRecomputed: [{ before: '2027-02-08', dueOn: '2027-02-10', calendarVersion: 'v' }, '放假安排公布后，整件事的承诺办结日期重新计算为2027年2月10日'],
  deliveryRecomputed: [{ days: [{ item: 'birth', before: '2027-02-10', dueOn: '2027-02-12' }], calendarVersion: 'v' }, '放假安排公布后，结果的送达期限已重新计算'],
  dataErased: [{ rule: 'case' }, '保存期限已满，申请内容和文件已删除'],
  itemSubmitted: [{ waits: false }, '已提交给卫健委', 'Submitted to the commission'],
  released: [{ results: [] }, '所依赖的事项已办成，本事项已自动提交给卫健委'],
  returnedForRework: [{ points: ['form.child.name'], until: '2026-03-16' }, '卫健委退回修改：form.child.name；请在2026年3月16日前重新提交'],
  resubmitted: [{ answersDigest: 'd' }, '您修改后重新提交'],
  received: [{ acceptBy: '2026-03-09' }, '卫健委已收件，在2026年3月9日前决定是否受理'],
  correctionAsked: [
    { points: ['form.child.name', 'materials.photo'], until: '2026-03-16', phase: 'acceptance', again: false },
    '卫健委要求补正：form.child.name、materials.photo；请在2026年3月16日前补正', 'the commission asks you to correct form.child.name, materials.photo by 16 March 2026',
  ],
  correctionAnswered: [{ answersDigest: 'd' }, '您已补正'],
  correctionLapsed: [{}, '到期未收到补正，卫健委按现有材料继续审查'],
  accepted: [
    { dueOn: '2026-03-09', calendarVersion: 'v', how: 'laterMaterials', laterMaterials: ['photo'], until: '2026-03-12', again: false },
    '卫健委已容缺受理，承诺在2026年3月9日前作出决定；请在2026年3月12日前补交：materials.photo',
  ],
  notAccepted: [{ competent: '<b>somebody</b>' }, '卫健委决定不予受理，理由见不予受理通知书'],
  stepCompleted: [{ step: 'examine', outcome: 'pass', next: 'decide' }, '“examine”环节已完成'],
  reviewGiven: [{ step: 'examine', outcome: 'pass' }, undefined],
  procedureStarted: [{ kind: 'hearing', plannedEnd: '2026-03-20' }, '卫健委启动特别程序（听证），计划2026年3月20日结束；所需时间不计入承诺时限'],
  procedureEnded: [{ kind: 'hearing', dueOn: '2026-03-25' }, '特别程序（听证）已结束，承诺时限恢复计算，顺延到2026年3月25日'],
  extensionProposed: [{ days: 3 }, undefined],
  extensionApproved: [{ days: 3, dueOn: '2026-03-12' }, '经负责人批准，办理期限延长到2026年3月12日'],
  extensionRejected: [{}, undefined],
  laterMaterialsSupplied: [{ materials: ['photo'] }, '您补交了：materials.photo'],
  promiseChecked: [{ kept: false }, '卫健委核查了您的承诺，与承诺不符；整改并再次核查属实前，不能准予或者发证'],
  forwardedUp: [{ from: '650102', to: '650100', dueOn: '2026-03-30', onTime: true }, '已转报上级机关办理'],
  decided: [{ step: 'decide', decision: 'refuse' }, '卫健委决定不予办理，理由和救济途径见决定书'],
  resultIssued: [{ licenceId: 'l', licenceType: 'birth-certificate', faceDigest: 'd' }, '结果已制成：birth-certificate'],
  itemClosed: [{ outcome: 'granted', onTime: true }, undefined],
  itemWithdrawn: [{ reason: 'applicant' }, '已按您的申请撤回'],
  itemEndedEarly: [{ reason: 'purposeGone' }, '卫健委终止办理：申请的目的已不存在'],
  itemExpired: [{}, '到期未收到补正，办理已终止；您可以重新申请'],
  itemAborted: [{ failed: 'birth' }, '所依赖的“birth”未能办成，本事项随之终止'],
  itemReopened: [{ from: 'refused' }, '经监督，卫健委重新办理'],
  deadlineNear: [{ dueOn: '2026-03-09', of: 'promise', light: 'yellow' }, undefined],
  deadlinePassed: [{ dueOn: '2026-03-09', of: 'promise' }, '卫健委未在承诺的2026年3月9日前作出决定'],
  deadlinesRecomputed: [{ before: '2027-02-10', dueOn: '2027-02-12', calendarVersion: 'v' }, '放假安排公布后，承诺时限重新计算为2027年2月12日'],
};

const scope = { oneThing: 'newborn', oneThingVersion: 1, division: '650102' };

test.each(Object.entries(EXAMPLES) as [EventType, Examples[EventType]][])('%s is told in plain words, or not at all', (type, [payload, zh, en]) => {
  const told = tell({ type, payload: { ...payload, scope } }, names);
  expect(told?.zh).toBe(zh);
  expect(told === undefined || !/[{}]/.test(told.zh + told.en)).toBe(true);
  if (en !== undefined) expect(told!.en).toBe(en);
});

test.each([
  ['accepted', { how: 'bySilence', dueOn: '2026-03-09', laterMaterials: [], until: null }, '依法自收到之日起视为受理'],
  ['accepted', { how: 'ordinary', dueOn: '2026-03-09', laterMaterials: [], until: null }, '已受理'],
  ['accepted', { how: 'onPromise', dueOn: '2026-03-09', laterMaterials: [], until: '2026-06-09' }, '凭您的承诺'],
  ['decided', { step: 'd', decision: 'grant' }, '决定准予'],
  ['procedureEnded', { kind: 'other', dueOn: null }, '已结束'],
  ['completed', { succeeded: 2, failed: 0, again: false }, '全部2个事项均已办结'],
  ['delivered', { how: 'electronic', items: [], results: [], tracking: null, byAgent: false, all: true, again: false }, '没有需要送达的结果'],
  ['itemSubmitted', { waits: true }, '自动开始'],
  ['deadlinePassed', { dueOn: '2026-03-09', of: 'step' }, undefined],
  ['promiseRecomputed', { before: '2026-03-09', dueOn: '2026-03-09', calendarVersion: 'v' }, undefined],
  ['deliveryRecomputed', { days: [{ item: 'birth', before: '2026-03-09', dueOn: '2026-03-09' }], calendarVersion: 'v' }, undefined],
  ['deadlinesRecomputed', { before: '2026-03-09', dueOn: '2026-03-09', calendarVersion: 'v' }, undefined],
  ['deadlinesRecomputed', { before: null, dueOn: null, calendarVersion: 'v', moved: [{ of: 'correctBy', before: '2027-01-07', on: '2027-01-11' }] }, '放假安排公布后，补正期限重新计算为2027年1月11日'],
  ['promiseChecked', { kept: false, until: '2026-03-16' }, '卫健委核查了您的承诺，与承诺不符，请在2026年3月16日前整改；整改并再次核查属实前，不能准予或者发证'],
])('%s %j', (type, payload, part) => {
  const told = tell({ type, payload: { ...payload, scope } } as never, names);
  if (part === undefined) expect(told).toBeUndefined();
  else expect(told!.zh).toContain(part);
});

test('an event of a later version of the platform is left out', () => {
  expect(tell({ type: 'teleported', payload: { scope } } as never, names)).toBeUndefined();
});

const LIMIT = { promised: { value: 5, unit: 'workingDays' as const } };

function item(state: string, clock: ItemClock = {}, step: string | null = null): ItemInProgress {
  return { itemId: 'i1', item: 'birth', state, step, clock, waitsFor: ['first'], steps: ['examine', 'decide'], names };
}

function caseWith(one: ItemInProgress, events: Partial<CaseEvent>[] = [], more: Partial<CaseInProgress> = {}): CaseInProgress {
  return {
    stage: 'submitted', clock: {}, items: [one], undelivered: [], names, deliveryPlace: { zh: '政务大厅', en: 'The hall' }, consents: [],
    events: events.map((event, index) => ({ itemId: 'i1', seq: index + 1, occurredAt: MONDAY, payload: { scope }, ...event }) as CaseEvent), ...more,
  };
}

const only = (one: CaseInProgress, now = MONDAY) => progressOf(one, { calendar, now }).items[0]!;
const dated = (clock: ItemClock, now = MONDAY) => withDates(clock, { calendar, thresholds: USUAL_THRESHOLDS, now });
const received = dated(startAcceptance({}, MONDAY));
const accepted = dated(startPromise(stopAcceptance(received, '2026-03-02', 'accepted'), '2026-03-02', LIMIT));

test('a day in a year whose official calendar is not out is told as provisional, an official one is not', () => {
  const expected = new WorkCalendar({
    version: 'expected', closes: '18:00', years: [{ year: 2026, status: 'official', off: [], work: [] }, { year: 2027, status: 'provisional', off: [], work: [] }],
  });
  const deadlineFrom = (now: number, on: CivilDate) => {
    const under = (clock: ItemClock) => withDates(clock, { calendar: expected, thresholds: USUAL_THRESHOLDS, now });
    const [asked, taken] = [under(startAcceptance({}, now)), under(startPromise({}, on, LIMIT))];
    const events = [{ type: 'correctionAsked', payload: { points: [], until: '2027-01-07', scope } }] as never;
    const told = (state: string, clock: ItemClock) => progressOf(caseWith(item(state, clock, 'examine'), events), { calendar: expected, now }).items[0]!.deadline;
    expect(progressOf(caseWith(item('correcting', { ...taken, correctBy: '2027-01-08', dates: { ...taken.dates!, provisionalDays: ['correctBy'] } }), events), { calendar: expected, now }).items[0]!.todo)
      .toMatchObject([{ kind: 'answerCorrection', until: '2027-01-08', provisional: true, text: { zh: expect.stringContaining('2027年1月8日') } }]);
    return [told('received', asked)?.provisional, told('handling', taken)?.provisional, told('correcting', { ...taken, correctBy: '2027-01-07', dates: { ...taken.dates!, provisionalDays: ['correctBy'] } })?.provisional];
  };
  expect(deadlineFrom(Date.parse('2026-12-30T02:00:00Z'), '2026-12-30')).toEqual([true, true, true]);
  expect(deadlineFrom(MONDAY, '2026-03-02').slice(0, 2)).toEqual([undefined, undefined]);
});

describe('who has it, until when and why', () => {
  test('an office that has to decide on acceptance', () => {
    expect(only(caseWith(item('received', received)))).toMatchObject({
      heldBy: 'authority', standing: { zh: '在卫健委，审查是否受理' }, share: 20,
      deadline: { on: '2026-03-09', text: { zh: '卫健委应在2026年3月9日前决定是否受理：自2026年3月2日（收到之日）次日起5个工作日，节假日不计' } },
    });
  });

  test('an office within its promise, with the steps of the date', () => {
    const { deadline, step, share } = only(caseWith(item('handling', accepted, 'decide')));
    expect(deadline!.text.zh).toBe('卫健委承诺在2026年3月9日前作出决定：自2026年3月2日（受理之日）次日起5个工作日');
    expect(deadline!.steps.at(-1)).toMatchObject({ rule: 'due', to: '2026-03-09' });
    expect([step!.zh, share]).toEqual(['decide', 63]);
  });

  test('a promise that was paused says what was not counted', () => {
    const clock = dated(goOn(pause(accepted, 'procedure', '2026-03-03', { kind: 'hearing', until: '2026-03-05' }), '2026-03-05'), MONDAY + 3 * DAY);
    expect(only(caseWith(item('handling', clock, 'examine')), MONDAY + 3 * DAY).deadline).toMatchObject({
      on: '2026-03-11', text: { zh: '卫健委承诺在2026年3月11日前作出决定：自2026年3月2日（受理之日）次日起5个工作日，补正和特别程序的时间不计' },
    });
  });

  test('a pause of the clock', () => {
    const clock = dated(pause(accepted, 'procedure', '2026-03-03', { kind: 'hearing', until: '2026-03-05' }), MONDAY + DAY);
    const events = [{ type: 'stepCompleted' as const, payload: { step: 'examine', outcome: 'pass', next: 'decide', scope } }];
    const told = only(caseWith(item('handling', clock, '$procedure'), events), MONDAY + DAY);
    expect(told).toMatchObject({ heldBy: 'authority', standing: { zh: '卫健委正在进行特别程序（听证）；承诺时限暂停计算' }, share: 63, step: undefined });
    expect(told.deadline!.text.zh).toContain('暂停计算，恢复后顺延');
  });

  test.each(['waiting', 'granted', 'refused', 'notAccepted', 'withdrawn', 'expired', 'ended', 'aborted', 'submitted', 'returned', 'correcting'])('every state has words: %s', (state) => {
    const asked = { type: 'returnedForRework' as const, payload: { points: [], until: '2026-03-16', scope } };
    const { standing } = only(caseWith(item(state, received), [asked]));
    expect(standing.zh.length).toBeGreaterThan(2);
    expect(standing.en).not.toMatch(/[{}]/);
  });

  test('a grant that was withdrawn', () => {
    expect(only(caseWith(item('granted', { ...accepted, decidedOn: '2026-03-05', grantWithdrawnOn: '2026-04-01' }))).standing.zh).toBe('准予决定已被撤销');
  });

  test('an item that waits names what it waits for', () => {
    expect(only(caseWith(item('waiting')))).toMatchObject({ heldBy: 'otherItem', standing: { zh: '等待：first办成后自动开始' }, share: 0 });
  });
});

describe('what the applicant must do', () => {
  const asked = { type: 'correctionAsked' as const, payload: { points: ['materials.photo'], until: '2026-03-16', phase: 'acceptance' as const, again: false, scope } };
  const correcting = awaitCorrection(stopAcceptance(received, '2026-03-02', 'returned'), undefined, { calendar, now: MONDAY });

  test('answer a correction, point by point, with what the office wrote', () => {
    const one = caseWith(item('correcting', correcting), [asked], { pointsOf: () => [{ field: 'materials.photo', reason: '太模糊' }] });
    expect(only(one)).toMatchObject({
      heldBy: 'applicant', deadline: { on: '2026-03-16' },
      todo: [{ kind: 'answerCorrection', until: '2026-03-16', text: { zh: '请在2026年3月16日前补正：materials.photo' }, points: [{ field: 'materials.photo', reason: '太模糊' }] }],
    });
  });

  test('without free texts the points keep their names', () => {
    expect(only(caseWith(item('correcting', correcting), [asked])).todo[0]!.points).toEqual([{ field: 'materials.photo', name: sameInBoth('materials.photo'), reason: undefined }]);
  });

  test('hand in what may come later, also while the office goes on', () => {
    const clock = { ...accepted, laterBy: '2026-03-12', laterMaterials: ['photo'] };
    expect(only(caseWith(item('handling', clock, 'examine'))).todo).toMatchObject([{ kind: 'supplyLater', until: '2026-03-12', text: { zh: '请在2026年3月12日前补交：materials.photo' } }]);
  });

  test('finish a draft, and ask for the consents that it lacks', () => {
    const one = caseWith(item('waiting'), [], {
      stage: 'draft', items: [], clock: { draftUntil: '2026-05-01' }, consents: [{ subject: 'otherParent', asked: false }, { subject: 'spouse', asked: true }],
    });
    expect(progressOf(one, { calendar, now: MONDAY })).toMatchObject({
      share: 0, todo: [{ kind: 'askConsent' }, { kind: 'awaitConsent' }, { kind: 'submitDraft', until: '2026-05-01' }],
    });
  });

  test('fetch results that are there', () => {
    const one = caseWith(item('granted'), [], { stage: 'completed', undelivered: ['birth'], clock: { deliverBy: '2026-03-16' } });
    expect(progressOf(one, { calendar, now: MONDAY })).toMatchObject({
      share: 95, todo: [{ kind: 'collectResults', until: '2026-03-16', text: { zh: '结果可以领取了：birth。地点：政务大厅' } }],
    });
    expect(progressOf({ ...one, undelivered: [], stage: 'delivered' }, { calendar, now: MONDAY })).toMatchObject({ share: 100, todo: [] });
  });
});
