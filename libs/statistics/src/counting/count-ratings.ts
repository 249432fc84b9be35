import { civilDate } from '@onething/kernel';
import type { RatedItem, RatingEvent, RatingEventPayloads, RatingEventType } from '@onething/ratings';
import type { CountedFigure, FigureCell, FigureSink } from '../domain/figure';

type Payload<T extends RatingEventType> = RatingEvent<T>['payload'];
type Counted = Pick<FigureCell, 'figure'> & Partial<FigureCell> & { count?: number; itemId?: string };
type Counter<T extends RatingEventType> = (payload: Payload<T>) => Counted[];

/** A matter counts once: neither what was rated of intake and acceptance, nor the second rating after a rectification. */
const isOfMatter = ({ stage, sequence }: Pick<RatingEventPayloads['ratingGiven'], 'stage' | 'sequence'>): boolean => stage === 'completion' && sequence === 1;

const WINDOW_STAGES: ReadonlySet<string> = new Set(['intake', 'acceptance']);

/** What each fact counts. Second ratings and verdicts of bad ratings count with the unit that has them then. */
const COUNTERS: { [T in RatingEventType]?: Counter<T> } = {
  ratingGiven: (payload) => (isOfMatter(payload) ? [
    wholeOf('ratings.whole', payload), ...payload.items.map((item) => itemOf('ratings.item', item, payload)),
  ] : WINDOW_STAGES.has(payload.stage) && payload.sequence === 1 ? [{ ...wholeOf('ratings.visit', payload), division: payload.intakeDivision }] : []),
  ratingExcluded: (payload) => (isOfMatter(payload) ? [
    ...(payload.whole ? [wholeOf('ratings.wholeExcluded', payload)] : []), ...payload.items.map((item) => itemOf('ratings.itemExcluded', item, payload)),
  ].map((counted) => ({ ...counted, day: payload.givenOn })) : []),
  ratingFlagged: ({ reasons }) => reasons.map((reason) => ({ figure: 'ratings.flagged', detail: reason })),
  badRatingDispatched: ({ isAnonymous, from, wasOverdue }) => {
    const dispatched: Counted = { figure: 'badRatings.dispatched', detail: isAnonymous ? 'anonymous' : 'named' };
    if (!from) return [dispatched];
    const { department, division, calledBack } = from;
    const away = { department, division, count: -1 };
    return [
      dispatched, { ...dispatched, ...away }, ...(calledBack ? [{ figure: 'badRatings.calledBack' as const, ...away }] : []),
      ...(wasOverdue ? [{ figure: 'badRatings.due' as const }, { figure: 'badRatings.due' as const, ...away }] : []),
    ];
  },
  calledBack: ({ first }) => (first ? [{ figure: 'badRatings.calledBack' }] : []),
  badRatingJudged: ({ finding, wasOverdue }) => (finding === 'true' || finding === 'noLegalBasis' ? found(finding, wasOverdue) : []),
  appealDecided: ({ finding, upheld, wasOverdue }) => [
    { figure: 'badRatings.appeals', detail: upheld ? 'upheld' : 'turnedDown' }, ...found(upheld ? finding : 'true', wasOverdue),
  ],
  badRatingEscalated: ({ because, toRectify }) => (because === 'overdue' && toRectify ? [{ figure: 'badRatings.due' }] : []),
  badRatingRectified: ({ onTime, wasOverdue }) => [
    { figure: onTime ? 'badRatings.rectifiedOnTime' : 'badRatings.rectifiedLate' }, ...(wasOverdue ? [] : [{ figure: 'badRatings.due' as const }]),
  ],
  badRatingAnswered: ({ finding }) => [{ figure: 'badRatings.answered', detail: finding }],
  secondRatingGiven: ({ secondGrade }) => [{ figure: 'badRatings.secondRatings', detail: String(secondGrade) }],
  badRatingClosed: ({ finding }) => [{ figure: 'badRatings.closed', detail: finding }],
};

/** The verdict that stands (最终结论). What is not true has nothing to be rectified, though it was overdue before. */
function found(finding: RatingEventPayloads['badRatingJudged']['finding'], wasOverdue: boolean): Counted[] {
  const isOut = finding !== 'true' && wasOverdue;
  return [{ figure: 'badRatings.found', detail: finding }, ...(isOut ? [{ figure: 'badRatings.due' as const, count: -1 }] : [])];
}

type GivenParts = Pick<Payload<'ratingGiven'>, 'grade' | 'channel' | 'handledBy' | 'window'>;

const wholeOf = (figure: CountedFigure, { grade, channel, window }: GivenParts): Counted => ({ figure, detail: String(grade), channel, window: window ?? '', department: '', item: '' });

const itemOf = (figure: CountedFigure, { itemId, item, department, division, grade }: RatedItem, { channel, handledBy, window }: GivenParts): Counted => (
  { figure, detail: String(grade), channel, window: window ?? '', department, division, item, itemId, handledBy });

/** Adds what the facts of ratings count. Pure: the same facts give the same cells, in whatever batches they come. */
export function countRatings(events: readonly RatingEvent[], into: FigureSink): void {
  for (const event of events) {
    const counter = COUNTERS[event.type] as Counter<RatingEventType> | undefined;
    const { oneThing, division, department = '', item } = event.payload as Payload<RatingEventType> & { department?: string; item?: string | null };
    for (const { count = 1, itemId, ...counted } of counter?.(event.payload) ?? []) {
      into.add(
        { detail: '', division, department, oneThing, item: item ?? '', channel: '', handledBy: '', window: '', day: civilDate(event.occurredAt), ...counted }, count,
        { caseId: event.caseId, itemId: itemId ?? null },
      );
    }
  }
}
