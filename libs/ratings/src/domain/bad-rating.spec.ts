import fc from 'fast-check';
import { addDays, civilDate, startOfDay } from '@onething/kernel';
import { PLAIN_CALENDAR } from '../fixtures/rating-world.fixture';
import { loadRatingRules } from '../rating-config.file';
import { type BadRating, type BadRatingCommand, type BadRatingContext, check, decide, dispatch, POSSIBLE } from './bad-rating';
import { FINDINGS } from './rating-event';

/** Monday, 2 March 2026, 10:00 in China. */
const NOW = Date.parse('2026-03-02T02:00:00Z');
const { badRating: rules } = loadRatingRules();
const at = (now: number): BadRatingContext => ({ now, calendar: PLAIN_CALENDAR, rules });
const onDay = (day: string): BadRatingContext => at(startOfDay(day) + 10 * 3_600_000);
const ORIGIN = {
  id: 'bad', ratingId: 'rating', caseId: 'case', accountId: 'rater', oneThing: 'newborn', item: null, grade: 5, tags: ['late'], isAnonymous: false,
  department: 'health', division: '650102',
} as const;

const begun = (changes: Partial<BadRating> = {}): BadRating => ({ ...dispatch({ ...ORIGIN, tags: [...ORIGIN.tags] }, at(NOW)).next, ...changes });
const play = (bad: BadRating, ...commands: BadRatingCommand[]): BadRating => commands.reduce((now, command) => decide(now, command, at(NOW)).next, bad);
const called: BadRatingCommand = { type: 'callBack', outcome: 'reached' };
const found = (finding: BadRating['finding']): BadRatingCommand => ({ type: 'judge', finding: finding! });

test('it falls to the unit with 5 working days for the call-back and 15 for the rectification', () => {
  const { next, facts } = dispatch({ ...ORIGIN, tags: [] }, at(NOW));
  expect(next).toMatchObject({ state: 'verifying', version: 1, callBackDueOn: '2026-03-09', dueOn: '2026-03-23', nextCheckOn: '2026-03-10' });
  expect(facts).toEqual([{ type: 'badRatingDispatched', payload: { item: null, grade: 5, wasOverdue: false, callBackDueOn: '2026-03-09', dueOn: '2026-03-23', isAnonymous: false, again: false, from: null } }]);
  expect(dispatch({ ...ORIGIN, tags: [] }, at(Date.parse('2026-03-06T12:00:00Z'))).next.dueOn).toBe('2026-03-30');
});

test('true: called back, found true, mended in time, answered, rated again, closed', () => {
  const answered = play(begun(), called, found('true'), { type: 'rectify' }, { type: 'answer' });
  expect(answered).toMatchObject({ state: 'answered', wasOnTime: true, secondRatingUntil: '2026-03-17', nextCheckOn: '2026-03-18', version: 5 });
  const { next, facts } = decide(answered, { type: 'rateAgain', grade: 2 }, at(NOW));
  expect(next).toMatchObject({ state: 'closed', secondGrade: 2, closedAt: NOW, nextCheckOn: null });
  expect(facts.map(({ type }) => type)).toEqual(['secondRatingGiven', 'badRatingClosed']);
});

test('a wish without legal basis is explained, and closed with the answer', () => {
  expect(play(begun(), called, found('noLegalBasis'), { type: 'answer' })).toMatchObject({ state: 'closed', wasOnTime: true, secondRatingUntil: null });
});

test.each(['mistaken', 'malicious'] as const)('%s waits for another unit: upheld it counts no more, else it is mended', (finding) => {
  const appealed = play(begun(), called, found(finding));
  expect(appealed.state).toBe('appealed');
  const upheld = decide(appealed, { type: 'decideAppeal', upheld: true }, at(NOW));
  expect(upheld.next).toMatchObject({ state: 'answering', finding });
  expect(upheld.excluded).toBe(finding);
  const turnedDown = decide(appealed, { type: 'decideAppeal', upheld: false }, at(NOW));
  expect(turnedDown.next).toMatchObject({ state: 'rectifying', finding: 'true', appealUpheld: false });
  expect(turnedDown.facts.map(({ type }) => type)).toEqual(['appealDecided']);
});

test('nothing is judged before the rater was reached, did not want to talk, or was tried three times', () => {
  const missing = expect.objectContaining({ code: 'RATINGS.CALL_BACK_MISSING' });
  const tried: BadRatingCommand = { type: 'callBack', outcome: 'notReached' };
  expect(() => play(begun(), found('true'))).toThrow(missing);
  expect(() => play(begun(), tried, tried, found('true'))).toThrow(missing);
  expect(play(begun(), tried, tried, tried, found('true')).state).toBe('rectifying');
  expect(play(begun(), { type: 'callBack', outcome: 'declined' }, found('true')).state).toBe('rectifying');
});

test('an anonymous one is handled without a call-back', () => {
  const anonymous = begun({ isAnonymous: true });
  expect(() => decide(anonymous, called, at(NOW))).toThrow(expect.objectContaining({ code: 'RATINGS.NO_CALL_BACK' }));
  expect(play(anonymous, found('true')).state).toBe('rectifying');
});

test('sent elsewhere, its days go on', () => {
  const sent = play(begun(), called, { type: 'redispatch', to: { department: 'taxation', division: '650102' } });
  expect(sent).toMatchObject({ department: 'taxation', state: 'verifying', calledBackAt: null, dueOn: '2026-03-23' });
  expect(() => play(begun(), { type: 'redispatch', to: { department: 'health', division: '650102' } })).toThrow(expect.objectContaining({ code: 'RATINGS.SAME_UNIT' }));
});

test('late is late, and heads and supervisors are told once each', () => {
  let bad = begun();
  const told: [string, string, string][] = [];
  for (let day = '2026-03-02'; day <= '2026-04-30'; day = addDays(day, 1)) {
    if (bad.nextCheckOn === null || bad.nextCheckOn > day) continue;
    const { next, facts } = check(bad, onDay(day));
    for (const { type, payload } of facts) if (type === 'badRatingEscalated') told.push([day, payload.to, payload.because]);
    bad = next;
  }
  expect(told).toEqual([['2026-03-10', 'head', 'callBackOverdue'], ['2026-03-18', 'head', 'dueSoon'], ['2026-03-24', 'supervisor', 'overdue']]);
  const late = [called, found('true'), { type: 'rectify' } as const].reduce((now, command) => decide(now, command, onDay('2026-03-24')).next, bad);
  expect(late.wasOnTime).toBe(false);
});

test('who does not rate again leaves it closed when the days are over', () => {
  const answered = play(begun(), called, found('true'), { type: 'rectify' }, { type: 'answer' });
  expect(check(answered, onDay('2026-03-17')).next.state).toBe('answered');
  expect(check(answered, onDay('2026-03-18'))).toMatchObject({ next: { state: 'closed', secondGrade: null, nextCheckOn: null }, facts: [{ type: 'badRatingClosed' }] });
});

const commands: fc.Arbitrary<BadRatingCommand> = fc.oneof(
  fc.constantFrom('reached', 'declined', 'notReached').map((outcome) => ({ type: 'callBack' as const, outcome: outcome as 'reached' })),
  fc.constantFrom(...FINDINGS).map((finding) => ({ type: 'judge' as const, finding })), fc.boolean().map((upheld) => ({ type: 'decideAppeal' as const, upheld })),
  fc.constantFrom('rectify', 'answer').map((type) => ({ type: type as 'rectify' })), fc.constantFrom('a', 'b').map((department) => ({ type: 'redispatch' as const, to: { department, division: '650102' } })),
  fc.integer({ min: 1, max: 5 }).map((grade) => ({ type: 'rateAgain' as const, grade: grade as 1 })),
);

test('whatever is tried, at whatever time: versions count up, ends are whole, and what is not closed has a day on which it is looked at', () => {
  fc.assert(fc.property(fc.array(fc.tuple(commands, fc.integer({ min: 0, max: 6 })), { maxLength: 25 }), fc.boolean(), (steps, isAnonymous) => {
    let bad = begun({ isAnonymous });
    let now = NOW;
    for (const [command, days] of steps) {
      now += days * 86_400_000;
      while (bad.nextCheckOn !== null && bad.nextCheckOn <= civilDate(now)) bad = check(bad, at(now)).next;
      const before = bad;
      try {
        bad = decide(before, command, at(now)).next;
        expect(POSSIBLE[command.type]).toContain(before.state);
        expect(bad.version).toBe(before.version + 1);
      } catch (error) {
        expect((error as { code?: string }).code).toMatch(/^RATINGS\./);
      }
      expect((bad.state === 'closed') === (bad.closedAt !== null)).toBe(true);
      if (bad.state === 'closed') expect([bad.finding, bad.answeredAt, bad.wasOnTime].includes(null)).toBe(false);
      expect(bad.nextCheckOn !== null || bad.state === 'closed' || bad.escalation === 3).toBe(true);
    }
  }));
});
