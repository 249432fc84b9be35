import type { CaseEvent, EventPayloads, EventType } from '@onething/cases';
import { civilDate } from '@onething/kernel';
import type { CountedFigure, FigureCell, FigureSink } from '../domain/figure';

interface Counted {
  figure: CountedFigure;
  detail?: string;
  /** 1 when absent. */
  count?: number;
  channel?: string;
}

type Counter<T extends EventType> = (payload: EventPayloads[T], event: CaseEvent) => Counted[];

const ENDS = { granted: 'items.granted', refused: 'items.refused' } as const;

/** How a submission came: in person, by an agent with a mandate, or at a window (窗口代办). Nothing else submits. */
const CHANNELS: Partial<Record<CaseEvent['actorKind'], string>> = { resident: 'online', agent: 'agent', staff: 'window' };

/**
 * What each event counts. Withdrawn and aborted items are counted from their own events, granted and refused ones from the
 * closing, so that an end counts once whether or not it is also closed. Only an item with a promise is on time or late.
 */
const COUNTERS: { [T in EventType]?: Counter<T> } = {
  submitted: ({ spared }, { actorKind }) => {
    const channel = CHANNELS[actorKind];
    const { materials = 0, steps = 0, visits = 0, days = 0, licences = 0 } = spared ?? {};
    return [
      { figure: 'cases.submitted', channel },
      { figure: 'spared.materials', count: materials }, { figure: 'spared.steps', count: steps }, { figure: 'spared.visits', count: visits },
      { figure: 'spared.days', count: days }, { figure: 'licences.reused', count: licences },
    ];
  },
  // A case that an item took back, and that comes there again, is still one case.
  completed: ({ again }) => (again ? [] : [{ figure: 'cases.completed' }]),
  // Results that are handed over in parts deliver the case with the last of them.
  delivered: ({ all, again }) => (all && !again ? [{ figure: 'cases.delivered' }] : []),
  itemSubmitted: (_, { actorKind }) => [{ figure: 'items.submitted', channel: CHANNELS[actorKind] }],
  received: () => [{ figure: 'items.received' }],
  // One that was reopened is accepted again, and is still one acceptance.
  accepted: ({ again }) => (again ? [] : [{ figure: 'items.accepted' }]),
  itemClosed: ({ outcome, onTime, days }) => {
    if (outcome !== 'granted' && outcome !== 'refused') return [];
    return [
      { figure: ENDS[outcome] },
      ...(onTime === null ? [] : [{ figure: onTime ? 'items.onTime' as const : 'items.late' as const }]),
      ...(days === undefined ? [] : [{ figure: 'items.days' as const, detail: String(days) }]),
    ];
  },
  itemWithdrawn: () => [{ figure: 'items.withdrawn' }],
  itemAborted: () => [{ figure: 'items.aborted' }],
  resultIssued: ({ licenceType }) => [{ figure: 'licences.issued', detail: licenceType }],
};

/** Adds what the events count. Pure: the same events give the same cells, in whatever batches they come. */
export function countEvents(events: readonly CaseEvent[], into: FigureSink): void {
  for (const event of events) {
    const counter = COUNTERS[event.type] as Counter<EventType> | undefined;
    for (const { count = 1, ...counted } of counter?.(event.payload, event) ?? []) {
      if (count !== 0) into.add(cellOf(event, counted), count, event);
    }
  }
}

function cellOf(event: CaseEvent, { figure, detail = '', channel = '' }: Counted): FigureCell {
  const { scope } = event.payload;
  return {
    figure,
    detail,
    division: scope.division,
    department: scope.department ?? '',
    oneThing: scope.oneThing,
    item: scope.item ?? '',
    channel,
    window: '',
    handledBy: event.itemId === null ? '' : scope.handledBy ?? 'local',
    day: civilDate(event.occurredAt),
  };
}
