import type { WindowVisit } from '@onething/identity';
import { civilDate } from '@onething/kernel';
import type { FigureSink } from '../domain/figure';

/** Adds what visits of counters count: each one. */
export function countVisits(visits: readonly WindowVisit[], into: FigureSink): void {
  for (const { division, department, window, begunAt } of visits) {
    into.add(
      { figure: 'visits.begun', detail: '', division, department, oneThing: '', item: '', channel: '', handledBy: '', window: window ?? '', day: civilDate(begunAt) }, 1,
      { caseId: null, itemId: null },
    );
  }
}
