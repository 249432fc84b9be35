import { type CivilDate, type DomainError, WorkCalendar } from '@onething/kernel';
import { contextAt, DAY, definitionOf, MONDAY, newItemState, PROCESS } from './fixtures/item-case';
import type { ItemCommand } from './item-command';
import { startAcceptance, withDates } from './item-clock';
import { decideItem, type ItemDecision, type ItemState } from './item-decision';

const definition = definitionOf(PROCESS);
const NO_ANSWERS = { q: {}, form: {} };
const result = { licenceId: '019d0000-0000-7000-8000-0000000000aa', licenceType: 'birth', holderPersonId: 'p', face: { name: '小明' }, faceDigest: 'd' };

function decide(state: ItemState, command: ItemCommand, now = MONDAY): ItemDecision {
  return decideItem(definition, state, command, NO_ANSWERS, contextAt(now));
}

function run(steps: [ItemCommand, number?][], start = newItemState()): { state: ItemState; last: ItemDecision } {
  let [state, last] = [start, undefined as ItemDecision | undefined];
  for (const [command, now] of steps) {
    last = decide(state, command, now);
    const made = last.result && { licenceId: last.result.licenceId, licenceType: last.result.licenceType, faceDigest: last.result.faceDigest };
    state = { ...state, ...last.next, result: made ?? state.result, version: state.version + 1, lastSeq: state.lastSeq + last.events.length };
  }
  return { state, last: last! };
}

const accepted: [ItemCommand, number?][] = [[{ type: 'receive' }], [{ type: 'accept' }]];
const granted: [ItemCommand, number?][] = [
  ...accepted, [{ type: 'completeStep', step: 'examine', outcome: 'pass' }], [{ type: 'decide', step: 'decide', outcome: 'grant' }],
];

function refusal(work: () => unknown): DomainError {
  try {
    work();
  } catch (error) {
    return error as DomainError;
  }
  throw new Error('nothing was refused');
}

test('receiving asks for a receipt number, while the five days of acceptance run', () => {
  const { last } = run([[{ type: 'receive' }]]);
  expect(last.numbers).toEqual([{ kind: 'receipt', scope: 'receipt 650102023', day: '2026-03-02', prefix: '65010202320260302', digits: 5, checked: true }]);
  expect(last.events).toEqual([expect.objectContaining({ type: 'received', payload: expect.objectContaining({ acceptBy: '2026-03-09' }) })]);
});

test('accepting asks for a case number and promises a day', () => {
  const { last, state } = run(accepted);
  expect(last.numbers).toEqual([expect.objectContaining({ kind: 'case', prefix: `${definition.implementingCode}260302` })]);
  expect(state.clock.dates).toMatchObject({ dueOn: '2026-03-09', stepDueOn: '2026-03-04', calendarVersion: 'test' });
  expect(last.events.at(-1)).toMatchObject({ type: 'accepted', seq: 3, payload: { dueOn: '2026-03-09' } });
});

test('a site inspection moves the promise by the working days that it took', () => {
  const { state } = run([
    ...accepted,
    [{ type: 'completeStep', step: 'examine', outcome: 'inspect' }, MONDAY + DAY],
    [{ type: 'completeStep', step: 'inspect', outcome: 'pass' }, MONDAY + 7 * DAY],
  ]);
  expect(state.clock.dates!.dueOn).toBe('2026-03-13');
  expect(state.clock.promise!.suspensions).toEqual([expect.objectContaining({ from: '2026-03-03', to: '2026-03-09' })]);
});

test('the issued result leaves the end of the item to the bundle, with the result', () => {
  const { last } = run([...granted, [{ type: 'issueResult', step: 'make', outcome: 'made', result }]]);
  expect(last.events.map((event) => event.type)).toEqual(['stepCompleted', 'resultIssued', 'itemClosed']);
  expect(JSON.stringify(last.events)).not.toContain('小明');
  expect(last.pending).toEqual([{
    type: 'itemEnded', itemId: null,
    payload: { itemId: newItemState().itemId, item: 'birth', outcome: 'granted', result: { licenceId: result.licenceId, licenceType: 'birth', faceDigest: 'd' }, decidedOn: '2026-03-02' },
  }]);
});

test('whether an item was on time is judged on the day of its decision, not of its licence', () => {
  const { last } = run([...granted, [{ type: 'issueResult', step: 'make', outcome: 'made', result }, MONDAY + 30 * DAY]]);
  expect(last.events.at(-1)).toMatchObject({ type: 'itemClosed', payload: { onTime: true } });
  const late = run([...granted.slice(0, 3), [{ type: 'decide', step: 'decide', outcome: 'refuse', reasons: '材料不实' }, MONDAY + 30 * DAY]]);
  expect(late.last.events.at(-1)).toMatchObject({ type: 'itemClosed', payload: { outcome: 'refused', onTime: false } });
});

test('a refusal needs reasons, which stand in a note and not in the event', () => {
  const deciding = run(granted.slice(0, 3)).state;
  expect(refusal(() => decide(deciding, { type: 'decide', step: 'decide', outcome: 'refuse' })).extra.fields![0]!.field).toBe('reasons');
  const decision = decide(deciding, { type: 'decide', step: 'decide', outcome: 'refuse', reasons: '材料不实' });
  expect(decision.note).toEqual({ seq: decision.events.find(({ type }) => type === 'decided')!.seq, text: '材料不实' });
  expect(JSON.stringify(decision.events)).not.toContain('材料不实');
});

test('a command that the machine has no way for is refused with the present state', () => {
  const error = refusal(() => decide(newItemState(), { type: 'accept' }));
  expect(error).toMatchObject({ kind: 'refused', code: 'CASES.COMMAND_NOT_POSSIBLE', extra: { current: { state: 'submitted', version: 1 } } });
});

test('a step is left by the command of its kind', () => {
  const deciding = run(granted.slice(0, 3)).state;
  expect(refusal(() => decide(deciding, { type: 'completeStep', step: 'decide', outcome: 'grant' })).code).toBe('CASES.STEP_OF_ANOTHER_KIND');
  expect(refusal(() => decide(deciding, { type: 'decide', step: 'nowhere', outcome: 'grant' })).code).toBe('CASES.STEP_UNKNOWN');
  expect(refusal(() => decide(deciding, { type: 'decide', step: 'decide', outcome: 'maybe' })).code).toBe('CASES.OUTCOME_UNKNOWN');
});

test('removing one transition from the process makes its command fail', () => {
  const without = { ...PROCESS, steps: PROCESS.steps.map((step) => (step.code === 'examine' ? { ...step, outcomes: step.outcomes.slice(1) } : step)) };
  const examining = run(accepted).state;
  const attempt = () => decideItem(definitionOf(without), examining, { type: 'completeStep', step: 'examine', outcome: 'pass' }, NO_ANSWERS, contextAt(MONDAY));
  expect(refusal(attempt).code).toBe('CASES.OUTCOME_UNKNOWN');
});

describe('a public notice', () => {
  const name = { zh: '公示', en: 'Notice' };
  const process: typeof PROCESS = { start: 'notice', steps: [{
    code: 'notice', kind: 'publicNotice', name, role: 'clerk', limit: { value: 5, unit: 'workingDays' }, suspendsClock: true,
    outcomes: [{ code: 'noObjection', name, to: 'decide' }, { code: 'objection', name, to: 'decide' }],
  }, ...PROCESS.steps.slice(2)] };
  const noticing = definitionOf(process);
  const put = (): ItemState => [{ type: 'receive' } as const, { type: 'accept' } as const].reduce((state, command) => {
    const { next, events } = decideItem(noticing, state, command, NO_ANSWERS, contextAt(MONDAY));
    return { ...state, ...next, lastSeq: state.lastSeq + events.length };
  }, newItemState());
  const close = (outcome: string, now: number) => decideItem(noticing, put(), { type: 'completeStep', step: 'notice', outcome }, NO_ANSWERS, contextAt(now));

  test('is not closed before its days have run, whatever its outcome; the refusal names the day', () => {
    for (const outcome of ['noObjection', 'objection']) {
      // Put up on Monday, 2 March, for five working days: up until the end of Monday, 9 March.
      expect(refusal(() => close(outcome, MONDAY + 7 * DAY))).toMatchObject({
        kind: 'refused', code: 'CASES.NOTICE_STILL_RUNS', message: expect.stringContaining('2026-03-10'), extra: { current: { step: 'notice', closableOn: '2026-03-10' } },
      });
      expect(close(outcome, MONDAY + 8 * DAY).next.step).toBe('decide');
    }
  });

  test('is late on the working day after the one on which it could be closed, not before', () => {
    const { clock } = put();
    expect(clock.dates).toMatchObject({ noticeClosableOn: '2026-03-10', stepDueOn: '2026-03-10' });
  });

  test('that was interrupted by a correction runs on for the days that are left', () => {
    const asked = decideItem(noticing, put(), { type: 'askCorrection', points: [{ field: 'form.a', reason: 'b' }] }, NO_ANSWERS, contextAt(MONDAY + DAY));
    const asking = { ...put(), ...asked.next };
    const answered = decideItem(noticing, asking, { type: 'answerCorrection', answersDigest: 'd' }, NO_ANSWERS, contextAt(MONDAY + 3 * DAY));
    expect(answered.next.clock.dates!.noticeClosableOn).toBe('2026-03-12');
  });
});

describe('under another calendar, or other thresholds of the lights', () => {
  const others = new WorkCalendar({ version: 'others', closes: '18:00', years: [{ year: 2026, status: 'official', off: [{ days: ['2026-03-05', '2026-03-06'], zh: '节', en: 'Feast' }], work: [] }] });
  const recompute = (state: ItemState, under: Parameters<typeof contextAt>[2], command: ItemCommand = { type: 'recompute' }, now = MONDAY + DAY) =>
    decideItem(definition, state, command, NO_ANSWERS, contextAt(now, 'worker', under));
  const dueAt = (day: string) => Date.parse(`${day}T00:00:00+08:00`);

  test('every timer is set anew: the warnings too, which stand in no stored date', () => {
    // Promised until Monday, 9 March: yellow when 80 % are used, on the Friday before; with two days off, on the Tuesday after.
    const { state } = run(accepted);
    const before = Object.fromEntries(run(accepted).last.timers.set.map((timer) => [timer.name, timer.dueAt]));
    const { timers, events } = recompute(state, { calendar: others });
    const after = Object.fromEntries(timers.set.map((timer) => [timer.name, timer.dueAt]));
    expect(events.map(({ type }) => type)).toEqual(['deadlinesRecomputed']);
    expect(Object.keys(after).sort()).toEqual(['close promise', 'near promise', 'passed promise', 'passed step']);
    expect(after['passed promise']).toBe(dueAt('2026-03-12'));
    expect(after['near promise']! - before['near promise']!).toBeGreaterThan(2 * DAY);
  });

  test('other thresholds move the warning and no deadline: no event, and nothing that people see', () => {
    const { state, last } = run(accepted);
    const later = recompute(state, { thresholds: { yellow: { remainingDays: 0.5, usedShare: 1 }, orange: { remainingDays: 0 } } });
    expect([later.events, later.quiet, later.next.clock.dates!.dueOn]).toEqual([[], true, state.clock.dates!.dueOn]);
    expect(later.next.clock.dates!.lightsVersion).not.toBe(state.clock.dates!.lightsVersion);
    const [was, is] = [last, later].map(({ timers }) => timers.set.find(({ name }) => name === 'near promise')!.dueAt);
    expect(is!).toBeGreaterThan(was!);
  });

  test('a timer that was set under the old ones is first set anew: what it would say may not be true any more', () => {
    const submitted = { ...newItemState(), clock: newItemState().clock };
    const { next, timers, events } = recompute(submitted, { calendar: others }, { type: 'acceptSilently' }, MONDAY + 8 * DAY);
    expect([next.state, events.map(({ type }) => type)]).toEqual(['submitted', ['deadlinesRecomputed']]);
    expect(timers.set).toContainEqual({ name: 'acceptSilently', dueAt: dueAt('2026-03-12'), command: { type: 'acceptSilently' } });
  });

  test('days for corrections, of the law and of a public notice are provisional, and move, as the promise does', () => {
    const DECEMBER = Date.parse('2026-12-23T02:00:00Z');
    const yearEnd = (status: 'provisional' | 'official', off: [string, string][]) => new WorkCalendar({
      version: status, closes: '18:00', years: [{ year: 2026, status: 'official', off: [], work: [] }, { year: 2027, status, off: off.map((days) => ({ days, zh: '元旦', en: 'New Year' })), work: [] }],
    });
    const [guessed, known] = [yearEnd('provisional', [['2027-01-01', '2027-01-01']]), yearEnd('official', [['2027-01-01', '2027-01-05']])];
    const name = { zh: '公示', en: 'Notice' };
    const notice = { code: 'notice', kind: 'publicNotice' as const, name, role: 'clerk' as const, limit: { value: 6, unit: 'workingDays' as const }, outcomes: [{ code: 'done', name, to: 'decide' }] };
    const noticing = { ...definitionOf({ start: 'notice', steps: [notice, ...PROCESS.steps.slice(2)] }), promise: { promised: { value: 5, unit: 'workingDays' as const }, statutory: { value: 20, unit: 'workingDays' as const } } };
    const act = (state: ItemState, command: ItemCommand, calendar: WorkCalendar, now = DECEMBER) => {
      const made = decideItem(noticing, state, command, NO_ANSWERS, contextAt(now, 'clerk', { calendar }));
      return { made, state: { ...state, ...made.next, lastSeq: state.lastSeq + made.events.length } };
    };
    const fresh = { ...newItemState(), clock: withDates(startAcceptance({}, DECEMBER), contextAt(DECEMBER, 'clerk', { calendar: guessed })) };
    const received = act(fresh, { type: 'receive' }, guessed).state;
    const putUp = act(received, { type: 'accept' }, guessed).state;
    // Promised until 30 December; up until 31 December, to be closed on the first working day of a year that nobody knows yet.
    expect(putUp.clock.dates).toMatchObject({ dueOn: '2026-12-30', statutoryDueOn: '2027-01-21', stepDueOn: '2027-01-04', provisional: true, provisionalDays: ['statutoryDueOn', 'stepDueOn'] });
    const again = act(putUp, { type: 'recompute' }, known, DECEMBER + DAY);
    expect(again.made.events).toMatchObject([{ type: 'deadlinesRecomputed', payload: { before: '2026-12-30', dueOn: '2026-12-30', moved: [
      { of: 'statutoryDueOn', before: '2027-01-21', on: '2027-01-25' }, { of: 'stepDueOn', before: '2027-01-04', on: '2027-01-06' },
    ] } }]);
    expect(again.state.clock.dates).not.toHaveProperty('provisional');

    const asked = act(received, { type: 'askCorrection', points: [{ field: 'form.a', reason: 'b' }] }, guessed).state;
    expect([asked.clock.correctBy, asked.clock.dates!.provisionalDays]).toEqual(['2027-01-07', ['correctBy']]);
    const moved = act(asked, { type: 'recompute' }, known, DECEMBER + DAY);
    expect(moved.made.events).toMatchObject([{ payload: { moved: [{ of: 'correctBy', before: '2027-01-07', on: '2027-01-11' }] } }]);
    expect(moved.made.timers.set).toEqual([{ name: 'expire', dueAt: dueAt('2027-01-12'), command: { type: 'expire' } }]);
    // What the applicant was told is not taken away, when the other calendar has fewer days off.
    expect(act(moved.state, { type: 'recompute' }, guessed, DECEMBER + DAY).state.clock.correctBy).toBe('2027-01-11');
    // So it is with the day by which a broken promise is to be put right, where nobody has named one.
    const broken = (rectifyBy?: CivilDate) => act({ ...putUp, clock: { ...putUp.clock, checkPromiseBy: '2027-03-01' }, machine: { ...putUp.machine, facts: { ...putUp.machine.facts, promise: 'open' } } },
      { type: 'checkPromise', kept: false, finding: 'f', ...(rectifyBy ? { rectifyBy } : {}) }, guessed).state;
    expect([broken().clock.rectifyBy, broken().clock.dates!.provisionalDays]).toEqual(['2027-01-07', ['statutoryDueOn', 'stepDueOn', 'rectifyBy']]);
    const later = act(broken(), { type: 'recompute' }, known, DECEMBER + DAY);
    expect(later.made.events).toMatchObject([{ payload: { moved: [{ of: 'statutoryDueOn' }, { of: 'stepDueOn' }, { of: 'rectifyBy', before: '2027-01-07', on: '2027-01-11' }] } }]);
    expect(later.made.timers.set).toContainEqual({ name: 'passed rectification', dueAt: dueAt('2027-01-12'), command: { type: 'passDeadline', of: 'rectification' } });
    expect(act(broken('2027-01-15'), { type: 'recompute' }, known, DECEMBER + DAY).state.clock.rectifyBy).toBe('2027-01-15');
    // Whoever answers first under the other calendar is in time as well.
    expect(act(asked, { type: 'answerCorrection', answersDigest: 'd' }, known, DECEMBER + 15 * DAY).made.events.map(({ type }) => type)).toEqual(['deadlinesRecomputed', 'correctionAnswered']);
  });

  test('an item that has ended meanwhile is left alone', () => {
    const { state } = run([[{ type: 'withdraw' }]]);
    expect(refusal(() => recompute(state, { calendar: others })).code).toBe('CASES.COMMAND_NOT_POSSIBLE');
  });
});

describe('a promise that is found broken', () => {
  const onPromise: [ItemCommand, number?][] = [[{ type: 'receive' }], [{ type: 'accept', onPromise: { checkBy: '2026-06-01' } }]];
  const check: ItemCommand = { type: 'checkPromise', kept: false, finding: '现场与承诺不符' };
  const decided: [ItemCommand, number?][] = [
    ...onPromise, [{ type: 'completeStep', step: 'examine', outcome: 'pass' }], [{ type: 'decide', step: 'decide', outcome: 'grant' }],
  ];
  const types = ({ events }: ItemDecision) => events.map(({ type }) => type);

  const withdraw: ItemCommand = { type: 'withdrawGrant', reason: '违反承诺，撤销准予' };

  test('after the result: the finding is one thing, the withdrawal by the head another, which takes the result back from the bundle', () => {
    const found = run([...decided, [{ type: 'issueResult', step: 'make', outcome: 'made', result }], [check, MONDAY + 3 * DAY]]);
    expect([types(found.last), found.last.pending, found.state.clock.grantWithdrawnOn]).toEqual([['promiseChecked'], [], undefined]);
    expect([found.last.note!.text, found.last.timers.cancel]).toEqual(['现场与承诺不符', ['near promiseCheck', 'passed promiseCheck']]);
    const { last, state } = run([[withdraw, MONDAY + 4 * DAY]], found.state);
    expect(types(last)).toEqual(['grantWithdrawn']);
    expect(last.events[0]!.payload).toMatchObject({ licenceId: result.licenceId });
    expect(last.note).toEqual({ seq: last.events[0]!.seq, text: '违反承诺，撤销准予' });
    expect(last.pending).toEqual([{ type: 'grantWithdrawn', itemId: null, payload: { itemId: state.itemId, item: 'birth' } }]);
    expect([state.clock.grantWithdrawnOn, last.next.state]).toEqual(['2026-03-06', 'granted']);
    expect(refusal(() => decide(state, withdraw)).code).toBe('CASES.COMMAND_NOT_POSSIBLE');
  });

  test('between grant and result: there is no result, and its withdrawal ends the item with nothing to take back', () => {
    const found = run([...decided, [check]]);
    expect(refusal(() => decide(found.state, { type: 'issueResult', step: 'make', outcome: 'made', result }))).toMatchObject({ kind: 'refused', code: 'CASES.PROMISE_BROKEN' });
    const { last } = run([[withdraw]], found.state);
    expect(types(last)).toEqual(['grantWithdrawn', 'itemClosed']);
    expect(last.events[0]!.payload).toMatchObject({ licenceId: null });
    expect(last.pending).toMatchObject([{ type: 'itemEnded', payload: { outcome: 'ended' } }]);
  });

  test('before the decision: it can be refused, and is granted only when a new check finds it in order', () => {
    const deciding = run([...onPromise, [check], [{ type: 'completeStep', step: 'examine', outcome: 'pass' }]]).state;
    const grant: ItemCommand = { type: 'decide', step: 'decide', outcome: 'grant' };
    expect(refusal(() => decide(deciding, grant))).toMatchObject({ kind: 'refused', code: 'CASES.PROMISE_BROKEN', extra: { current: { step: 'decide' } } });
    expect(run([[{ ...grant, outcome: 'refuse', reasons: '与承诺不符' }]], deciding).last.next.decision).toBe('refuse');
    const mended = run([[{ ...check, kept: true }], [grant]], deciding);
    expect([mended.last.next.decision, mended.last.next.step]).toEqual(['grant', 'make']);
  });

  test('the desks are told a week before the check, and when it is late; a broken one is to be put right within ten working days, or until the day that is named', () => {
    const { state, last } = run(onPromise);
    const timerOf = ({ timers }: ItemDecision, name: string) => timers.set.find((timer) => timer.name === name)?.dueAt;
    const day = (text: string) => Date.parse(`${text}T00:00:00+08:00`);
    expect([timerOf(last, 'near promiseCheck'), timerOf(last, 'passed promiseCheck')]).toEqual([day('2026-05-25'), day('2026-06-02')]);
    const near = decide(state, { type: 'warn', of: 'promiseCheck', light: 'yellow' }, day('2026-05-25'));
    expect([near.events[0]!.payload, near.timers.cancel]).toMatchObject([{ of: 'promiseCheck', dueOn: '2026-06-01', light: 'yellow' }, expect.arrayContaining(['near promiseCheck'])]);
    const broken = run([[check]], state);
    expect([broken.state.clock.checkPromiseBy, broken.state.clock.rectifyBy, broken.last.events[0]!.payload]).toMatchObject([undefined, '2026-03-16', { kept: false, until: '2026-03-16' }]);
    expect([timerOf(broken.last, 'near rectification'), timerOf(broken.last, 'passed rectification')]).toEqual([day('2026-03-09'), day('2026-03-17')]);
    expect(decide(broken.state, { type: 'passDeadline', of: 'rectification' }, day('2026-03-17')).events[0]!.payload).toMatchObject({ of: 'rectification', dueOn: '2026-03-16' });
    expect(run([[{ ...check, rectifyBy: '2026-04-01' }]], state).state.clock.rectifyBy).toBe('2026-04-01');
    const mended = run([[{ ...check, kept: true }]], broken.state);
    expect([mended.state.clock.rectifyBy, mended.last.timers.cancel.sort()]).toEqual([undefined, ['near rectification', 'passed rectification']]);
    expect(mended.last.events[0]!.payload).not.toHaveProperty('until');
  });

  test('one that was kept bars and withdraws nothing', () => {
    const kept = run([...decided, [{ ...check, kept: true }]]);
    expect([types(kept.last), refusal(() => decide(kept.state, withdraw)).code]).toEqual([['promiseChecked'], 'CASES.COMMAND_NOT_POSSIBLE']);
    expect(run([[{ type: 'issueResult', step: 'make', outcome: 'made', result }]], kept.state).last.next.state).toBe('granted');
  });
});

test('a special procedure that lasts longer than was planned is told of once, and ends all the same', () => {
  const { state, last } = run([...accepted, [{ type: 'startProcedure', kind: 'hearing', reason: 'r', plannedEnd: '2026-03-05' }]]);
  const dueAt = Date.parse('2026-03-06T00:00:00+08:00');
  expect(last.timers.set).toEqual([{ name: 'passed procedure', dueAt, command: { type: 'passDeadline', of: 'procedure' } }]);
  const late = run([[{ type: 'passDeadline', of: 'procedure' }, dueAt]], state);
  expect(late.last.events).toMatchObject([{ type: 'deadlinePassed', payload: { of: 'procedure', dueOn: '2026-03-05' } }]);
  expect([late.last.timers, late.last.next.step, late.last.quiet]).toEqual([{ set: [], cancel: ['passed procedure'] }, '$procedure', true]);
  // The whole of it is not counted: Monday to Friday, so that the promise ends four working days later.
  const ended = run([[{ type: 'endProcedure' }, MONDAY + 4 * DAY]], late.state);
  expect([ended.state.clock.dates!.dueOn, ended.last.timers.set.map(({ name }) => name)]).toEqual(['2026-03-13', expect.arrayContaining(['passed promise'])]);
  expect(run([[{ type: 'endProcedure' }, MONDAY + DAY]], state).last.timers.cancel).toContain('passed procedure');
});

describe('the five working days for the decision on acceptance', () => {
  // Received on Monday, 2 March: until the end of Monday, 9 March.
  const [lastDay, dayAfter] = [MONDAY + 7 * DAY, MONDAY + 8 * DAY];
  const points = [{ field: 'form.a', reason: 'b' }];
  const received = run([[{ type: 'receive' }]]).state;
  const speaks: [ItemState, ItemCommand][] = [
    [newItemState(), { type: 'returnForRework', points }], [newItemState(), { type: 'notAccept', reason: '不属本机关' }], [received, { type: 'notAccept', reason: '不属本机关' }],
    [received, { type: 'accept' }], [received, { type: 'askCorrection', points }],
  ];

  test.each(speaks)('when they are over, nobody speaks any more, whether or not the platform has noted it (%#)', (state, command) => {
    expect(decide(state, command, lastDay).events.length).toBeGreaterThan(0);
    expect(refusal(() => decide(state, command, dayAfter))).toMatchObject({
      kind: 'refused', code: 'CASES.ACCEPTED_BY_SILENCE', extra: { current: { acceptedOn: '2026-03-02', version: state.version } },
    });
  });

  test('what is noted days later counts from the day of receipt', () => {
    const { next } = decide(received, { type: 'acceptSilently' }, MONDAY + 11 * DAY);
    expect([next.state, next.clock.dates!.acceptedOn, next.clock.dates!.dueOn]).toEqual(['handling', '2026-03-02', '2026-03-09']);
  });

  test('noted only when the promise has run out as well, it warns of nothing any more; a warning that lies there still is dropped', () => {
    const late = decide(received, { type: 'acceptSilently' }, MONDAY + 11 * DAY);
    expect(late.timers.set.map(({ name }) => name)).toEqual(['passed step', 'passed promise']);
    const state = { ...received, ...late.next, version: 9 };
    expect(refusal(() => decide(state, { type: 'warn', of: 'promise', light: 'yellow' }, MONDAY + 11 * DAY)).code).toBe('CASES.COMMAND_NOT_POSSIBLE');
    const inTime = decide(received, { type: 'acceptSilently' }, MONDAY + 7 * DAY);
    expect(inTime.timers.set.map(({ name }) => name)).toContain('near promise');
  });

  test('stop with the word for what has ended them', () => {
    const reasonAfter = (command: ItemCommand) => decide(received, command).next.clock.acceptance!.stop!.reason;
    expect([
      { type: 'accept' } as const, { type: 'askCorrection', points } as const, { type: 'notAccept', reason: 'r' } as const, { type: 'withdraw' } as const, { type: 'end', why: 'other', reason: 'r' } as const,
    ].map(reasonAfter)).toEqual(['accepted', 'correction', 'notAccepted', 'withdrawn', 'ended']);
  });
});

test.each([15, 16, 21])('a correction that lapses is not counted until its last day, however late the platform notes it (day %i)', (day) => {
  // Asked on Monday, 2 March: ten working days, until Monday, 16 March; five working days of the promise after it.
  const paused = run([...accepted, [{ type: 'askCorrection', points: [{ field: 'form.a', reason: 'b' }] }]]).state;
  const { clock } = decide(paused, { type: 'expire' }, MONDAY + day * DAY).next;
  expect([clock.promise!.suspensions[0]!.to, clock.dates!.dueOn]).toEqual(['2026-03-16', '2026-03-23']);
});

test('an item is accepted on a promise only where the catalogue says so', () => {
  const { state } = run([[{ type: 'receive' }]]);
  const accept = (onPromise: boolean) => decideItem({ ...definition, onPromise }, state, { type: 'accept', onPromise: { checkBy: '2026-06-01' } }, NO_ANSWERS, contextAt(MONDAY));
  expect(accept(true).next.machine.facts.promise).toBe('open');
  expect(refusal(() => accept(false))).toMatchObject({ kind: 'invalid', code: 'CASES.ITEM_NOT_ON_PROMISE', extra: { fields: [{ field: 'onPromise' }] } });
});

describe('warnings', () => {
  // Promised until Monday, 9 March, office hours from 9 to 18: yellow on Thursday evening, orange on Monday at half past one.
  const { state } = run(accepted);
  const warn = (light: 'yellow' | 'orange', on: ItemState, now: number) => decide(on, { type: 'warn', of: 'promise', light }, now);
  const dueAt = Object.fromEntries(run(accepted).last.timers.set.map((timer) => [timer.name, timer.dueAt]));

  test('come when the light turns yellow, and once more when it turns orange', () => {
    expect(dueAt['near promise']!).toBeLessThan(dueAt['close promise']!);
    expect(dueAt['close promise']!).toBeLessThan(dueAt['passed promise']!);
    const near = warn('yellow', state, dueAt['near promise']!);
    expect([near.events[0]!.payload, near.timers.cancel]).toMatchObject([{ of: 'promise', dueOn: '2026-03-09', light: 'yellow' }, ['near promise']]);
    const close = warn('orange', { ...state, ...near.next }, dueAt['close promise']!);
    expect([close.events[0]!.payload, close.timers.cancel, close.quiet]).toMatchObject([{ light: 'orange' }, ['close promise'], true]);
    expect(close.next.clock.told).toEqual(['near promise 2026-03-09', 'close promise 2026-03-09']);
  });

  test('that a worker finds together are one: the orange one', () => {
    expect(refusal(() => warn('yellow', state, dueAt['close promise']!)).code).toBe('CASES.COMMAND_NOT_POSSIBLE');
    const { events, timers, next } = warn('orange', state, dueAt['close promise']!);
    expect([events.length, timers.cancel.sort()]).toEqual([1, ['close promise', 'near promise']]);
    expect(refusal(() => warn('orange', { ...state, ...next }, dueAt['passed promise']!)).code).toBe('CASES.COMMAND_NOT_POSSIBLE');
  });

  test('come again when the day moves', () => {
    const close = { ...state, ...warn('orange', state, dueAt['close promise']!).next };
    const moved = run([[{ type: 'proposeExtension', days: 3, reason: 'r' }, 7 * DAY + MONDAY]], close).state;
    const { timers } = decideItem(definition, moved, { type: 'approveExtension' }, NO_ANSWERS, contextAt(MONDAY + 7 * DAY, 'head'));
    expect(timers.set.map(({ name }) => name).sort()).toEqual(['close promise', 'near promise', 'passed promise']);
  });
});

describe('an item that the authority above decides', () => {
  const below = { ...definition, forwards: true };
  const at = (state: ItemState, command: ItemCommand, now: number) => decideItem(below, state, command, NO_ANSWERS, contextAt(now));
  const received = run([[{ type: 'receive' }]]).state;
  const accepting = at(received, { type: 'accept' }, MONDAY);
  const state: ItemState = { ...received, ...accepting.next };

  test('is to be forwarded within 20 working days, with warnings and a passing of their own', () => {
    expect(state.clock.dates!.forwardBy).toBe('2026-03-30');
    expect(accepting.timers.set.map(({ name }) => name)).toEqual(expect.arrayContaining(['near forwarding', 'close forwarding', 'passed forwarding']));
    const passed = at(state, { type: 'passDeadline', of: 'forwarding' }, MONDAY + 29 * DAY);
    expect(passed.events[0]).toMatchObject({ type: 'deadlinePassed', payload: { of: 'forwarding', dueOn: '2026-03-30' } });
    expect(passed.timers.cancel).toContain('passed forwarding');
  });

  test('what does not count for the promise does not count for it either', () => {
    const started = at(state, { type: 'startProcedure', kind: 'hearing', reason: 'r', plannedEnd: '2026-03-05' }, MONDAY);
    const ended = at({ ...state, ...started.next }, { type: 'endProcedure' }, MONDAY + 2 * DAY);
    expect(ended.next.clock.dates!.forwardBy).toBe('2026-04-01');
  });

  test('is not waited for any more once it is forwarded, or decided after all', () => {
    const forwarded = at(state, { type: 'forwardUp', reason: 'r', to: { division: '650100', authorityUscc: 'u' } }, MONDAY + DAY);
    expect([forwarded.next.clock.forwards, forwarded.next.clock.dates!.forwardBy]).toEqual([undefined, undefined]);
    expect(forwarded.timers.cancel).toEqual(expect.arrayContaining(['near forwarding', 'close forwarding', 'passed forwarding']));
    const examined: ItemState = { ...state, ...at(state, { type: 'completeStep', step: 'examine', outcome: 'pass' }, MONDAY).next };
    expect(at(examined, { type: 'decide', step: 'decide', outcome: 'grant' }, MONDAY).next.clock.dates!.forwardBy).toBeUndefined();
  });

  test('elsewhere nobody waits for it', () => expect(run(accepted).state.clock.dates!.forwardBy).toBeUndefined());
});

test('an item that was reopened is accepted again, and says so, once it was accepted before; it is not received again', () => {
  const again = (state: ItemState, type: 'accept' | 'acceptSilently') => (decide(state, { type }).events[0]!.payload as { again: boolean }).again;
  const reopen: [ItemCommand] = [{ type: 'reopen', reason: 'r' }];
  const notAccepted = run([[{ type: 'receive' }], [{ type: 'notAccept', reason: 'r' }], reopen]).state;
  expect([notAccepted.machine.value, again(notAccepted, 'accept')]).toEqual(['received', false]);
  const ended = run([[{ type: 'accept' }], [{ type: 'end', why: 'other', reason: 'r' }], reopen], notAccepted).state;
  expect([ended.machine.value, again(ended, 'accept'), again(ended, 'acceptSilently')]).toEqual(['received', true, true]);
});

test('a case that is forwarded up says whether the preliminary review was in its 20 working days', () => {
  const forward = (day: number) => decide(run(accepted).state, { type: 'forwardUp', reason: 'r', to: { division: '650100', authorityUscc: 'u' } }, MONDAY + day * DAY);
  expect([28, 29].map((day) => forward(day).events.find(({ type }) => type === 'forwardedUp')!.payload)).toMatchObject([
    { dueOn: '2026-03-30', onTime: true }, { dueOn: '2026-03-30', onTime: false },
  ]);
});
