import type { CivilDate, Text, WorkCalendar } from '@onething/kernel';
import type { ClockFacts } from './clock-facts';
import { provisionalYears } from './due-date';
import * as say from './explain-texts';
import { keepLedger, type Ledger, type LedgerDay, type Move, type Pause } from './ledger';
import { presentOf, progressOf } from './progress';

export type ExplanationRule =
  | 'restarted' | 'dayZero' | 'counted' | 'makeUpDay' | 'holiday' | 'suspended' | 'suspensionWithoutEffect' | 'extended'
  | 'resumedOnLastDay' | 'movedToWorkingDay' | 'provisional' | 'stopped' | 'due';

/** One step from the beginning of a limit to its due date. Plain JSON. */
export interface ExplanationStep {
  rule: ExplanationRule;
  /** First and last day that the step speaks of. */
  from: CivilDate;
  to: CivilDate;
  /** How many days of the limit the step uses up. Over all steps: limit + extension. */
  days: number;
  text: Text;
  /** As it was told to the applicant: for suspensions and extensions. */
  reason?: string;
}

/**
 * How the deadline came about, step by step: day 0, the days that count, those that do not and why, the extension, and the
 * due date last. Days of one kind are one step; weekends between counted days are left out without a word.
 * @param now epoch ms; a suspension that lasts is counted until then at least
 * @throws DomainError `CALENDAR.YEAR_MISSING`
 */
export function explain(facts: ClockFacts, calendar: WorkCalendar, now: number): ExplanationStep[] {
  const at = presentOf(facts, now);
  const ledger = keepLedger(facts, calendar, at);
  const steps = [dayZero(facts, ledger), ...(facts.limit.value === 0 ? extension(facts) : [])];
  for (const run of runsOf(ledger.days, facts, calendar)) steps.push(...explainRun(run, facts, ledger));
  for (const move of ledger.moves) insert(steps, moved(move));
  for (const pause of pausesWithoutEffect(ledger)) insert(steps, withoutEffect(pause, ledger));
  if (facts.stop) insert(steps, one('stopped', facts.stop.on, say.stopped(facts.stop)));
  const years = provisionalYears(ledger, facts, calendar);
  const standing = { ...progressOf(ledger, facts, calendar, at), now: at };
  return [
    ...(facts.earlier ?? []).map((past) => one('restarted', past.until, say.restarted(past))),
    ...steps,
    ...(years.length > 0 ? [one('provisional', ledger.due, say.provisional(years))] : []),
    one('due', ledger.due, say.due(facts, ledger, standing)),
  ];
}

function one(rule: ExplanationRule, date: CivilDate, text: Text, reason?: string): ExplanationStep {
  return { rule, from: date, to: date, days: 0, text, ...(reason ? { reason } : {}) };
}

function dayZero(facts: ClockFacts, { dayZero: date }: Ledger): ExplanationStep {
  return one('dayZero', date, say.dayZero(facts, date));
}

function extension({ extension: granted, limit }: ClockFacts): ExplanationStep[] {
  return granted ? [one('extended', granted.on, say.extended(granted, limit.unit), granted.reason)] : [];
}

/** Puts a step where its day belongs. */
function insert(steps: ExplanationStep[], step: ExplanationStep): void {
  const index = steps.findIndex(({ from }) => from > step.from);
  steps.splice(index === -1 ? steps.length : index, 0, step);
}

type RunKind = Extract<ExplanationRule, 'counted' | 'makeUpDay' | 'holiday' | 'suspended'>;

/** Days of one kind in a row. */
interface Run {
  kind: RunKind;
  days: LedgerDay[];
  /** Of a holiday, when the calendar knows it. */
  name?: Text;
}

/** Ordinary weekends belong to no run and part none. A count is parted where the extension begins. */
function runsOf(days: LedgerDay[], { limit }: ClockFacts, calendar: WorkCalendar): Run[] {
  const runs: Run[] = [];
  for (const day of days) {
    const kind = runKind(day);
    if (!kind) continue;
    const name = kind === 'holiday' ? calendar.findHolidayName(day.date) : undefined;
    const last = runs.at(-1);
    const isSame = last?.kind === kind && last.name?.zh === name?.zh && kind !== 'makeUpDay';
    const joins = isSame && last.days.at(-1)?.number !== limit.value;
    if (joins) last.days.push(day);
    else runs.push({ kind, days: [day], ...(name ? { name } : {}) });
  }
  return runs;
}

function runKind({ kind, suspended, number }: LedgerDay): RunKind | undefined {
  if (suspended) return 'suspended';
  if (kind === 'holiday') return 'holiday';
  if (number === undefined) return undefined;
  return kind === 'makeUp' ? 'makeUpDay' : 'counted';
}

function explainRun({ kind, days, name }: Run, facts: ClockFacts, ledger: Ledger): ExplanationStep[] {
  const [first, last] = [days[0]!, days.at(-1)!];
  const span = { from: first.date, to: last.date };
  const numbers = [first.number!, last.number!] as const;
  const extended = last.number === facts.limit.value ? extension(facts) : [];
  switch (kind) {
    case 'holiday': return [{ rule: kind, ...span, days: 0, text: say.holiday(span, name) }];
    case 'makeUpDay': return [{ rule: kind, ...span, days: 1, text: say.makeUpDay(first.date, numbers[0]) }, ...extended];
    case 'counted': return [{ rule: kind, ...span, days: days.length, text: say.counted(span, ...numbers) }, ...extended];
    case 'suspended': {
      const pauses = ledger.pauses.filter((pause) => days.some(({ date }) => isIn(pause, date)));
      const uncounted = days.filter((day) => day.kind !== 'weekend' && day.kind !== 'holiday').length;
      const reason = [...new Set(pauses.map((pause) => pause.reason))].join('; ');
      return [{ rule: kind, ...span, days: 0, text: say.suspended(span, pauses, uncounted, facts.limit.unit), reason }];
    }
  }
}

const isIn = ({ from, end }: Pause, date: CivilDate): boolean => from < date && date <= end;

function pausesWithoutEffect({ pauses, days }: Ledger): Pause[] {
  return pauses.filter((pause) => !days.some(({ date }) => isIn(pause, date)));
}

function withoutEffect(pause: Pause, { due }: Ledger): ExplanationStep {
  return one('suspensionWithoutEffect', pause.from, say.withoutEffect(pause, due), pause.reason);
}

/** Why the due date is not the last day counted. */
function moved({ why, from, to }: Move): ExplanationStep {
  return why === 'suspended'
    ? one('resumedOnLastDay', to, say.resumedOnLastDay(to))
    : one('movedToWorkingDay', to, say.movedToWorkingDay(from, to));
}
