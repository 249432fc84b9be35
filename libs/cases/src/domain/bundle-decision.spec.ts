import { WorkCalendar } from '@onething/kernel';
import { createBundleMachine } from '@onething/workflow';
import { type BundleCommand, type BundleDecision, type BundleState, decideBundle, NEW_BUNDLE } from './bundle-decision';
import { CHAIN_START } from './event-chain';
import { contextAt, DAY, MONDAY } from './fixtures/item-case';

const SHAPE = ['sign', 'food'].map((code) => ({ code, dependsOn: [], itemId: `id-${code}`, department: 'd' }));
const result = (code: string) => ({ licenceId: `l-${code}`, licenceType: code, faceDigest: 'd' });
const ended = (item: string): BundleCommand => ({ type: 'itemEnded', itemId: `id-${item}`, item, outcome: 'granted', result: result(item) });
const withdrawn = (item: string): BundleCommand => ({ type: 'grantWithdrawn', itemId: `id-${item}`, item });
const deliver = (...items: string[]): BundleCommand => ({ type: 'deliver', how: 'collected', ...(items.length > 0 ? { items } : {}) });

/** The day on which everything happens here. */
const TUESDAY = '2026-03-03';
/** Submitted on that day, and five working days long. */
const PROMISED = { promise: expect.objectContaining({ on: '2026-03-10', days: 5 }) as object };
const refused = (item: string): BundleCommand => ({ type: 'itemEnded', itemId: `id-${item}`, item, outcome: 'refused' });
const reopened = (item: string): BundleCommand => ({ type: 'itemReopened', itemId: `id-${item}`, item });
const typesOf = ({ events }: BundleDecision) => events.map(({ type }) => type);

function run(...commands: BundleCommand[]): { state: BundleState; last: BundleDecision } {
  let state: BundleState = {
    caseId: 'c', scope: { oneThing: 'o', oneThingVersion: 1, division: '650102' }, region: '650000', machine: NEW_BUNDLE, shape: null, clock: {}, ends: {},
    deliveries: {}, version: 1, lastSeq: 1, lastHash: CHAIN_START,
  };
  let last: BundleDecision | undefined;
  const all: BundleCommand[] = [{ type: 'submit', shape: SHAPE, answersDigest: 'd', days: 5 }, ...commands];
  for (const command of all) {
    last = decideBundle(createBundleMachine, state, command, contextAt(MONDAY + DAY));
    state = { ...state, ...last.next, version: state.version + 1, lastSeq: state.lastSeq + last.events.length };
  }
  return { state, last: last! };
}

describe('a grant that is withdrawn', () => {
  test('takes its result from what is to be handed over', () => {
    const { last, state } = run(ended('sign'), ended('food'), withdrawn('food'));
    expect(last.events).toMatchObject([{ type: 'grantWithdrawalApplied', payload: { item: 'food' } }]);
    expect([state.ends['food']!.result, state.clock.deliverBy]).toEqual([undefined, expect.any(String)]);
    expect(() => decideBundle(createBundleMachine, state, deliver('food'), contextAt(MONDAY))).toThrow('CASES.NOT_DELIVERABLE');
    expect(decideBundle(createBundleMachine, state, deliver(), contextAt(MONDAY)).next.state).toBe('delivered');
  });

  test('ends the wait when nothing else is missing: delivered with what was handed over, or with nothing to hand over', () => {
    const parted = run(ended('sign'), ended('food'), deliver('sign'), withdrawn('food'));
    expect([parted.last.next.state, parted.last.timers.cancel]).toEqual(['delivered', ['delivery']]);
    const nothing = run(ended('sign'), ended('food'), withdrawn('food'), withdrawn('sign'));
    expect([nothing.last.next.state, nothing.last.next.clock, nothing.last.timers.cancel]).toEqual(['completed', { ...PROMISED, completedOn: TUESDAY }, ['delivery']]);
  });

  test('is applied once, and to nothing that gave no result', () => {
    const { last } = run(ended('sign'), withdrawn('sign'), withdrawn('sign'));
    expect(last.events).toEqual([]);
    expect(run(withdrawn('food')).last.events).toEqual([]);
  });
});

describe('an item that is reopened after the delivery', () => {
  const back = run(ended('sign'), refused('food'), deliver(), reopened('food'));

  test('takes the bundle back to its handling, with what was delivered', () => {
    expect([back.last.next.state, typesOf(back.last)]).toEqual(['handling', ['itemReopeningApplied']]);
    expect([Object.keys(back.state.ends), Object.keys(back.state.deliveries), back.state.clock]).toEqual([['sign'], ['sign'], { ...PROMISED, completedOn: TUESDAY, deliveredOn: TUESDAY }]);
  });

  test('leads to a delivery of its own when it is granted after all', () => {
    const granted = run(ended('sign'), refused('food'), deliver(), reopened('food'), ended('food'));
    expect([granted.last.next.state, typesOf(granted.last)]).toEqual(['completed', ['itemEndApplied', 'completed']]);
    expect(granted.state.clock.deliverBy).toBe('2026-03-17');
    const { next, events } = decideBundle(createBundleMachine, granted.state, deliver(), contextAt(MONDAY + DAY));
    expect([next.state, events[0]!.payload]).toEqual(['delivered', expect.objectContaining({ items: ['food'], all: true, again: true })]);
  });

  test('is told as completed and delivered again, which figures do not count', () => {
    const first = run(ended('sign'), refused('food'), deliver());
    expect(first.last.events[0]!.payload).toMatchObject({ all: true, again: false });
    const { payload } = run(ended('sign'), refused('food'), deliver(), reopened('food'), ended('food')).last.events[1]!;
    expect([run(ended('sign'), refused('food')).last.events[1]!.payload, payload]).toMatchObject([{ again: false }, { again: true }]);
  });

  test('ends as delivered when it fails again', () => {
    const { last } = run(ended('sign'), refused('food'), deliver(), reopened('food'), refused('food'));
    expect([last.next.state, typesOf(last), last.events[2]!.payload]).toEqual([
      'delivered', ['itemEndApplied', 'completed', 'delivered'], expect.objectContaining({ how: 'collected', items: [], all: true }),
    ]);
  });
});

test('results that were handed over in parts make the bundle delivered when the last item fails, and nothing is late', () => {
  const { last, state } = run(ended('sign'), deliver('sign'), refused('food'));
  expect([last.next.state, state.clock, last.timers.set]).toEqual(['delivered', { ...PROMISED, completedOn: TUESDAY, deliveredOn: TUESDAY }, []]);
  expect(typesOf(last)).toEqual(['itemEndApplied', 'completed', 'delivered']);
});

test('what is posted has the number of its parcel', () => {
  const { state } = run(ended('sign'));
  const post = (tracking?: string) => decideBundle(createBundleMachine, state, { type: 'deliver', how: 'posted', tracking }, contextAt(MONDAY));
  expect(post).toThrow(expect.objectContaining({ kind: 'invalid', code: 'CASES.TRACKING_MISSING', extra: { fields: [expect.objectContaining({ field: 'tracking' })] } }));
  expect(post('EMS2026041001').next.deliveries['sign']).toMatchObject({ how: 'posted', tracking: 'EMS2026041001' });
});

describe('a day for the delivery that was computed before the notice of its year', () => {
  const calendar = (version: string, status: 'official' | 'provisional', off: string[]) => new WorkCalendar({
    version, closes: '18:00', years: [{ year: 2026, status, off: off.map((day) => ({ days: [day, day] as [string, string], zh: '假', en: 'off' })), work: [] }],
  });
  const under = (version: string, status: 'official' | 'provisional', off: string[] = []) => ({ ...contextAt(MONDAY + DAY), calendar: calendar(version, status, off) });
  const recompute: BundleCommand = { type: 'recomputeDays' };
  const { state } = run();
  const { next } = decideBundle(createBundleMachine, state, ended('sign'), under('before', 'provisional'));
  const before = { ...state, ...next };

  test('says so, and moves when that is loaded, with its timer and an event', () => {
    expect(before.clock).toEqual({ ...PROMISED, deliverBy: '2026-03-17', deliverByProvisional: true, provisionalUnder: 'before' });
    const after = decideBundle(createBundleMachine, before, recompute, under('notice', 'official', ['2026-03-17']));
    expect([after.next.clock, after.timers.set, after.quiet]).toEqual([{ ...PROMISED, deliverBy: '2026-03-18' }, [expect.objectContaining({ name: 'delivery' })], true]);
    expect(after.events).toMatchObject([{ type: 'deliveryRecomputed', payload: { days: [{ item: 'sign', before: '2026-03-17', dueOn: '2026-03-18' }], calendarVersion: 'notice' } }]);
    expect(decideBundle(createBundleMachine, { ...before, ...after.next }, recompute, under('later', 'official')).events).toEqual([]);
  });

  test('stays as it is under the same calendar, and is no longer looked at when the result was handed over', () => {
    expect(decideBundle(createBundleMachine, before, recompute, under('before', 'provisional')).events).toEqual([]);
    const delivered = decideBundle(createBundleMachine, before, deliver(), under('before', 'provisional')).next;
    expect(delivered.clock).toEqual(PROMISED);
    expect(decideBundle(createBundleMachine, { ...before, ...delivered }, recompute, under('notice', 'official')).events).toEqual([]);
  });

  test('that had passed is in time again when it moves', () => {
    const late = { ...contextAt(MONDAY + 16 * DAY), calendar: calendar('before', 'provisional', []) };
    const passed = { ...before, ...decideBundle(createBundleMachine, before, { type: 'passDelivery' }, late).next };
    expect(passed.clock).toMatchObject({ deliveryPassed: true });
    const after = decideBundle(createBundleMachine, passed, recompute, { ...late, calendar: calendar('notice', 'official', ['2026-03-17']) });
    expect(after.next.clock).toEqual({ ...PROMISED, deliverBy: '2026-03-18' });
  });
});

describe('the promised day of the whole, computed before the notice of its year', () => {
  const calendar = (version: string, status: 'official' | 'provisional', off: string[] = []) => new WorkCalendar({
    version, closes: '18:00', years: [{ year: 2026, status, off: off.map((day) => ({ days: [day, day] as [string, string], zh: '假', en: 'off' })), work: [] }],
  });
  const at = (version: string, status: 'official' | 'provisional', off?: string[]) => ({ ...contextAt(MONDAY + DAY), calendar: calendar(version, status, off) });
  const submit: BundleCommand = { type: 'submit', shape: SHAPE, answersDigest: 'd', days: 5 };
  const draft = { ...run().state, machine: NEW_BUNDLE, shape: null, clock: {} };
  const { next } = decideBundle(createBundleMachine, draft, submit, at('before', 'provisional'));
  const before: BundleState = { ...draft, ...next };
  const recompute: BundleCommand = { type: 'recomputeDays' };

  test('says so, and moves when that is loaded, with an event', () => {
    expect(before.clock).toMatchObject({ provisionalUnder: 'before', promise: { on: '2026-03-10', provisional: true, calendarVersion: 'before' } });
    expect(decideBundle(createBundleMachine, before, recompute, at('before', 'provisional')).events).toEqual([]);
    const after = decideBundle(createBundleMachine, before, recompute, at('notice', 'official', ['2026-03-05']));
    expect(after.events).toMatchObject([{ type: 'promiseRecomputed', payload: { before: '2026-03-10', dueOn: '2026-03-11', calendarVersion: 'notice' } }]);
    expect([after.next.clock, after.quiet]).toEqual([{ promise: { at: MONDAY + DAY, days: 5, on: '2026-03-11', calendarVersion: 'notice' } }, true]);
    expect(decideBundle(createBundleMachine, { ...before, ...after.next }, recompute, at('later', 'official')).events).toEqual([]);
  });

  test('moves beside that of a result that waits to be handed over, each by an event', () => {
    const made = { ...before, ...decideBundle(createBundleMachine, before, ended('sign'), at('before', 'provisional')).next };
    const after = decideBundle(createBundleMachine, made, recompute, at('notice', 'official', ['2026-03-05']));
    expect(after.events.map(({ type }) => type)).toEqual(['promiseRecomputed', 'deliveryRecomputed']);
    expect(after.next.clock.provisionalUnder).toBeUndefined();
  });

  test('stays as it is when all items have ended', () => {
    const over = [refused('sign'), refused('food')].reduce((state, command) => ({ ...state, ...decideBundle(createBundleMachine, state, command, at('before', 'provisional')).next }), before);
    expect([over.clock.provisionalUnder, over.clock.promise?.on]).toEqual([undefined, '2026-03-10']);
    expect(decideBundle(createBundleMachine, over, recompute, at('notice', 'official', ['2026-03-05'])).events).toEqual([]);
  });
});

describe('the ten working days for the delivery', () => {
  const decided = (item: string, decidedOn: string): BundleCommand => ({ ...ended(item), decidedOn }) as BundleCommand;
  const pass = (state: BundleState, day: number) => decideBundle(createBundleMachine, state, { type: 'passDelivery' }, contextAt(MONDAY + day * DAY));

  test('count from each decision, while other items go on', () => {
    const { last, state } = run(decided('sign', '2026-03-02'));
    expect([state.clock, last.timers.set]).toEqual([{ ...PROMISED, deliverBy: '2026-03-16' }, [expect.objectContaining({ name: 'delivery', dueAt: Date.parse('2026-03-17T00:00+08:00') })]]);
  });

  test('are told for each result when they have passed', () => {
    const { state } = run(decided('sign', '2026-03-02'), decided('food', '2026-03-03'));
    expect(() => pass(state, 14)).toThrow('CASES.COMMAND_NOT_POSSIBLE');
    const first = pass(state, 15);
    expect(first.events.map(({ payload }) => payload)).toMatchObject([{ dueOn: '2026-03-16', items: ['sign'] }]);
    expect(first.next.clock).toEqual({ ...PROMISED, completedOn: TUESDAY, deliverBy: '2026-03-17', deliveryOverdue: true });
    const second = pass({ ...state, ...first.next }, 16);
    expect(second.events.map(({ payload }) => payload)).toMatchObject([{ dueOn: '2026-03-17', items: ['food'] }]);
    expect([second.next.clock, second.timers]).toEqual([{ ...PROMISED, completedOn: TUESDAY, deliverBy: '2026-03-16', deliveryPassed: true, deliveryOverdue: true }, { set: [], cancel: ['delivery'] }]);
  });

  test('are told of all that is late at once, each with its day', () => {
    const { state } = run(decided('sign', '2026-03-02'), decided('food', '2026-03-03'));
    expect(pass(state, 20).events.map(({ payload }) => payload)).toMatchObject([{ dueOn: '2026-03-16', items: ['sign'] }, { dueOn: '2026-03-17', items: ['food'] }]);
  });
});

test('a case whose data are erased stays so, whatever else happens to it, and nothing of it is handed over', () => {
  const erased: BundleCommand[] = [ended('sign'), refused('food'), deliver(), { type: 'eraseData', rule: 'case' }];
  const { dataErasedOn } = run(...erased).state.clock;
  expect(dataErasedOn).toBeDefined();
  const back = run(...erased, reopened('food'));
  expect([back.last.next.state, back.state.clock]).toEqual(['handling', { ...PROMISED, dataErasedOn, completedOn: TUESDAY, deliveredOn: TUESDAY }]);
  const again = run(...erased, reopened('food'), ended('food'));
  expect([again.last.next.state, again.state.clock.dataErasedOn]).toEqual(['completed', dataErasedOn]);
  expect(() => decideBundle(createBundleMachine, again.state, deliver(), contextAt(MONDAY + DAY))).toThrow(expect.objectContaining({ kind: 'refused', code: 'CASES.DATA_ERASED' }));
  expect(run(...erased, withdrawn('sign')).state.clock).toEqual({ ...PROMISED, dataErasedOn, completedOn: TUESDAY, deliveredOn: TUESDAY });
});
