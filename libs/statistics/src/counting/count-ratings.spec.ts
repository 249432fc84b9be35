import type { RatingEvent, RatingEventPayloads, RatingEventType } from '@onething/ratings';
import { FigureSet } from '../domain/figure';
import { countRatings } from './count-ratings';

const AT = Date.parse('2026-03-02T02:00:00Z');
const ITEM = { itemId: 'i', item: 'birth', department: 'health', division: '650102', grade: 4, isOwn: true } as const;
const GIVEN: RatingEventPayloads['ratingGiven'] = {
  grade: 2, sequence: 1, stage: 'completion', channel: 'portal', tags: [], isAnonymous: false, items: [ITEM], intakeDivision: '650100', handledBy: 'local', window: null, hasWords: false,
};
const OF_UNIT = { item: null, grade: 4, department: 'health', division: '650102', wasOverdue: false } as const;
const DAYS = { callBackDueOn: '2026-03-09', dueOn: '2026-03-23' };

function fact<T extends RatingEventType>(type: T, payload: RatingEventPayloads[T], occurredAt = AT): RatingEvent {
  return { id: 'e', type, caseId: 'c', ratingId: 'r', badRatingId: null, actorId: null, occurredAt, payload: { oneThing: 'newborn', division: '650102', ...payload } };
}

function counted(...facts: RatingEvent[]): [string, string, number][] {
  const set = new FigureSet();
  countRatings(facts, set);
  return set.entries().filter(({ count }) => count !== 0).map(({ cell, count }) => [cell.figure, cell.detail, count]);
}

it('counts the whole and each item with its own grade', () => {
  expect(counted(fact('ratingGiven', GIVEN))).toEqual([['ratings.item', '4', 1], ['ratings.whole', '2', 1]]);
});

it('counts a matter once, without the second rating; what was rated on the way is a visit of the place that took the case in', () => {
  expect(counted(fact('ratingGiven', GIVEN), fact('ratingGiven', { ...GIVEN, sequence: 2 }))).toEqual(counted(fact('ratingGiven', GIVEN)));
  const set = new FigureSet();
  countRatings([fact('ratingGiven', { ...GIVEN, stage: 'intake', channel: 'windowQr' })], set);
  expect(set.entries()).toEqual([{ cell: expect.objectContaining({ figure: 'ratings.visit', division: '650100', channel: 'windowQr', detail: '2' }), count: 1 }]);
});

it('leaves out on the day of the rating what counts no more', () => {
  const set = new FigureSet();
  const later = AT + 40 * 86_400_000;
  const { grade, sequence, stage, channel, handledBy, window } = GIVEN;
  countRatings([fact('ratingExcluded', { because: 'mistaken', whole: false, items: [ITEM], grade, sequence, stage, channel, handledBy, window, givenOn: '2026-03-02' }, later)], set);
  expect(set.entries()).toEqual([{ cell: expect.objectContaining({ figure: 'ratings.itemExcluded', detail: '4', item: 'birth', day: '2026-03-02' }), count: 1 }]);
  expect(counted(fact('ratingExcluded', { because: 'review', whole: true, items: [ITEM], grade, sequence: 2, stage, channel, handledBy, window, givenOn: '2026-03-02' }))).toEqual([]);
});

describe('bad ratings', () => {
  const dispatched = fact('badRatingDispatched', { ...OF_UNIT, ...DAYS, isAnonymous: false, again: false, from: null });
  const overdue = fact('badRatingEscalated', { ...OF_UNIT, to: 'supervisor', because: 'overdue', dueOn: '2026-03-23', toRectify: true });

  it('count once as called back, however often the unit calls', () => {
    const call = (outcome: 'reached' | 'notReached', first: boolean) => fact('calledBack', { ...OF_UNIT, outcome, first });
    expect(counted(dispatched, call('notReached', false), call('reached', true), call('reached', false))).toEqual([
      ['badRatings.calledBack', '', 1], ['badRatings.dispatched', 'named', 1],
    ]);
  });

  it('move with all that is counted to the unit to which they are sent', () => {
    const set = new FigureSet();
    const from = { department: 'health', division: '650102', calledBack: true };
    const again = fact('badRatingDispatched', { ...OF_UNIT, ...DAYS, department: 'police', wasOverdue: true, isAnonymous: false, again: true, from });
    countRatings([dispatched, fact('calledBack', { ...OF_UNIT, outcome: 'reached', first: true }), overdue, again], set);
    expect(set.entries().filter(({ count }) => count !== 0).map(({ cell, count }) => [cell.figure, cell.department, count])).toEqual([
      ['badRatings.dispatched', 'police', 1], ['badRatings.due', 'police', 1],
    ]);
  });

  it('are to be rectified once: done in time, or overdue and done late', () => {
    expect(counted(fact('badRatingRectified', { ...OF_UNIT, onTime: true, dueOn: '2026-03-23' }))).toEqual([['badRatings.due', '', 1], ['badRatings.rectifiedOnTime', '', 1]]);
    const late = fact('badRatingRectified', { ...OF_UNIT, wasOverdue: true, onTime: false, dueOn: '2026-03-23' });
    expect(counted(overdue, late)).toEqual([['badRatings.due', '', 1], ['badRatings.rectifiedLate', '', 1]]);
    expect(counted(fact('badRatingEscalated', { ...OF_UNIT, to: 'supervisor', because: 'overdue', dueOn: '2026-03-23', toRectify: false }))).toEqual([]);
  });

  it.each(['mistaken', 'malicious', 'noLegalBasis'] as const)('have nothing to be rectified when they are found %s, though they were overdue', (finding) => {
    const verdict = finding === 'noLegalBasis' ? fact('badRatingJudged', { ...OF_UNIT, wasOverdue: true, finding })
      : fact('appealDecided', { ...OF_UNIT, wasOverdue: true, finding, upheld: true });
    expect(counted(overdue, fact('badRatingJudged', { ...OF_UNIT, wasOverdue: true, finding: 'true' })).map(([figure]) => figure)).toContain('badRatings.due');
    expect(counted(overdue, verdict).filter(([figure]) => figure !== 'badRatings.appeals')).toEqual([['badRatings.found', finding, 1]]);
  });

  it('are true when the appeal is turned down', () => {
    expect(counted(fact('badRatingJudged', { ...OF_UNIT, finding: 'mistaken' }), fact('appealDecided', { ...OF_UNIT, finding: 'mistaken', upheld: false }))).toEqual([
      ['badRatings.appeals', 'turnedDown', 1], ['badRatings.found', 'true', 1],
    ]);
  });
});
