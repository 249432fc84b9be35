import type { Limit } from '@onething/workflow';

/**
 * A limit in working days, for planning and for comparing promises. Calendar days are turned into ceil(days × 5 ÷ 7): which
 * days are holidays is unknown before the case is filed; its true deadline is computed from the calendar then.
 */
export function workingDaysOf(limit: Limit): number {
  return limit.unit === 'workingDays' ? limit.value : Math.ceil((limit.value * 5) / 7);
}
