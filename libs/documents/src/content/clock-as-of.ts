import type { ItemClock } from '@onething/cases';
import { type ClockFacts, explain } from '@onething/deadlines';
import { civilDate, type CivilDate, type Text, type WorkCalendar } from '@onething/kernel';

interface Told {
  /** The day that the document names. */
  on: CivilDate;
  /** When it was issued, epoch ms. */
  at: number;
}

/**
 * How the day that a document names came about, with what had happened to the limit by then. Empty when the facts that are kept now
 * no longer lead to that day: after a reopening, or when another calendar is loaded. A document never contradicts itself.
 */
export function explainedAsOf(clock: ItemClock, of: 'acceptance' | 'promise', { on, at }: Told, calendar: WorkCalendar, begins: boolean): Text[] {
  const kept = clock[of];
  if (!kept) return [];
  const facts = begins ? atItsBeginning(countAsOf(kept, civilDate(at))) : asOf(kept, civilDate(at));
  const steps = explain(facts, calendar, at);
  return steps.at(-1)?.to === on ? steps.map(({ text }) => text) : [];
}

/** A limit that began anew keeps its earlier counts. */
function countAsOf(facts: ClockFacts, day: CivilDate): ClockFacts {
  const { earlier = [] } = facts;
  const index = earlier.findIndex(({ until }) => until > day);
  if (index < 0) return facts;
  const { start, suspensions, extension } = earlier[index]!;
  return { ...facts, start, suspensions, extension, earlier: earlier.slice(0, index) };
}

const atItsBeginning = (facts: ClockFacts): ClockFacts => ({ ...facts, suspensions: [], extension: undefined, stop: undefined });

function asOf(facts: ClockFacts, day: CivilDate): ClockFacts {
  const { suspensions, extension, ...rest } = facts;
  return {
    ...rest, stop: undefined,
    suspensions: suspensions.filter(({ from }) => from <= day).map(({ to, ...suspension }) => (to !== undefined && to <= day ? { ...suspension, to } : suspension)),
    ...(extension && extension.on <= day ? { extension } : {}),
  };
}
