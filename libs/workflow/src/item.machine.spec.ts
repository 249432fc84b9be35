import { type ItemEffect, type ItemFacts, type ItemMachineEvent, stepEvent } from './item-facts';
import { createItemMachine } from './item.machine';
import type { Process, ProcessStep, StepOutcome } from './process';
import { initialState, step, type StoredState } from './step';

const name = { zh: '环节', en: 'Step' };
const to = (code: string, target: string, more: Partial<StepOutcome> = {}): StepOutcome => ({ code, name, to: target, ...more });
const make = (code: string, kind: ProcessStep['kind'], outcomes: StepOutcome[], more: Partial<ProcessStep> = {}): ProcessStep => ({
  code, kind, name, role: 'reviewer', limit: { value: 2, unit: 'workingDays' }, outcomes, ...more,
});

const process: Process = {
  start: 'examine',
  steps: [
    make('examine', 'examination', [to('pass', 'decide'), to('inspect', 'inspect', { when: 'form.area > 100' })]),
    make('inspect', 'siteInspection', [to('pass', 'panel'), to('again', 'inspect')], { suspendsClock: true }),
    make('panel', 'review', [to('agree', 'decide'), to('reject', '@refused')], { reviewers: 2 }),
    make('decide', 'decision', [to('grant', 'make', { decides: 'grant' }), to('refuse', '@refused', { decides: 'refuse' })]),
    make('make', 'resultMaking', [to('made', '@granted')]),
  ],
};
const evaluate = (_expression: string, answers: ItemMachineEvent['answers']) => Number(answers.form['area'] ?? 0) > 100;
const machine = createItemMachine(process, evaluate);
const event = (type: string, actorId = 'a', area = 50): ItemMachineEvent => ({ type, actorId, answers: { q: {}, form: { area } } });
const start = (at?: string) => initialState<ItemFacts>(machine, at);

function run(types: (string | ItemMachineEvent)[], from = start()): StoredState<ItemFacts> {
  return types.reduce((state, next) => {
    const taken = step<ItemFacts, ItemEffect>(machine, state, typeof next === 'string' ? event(next) : next);
    if (!taken) throw new Error(`no way for ${JSON.stringify(next)} in ${JSON.stringify(state.value)}`);
    return taken.next;
  }, from);
}
const refused = (state: StoredState<ItemFacts>, next: ItemMachineEvent) => step(machine, state, next) === undefined;

const toExamine = ['receive', 'accept'];

test('an item runs from submission to granted, and its effects come out as data', () => {
  const making = run([...toExamine, stepEvent('examine', 'pass'), stepEvent('decide', 'grant')]);
  const last = step<ItemFacts, ItemEffect>(machine, making, event(stepEvent('make', 'made')))!;
  expect(last.next.value).toBe('granted');
  expect(last.ended).toBe(true);
  expect(last.effects.at(-1)).toEqual({ type: 'closed', outcome: 'granted' });
});

test('acceptance starts the promise clock and the first step', () => {
  const accepted = step<ItemFacts, ItemEffect>(machine, run(['receive']), event('accept'))!;
  expect(accepted.effects).toEqual([
    { type: 'promiseClockStarted' },
    { type: 'stepStarted', step: 'examine', limit: { value: 2, unit: 'workingDays' } },
  ]);
});

test('corrections before acceptance are asked once', () => {
  const corrected = run(['receive', 'askCorrection', 'answerCorrection']);
  expect(refused(corrected, event('askCorrection'))).toBe(true);
  expect(corrected.value).toBe('received');
});

test('an outcome under a condition is open only when the condition holds', () => {
  const examining = run(toExamine);
  expect(refused(examining, event(stepEvent('examine', 'inspect'), 'a', 50))).toBe(true);
  const inspecting = step<ItemFacts, ItemEffect>(machine, examining, event(stepEvent('examine', 'inspect'), 'a', 500))!;
  expect(inspecting.effects.map((effect) => effect.type)).toEqual(['stepStarted', 'clockSuspended']);
});

test('a re-inspection begins the same step anew', () => {
  const inspecting = run([...toExamine, event(stepEvent('examine', 'inspect'), 'a', 500)]);
  const again = step<ItemFacts, ItemEffect>(machine, inspecting, event(stepEvent('inspect', 'again')))!;
  expect(again.next.value).toEqual({ handling: 'inspect' });
  expect(again.effects.map((effect) => effect.type)).toEqual(['clockResumed', 'stepStarted', 'clockSuspended']);
});

test('a step of two reviewers needs two different people', () => {
  const panel = run([...toExamine, event(stepEvent('examine', 'inspect'), 'a', 500), stepEvent('inspect', 'pass')]);
  const once = run([event(stepEvent('panel', 'agree'), 'first')], panel);
  expect(once.value).toEqual({ handling: 'panel' });
  expect(refused(once, event(stepEvent('panel', 'agree'), 'first'))).toBe(true);
  expect(run([event(stepEvent('panel', 'agree'), 'second')], once).value).toEqual({ handling: 'decide' });
});

test('withdrawal is possible until the decision, not after', () => {
  const deciding = run([...toExamine, stepEvent('examine', 'pass')]);
  expect(run(['withdraw'], deciding).value).toBe('withdrawn');
  expect(refused(run([stepEvent('decide', 'grant')], deciding), event('withdraw'))).toBe(true);
});

test('an item that waits does nothing until it is released or aborted', () => {
  expect(refused(start('waiting'), event('receive'))).toBe(true);
  expect(run(['release'], start('waiting')).value).toBe('submitted');
  expect(run(['abort'], start('waiting')).value).toBe('aborted');
});

test('a second request for corrections is another command, and restarts the acceptance clock like the first', () => {
  const corrected = run(['receive', 'askCorrection', 'answerCorrection']);
  expect(run(['askCorrectionAgain'], corrected).value).toBe('correcting');
  expect(refused(run(['receive']), event('askCorrectionAgain'))).toBe(true);
});

test.each(['$correction', '$procedure'])('a pause (%s) comes back to the step that it interrupted, with its votes and without a new limit', (pause) => {
  const [begin, endOf] = pause === '$correction' ? ['askCorrection', 'answerCorrection'] : ['startProcedure', 'endProcedure'];
  const panel = run([...toExamine, event(stepEvent('examine', 'inspect'), 'a', 500), stepEvent('inspect', 'pass'), event(stepEvent('panel', 'agree'), 'first')]);
  const paused = run([begin], panel);
  expect(paused.value).toEqual({ handling: pause });
  const back = step<ItemFacts, ItemEffect>(machine, paused, event(endOf))!;
  expect(back.next.value).toEqual({ handling: 'panel' });
  expect(back.next.facts.votes['panel']).toEqual({ first: 'agree' });
  expect(back.effects.map((effect) => effect.type)).toEqual(['clockResumed', 'stepResumed', 'stepStarted']);
});

test('corrections during the examination are asked once', () => {
  const back = run(['askCorrection', 'answerCorrection'], run(toExamine));
  expect(refused(back, event('askCorrection'))).toBe(true);
});

test('an extension is proposed by one person and approved by another, once', () => {
  const proposed = run([event('proposeExtension', 'reviewer')], run(toExamine));
  expect(refused(proposed, event('approveExtension', 'reviewer'))).toBe(true);
  const approved = step<ItemFacts, ItemEffect>(machine, proposed, event('approveExtension', 'head'))!;
  expect(approved.effects).toEqual([{ type: 'promiseExtended' }]);
  expect(refused(approved.next, event('proposeExtension', 'reviewer'))).toBe(true);
  expect(run([event('rejectExtension', 'head'), event('proposeExtension', 'reviewer')], proposed).value).toEqual({ handling: 'examine' });
});

test('two accounts of one person are one person: no second person for an extension, and one vote', () => {
  const by = (type: string, actorId: string, personId: string) => ({ ...event(type, actorId), personId });
  const proposed = run([by('proposeExtension', 'account-1', 'reviewer')], run(toExamine));
  expect(refused(proposed, by('approveExtension', 'account-2', 'reviewer'))).toBe(true);
  expect(refused(proposed, by('approveExtension', 'account-3', 'head'))).toBe(false);
  const panel = run([...toExamine, event(stepEvent('examine', 'inspect'), 'a', 500), stepEvent('inspect', 'pass'), by(stepEvent('panel', 'agree'), 'account-1', 'reviewer')]);
  expect(refused(panel, by(stepEvent('panel', 'agree'), 'account-2', 'reviewer'))).toBe(true);
});

test.each(['proposeExtension', 'approveExtension', 'rejectExtension'])('%s: after the decision there is nothing to extend', (command) => {
  const deciding = run([...toExamine, stepEvent('examine', 'pass')]);
  const proposed = command === 'proposeExtension' ? deciding : run([event('proposeExtension', 'reviewer')], deciding);
  expect(refused(proposed, event(command, 'head'))).toBe(false);
  expect(refused(run([stepEvent('decide', 'grant')], proposed), event(command, 'head'))).toBe(true);
});

test.each([
  [['returnForRework'], 'returned'], [['receive', 'askCorrection'], 'correction'], [['receive', 'notAccept'], 'notAccepted'], [['withdraw'], 'withdrawn'], [['receive', 'end'], 'ended'],
])('%s: the clock of the acceptance says why it stopped', (commands, reason) => {
  const last = step<ItemFacts, ItemEffect>(machine, run(commands.slice(0, -1)), event(commands.at(-1)!))!;
  expect(last.effects).toContainEqual({ type: 'acceptanceClockStopped', reason });
});

test('nothing is granted while materials that may come later are missing', () => {
  const deciding = run(['receive', { ...event('accept'), laterMaterials: true }, stepEvent('examine', 'pass')]);
  expect(refused(deciding, event(stepEvent('decide', 'grant')))).toBe(true);
  expect(run([stepEvent('decide', 'refuse')], deciding).value).toBe('refused');
  expect(run(['supplyLater', stepEvent('decide', 'grant')], deciding).value).toEqual({ handling: 'make' });
});

test('a promise is checked once, also after the grant; what was found broken, once more when it is in order', () => {
  const granted = run(['receive', { ...event('accept'), onPromise: true }, stepEvent('examine', 'pass'), stepEvent('decide', 'grant'), stepEvent('make', 'made')]);
  const checked = step<ItemFacts, ItemEffect>(machine, granted, { ...event('checkPromise'), kept: false })!;
  expect(checked.next).toMatchObject({ value: 'granted', facts: { promise: 'broken' } });
  expect(refused(checked.next, { ...event('checkPromise'), kept: false })).toBe(true);
  const mended = step<ItemFacts, ItemEffect>(machine, checked.next, { ...event('checkPromise'), kept: true })!.next;
  expect([mended.facts.promise, refused(mended, event('withdrawGrant')), refused(mended, { ...event('checkPromise'), kept: true })]).toEqual(['kept', true, true]);
  const withdrawn = step<ItemFacts, ItemEffect>(machine, checked.next, event('withdrawGrant'))!;
  expect([withdrawn.next.value, refused(withdrawn.next, event('withdrawGrant')), refused(granted, event('withdrawGrant'))]).toEqual(['granted', true, true]);
});

test('on a promise that is found broken nothing is granted and no result is made; a grant without result ends with its withdrawal', () => {
  const examining = run(['receive', { ...event('accept'), onPromise: true }]);
  const making = run([stepEvent('examine', 'pass'), stepEvent('decide', 'grant')], examining);
  const broken = step<ItemFacts, ItemEffect>(machine, making, { ...event('checkPromise'), kept: false })!.next;
  expect([broken.value, refused(broken, event(stepEvent('make', 'made')))]).toEqual([{ handling: 'make' }, true]);
  const ended = step<ItemFacts, ItemEffect>(machine, broken, event('withdrawGrant'))!;
  expect([ended.next.value, ended.ended, refused(making, event('withdrawGrant'))]).toEqual(['ended', true, true]);
  expect(ended.effects).toContainEqual({ type: 'closed', outcome: 'ended' });
  const kept = step<ItemFacts, ItemEffect>(machine, making, { ...event('checkPromise'), kept: true })!;
  expect(kept).toMatchObject({ next: { value: { handling: 'make' }, facts: { promise: 'kept' } }, effects: [] });
  const deciding = run([{ ...event('checkPromise'), kept: false }, stepEvent('examine', 'pass')], examining);
  expect(refused(deciding, event(stepEvent('decide', 'grant')))).toBe(true);
  expect(run([stepEvent('decide', 'refuse')], deciding).value).toBe('refused');
  expect(run([{ ...event('checkPromise'), kept: true }, stepEvent('decide', 'grant')], deciding).value).toEqual({ handling: 'make' });
});

test('what a lower authority has forwarded begins anew at the upper one', () => {
  const forwarded = step<ItemFacts, ItemEffect>(machine, run(['receive', 'askCorrection', 'answerCorrection', 'accept']), event('forwardUp'))!;
  expect(forwarded.next).toMatchObject({ value: 'submitted', facts: { correctionsAsked: 0 } });
  expect(forwarded.effects.map((effect) => effect.type)).toEqual(['promiseClockStopped', 'forwardedUp', 'acceptanceClockStarted']);
});

test('a refused item can be reopened, a granted or withdrawn one cannot', () => {
  const refusedItem = run([...toExamine, stepEvent('examine', 'pass'), stepEvent('decide', 'refuse')]);
  const reopened = step<ItemFacts, ItemEffect>(machine, refusedItem, event('reopen'))!;
  expect(reopened).toMatchObject({ next: { value: 'received', facts: { correctionsAsked: 0 } }, ended: false });
  expect(refused(run(['withdraw']), event('reopen'))).toBe(true);
  expect(refused(run([...toExamine, stepEvent('examine', 'pass'), stepEvent('decide', 'grant'), stepEvent('make', 'made')]), event('reopen'))).toBe(true);
});

test('silence accepts, and an unanswered correction expires', () => {
  expect(run(['acceptSilently']).value).toEqual({ handling: 'examine' });
  expect(run(['receive', 'askCorrection', 'expire']).value).toBe('expired');
  expect(run(['returnForRework', 'resubmit']).value).toBe('submitted');
});
