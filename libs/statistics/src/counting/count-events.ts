import type { CaseEvent, EventPayloads, EventType } from '@onething/cases';
import { civilDate } from '@onething/kernel';
import type { CountedFigure, FigureCell, FigureSet } from '../domain/figure';

type Counter<T extends EventType> = (payload: EventPayloads[T]) => { figure: CountedFigure; detail?: string }[];

const ENDS = { granted: 'items.granted', refused: 'items.refused' } as const;

/**
 * What each event counts. Withdrawn and aborted items are counted from their own events, granted and refused ones from the
 * closing, so that an end counts once whether or not it is also closed. Only an item with a promise is on time or late.
 */
const COUNTERS: { [T in EventType]?: Counter<T> } = {
  submitted: () => [{ figure: 'cases.submitted' }],
  // A case that an item took back, and that comes there again, is still one case.
  completed: ({ again }) => (again ? [] : [{ figure: 'cases.completed' }]),
  // Results that are handed over in parts deliver the case with the last of them.
  delivered: ({ all, again }) => (all && !again ? [{ figure: 'cases.delivered' }] : []),
  itemSubmitted: () => [{ figure: 'items.submitted' }],
  received: () => [{ figure: 'items.received' }],
  accepted: () => [{ figure: 'items.accepted' }],
  itemClosed: ({ outcome, onTime }) => {
    if (outcome !== 'granted' && outcome !== 'refused') return [];
    const end = { figure: ENDS[outcome] };
    return onTime === null ? [end] : [end, { figure: onTime ? 'items.onTime' : 'items.late' }];
  },
  itemWithdrawn: () => [{ figure: 'items.withdrawn' }],
  itemAborted: () => [{ figure: 'items.aborted' }],
  resultIssued: ({ licenceType }) => [{ figure: 'licences.issued', detail: licenceType }],
};

/** Adds what the events count. Pure: the same events give the same cells, in whatever batches they come. */
export function countEvents(events: readonly CaseEvent[], into: FigureSet): void {
  for (const event of events) {
    const counter = COUNTERS[event.type] as Counter<EventType> | undefined;
    for (const { figure, detail } of counter?.(event.payload) ?? []) into.add(cellOf(event, figure, detail ?? ''));
  }
}

function cellOf(event: CaseEvent, figure: CountedFigure, detail: string): FigureCell {
  const { scope } = event.payload;
  return {
    figure,
    detail,
    division: scope.division,
    department: scope.department ?? '',
    oneThing: scope.oneThing,
    item: scope.item ?? '',
    day: civilDate(event.occurredAt),
  };
}
