import { civilDate, type CivilDate, minuteOfDay, type Text } from '@onething/kernel';
import type { ClockFacts, EarlierCount, Extension, Limit, Stop } from './clock-facts';
import { LIMITS, RESTARTS, STARTS, STOPS, SUSPENSIONS, WEEKDAYS } from './explain-words';
import type { Ledger, Pause } from './ledger';
import type { Progress } from './progress';

interface Span {
  from: CivilDate;
  to: CivilDate;
}

/** 2026-02-15—02-23 · 2026-02-15 to 02-23. The year stands again when it is another. */
function range({ from, to }: Span): Text {
  if (from === to) return { zh: from, en: from };
  const end = from.slice(0, 4) === to.slice(0, 4) ? to.slice(5) : to;
  return { zh: `${from}—${end}`, en: `${from} to ${end}` };
}

/** 10 个工作日 · 10 working days */
function amount(value: number, unit: Limit['unit']): Text {
  const plural = value === 1 ? '' : 's';
  return unit === 'workingDays'
    ? { zh: `${value} 个工作日`, en: `${value} working day${plural}` }
    : { zh: `${value} 个自然日`, en: `${value} calendar day${plural}` };
}

function kinds(pauses: Pause[]): Text {
  const words = [...new Set(pauses.map(({ kind }) => SUSPENSIONS[kind]))];
  return { zh: words.map(({ zh }) => zh).join('、'), en: words.map(({ en }) => en).join(', ') };
}

/** Submitted on 2026-02-14 at 20:00 … */
function timeOf(instant: number): { date: CivilDate; time: string } {
  const minute = minuteOfDay(instant);
  const two = (value: number): string => String(value).padStart(2, '0');
  return { date: civilDate(instant), time: `${two(Math.floor(minute / 60))}:${two(minute % 60)}` };
}

export function restarted({ until, because }: EarlierCount): Text {
  const word = RESTARTS[because];
  return {
    zh: `因${word.zh}于 ${until} 重新起算，此前的期间不计`,
    en: `Begun anew on ${until} because of ${word.en}; what ran before does not count`,
  };
}

export function dayZero({ kind, limit, start }: ClockFacts, date: CivilDate): Text {
  const [began, name] = [STARTS[kind], LIMITS[kind]];
  const length = limit.value === 0 && limit.unit === 'workingDays'
    ? { zh: '即办件，当日办结', en: 'Instant item, to be done on the working day itself' }
    : { zh: `${name.zh} ${amount(limit.value, limit.unit).zh}`, en: `The ${name.en} is ${amount(limit.value, limit.unit).en}` };
  if ('at' in start && civilDate(start.at) !== date) {
    const came = timeOf(start.at);
    return {
      zh: `${came.date} ${came.time} 提交，已过下班时间或非工作日，视为 ${date} ${began.zh}，当日为第0日；${length.zh}`,
      en: `Submitted on ${came.date} at ${came.time}, after hours or on a day off: `
        + `counts as ${began.en} on ${date}, which is day 0. ${length.en}`,
    };
  }
  return { zh: `${date} ${began.zh}，当日为第0日；${length.zh}`, en: `${date}: ${began.en}; this is day 0. ${length.en}` };
}

export function counted(span: Span, from: number, to: number): Text {
  const days = range(span);
  return from === to
    ? { zh: `${days.zh} 为第${to}日`, en: `${days.en} is day ${to}` }
    : { zh: `${days.zh} 为第${from}—${to}日`, en: `${days.en} are days ${from} to ${to}` };
}

export function makeUpDay(date: CivilDate, number: number): Text {
  const name = WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()]!;
  return { zh: `${date}（${name.zh}，调休上班）为第${number}日`, en: `${date} (${name.en}, a make-up working day) is day ${number}` };
}

export function holiday(span: Span, name: Text | undefined): Text {
  const days = range(span);
  return { zh: `${days.zh} ${name?.zh ?? '节假日'}放假不计`, en: `${days.en}: ${name?.en ?? 'holiday'}, not counted` };
}

/** @param uncounted days that would have counted, in the unit of the limit */
export function suspended(span: Span, pauses: Pause[], uncounted: number, unit: Limit['unit']): Text {
  const [days, why, length] = [range(span), kinds(pauses), amount(uncounted, unit)];
  const shared = pauses.some((a) => pauses.some((b) => a !== b && a.from < b.end && b.from < a.end));
  const once = shared ? { zh: '（重叠部分只计一次）', en: '; days that overlap are left out once' } : { zh: '', en: '' };
  const lasting = lastingOf(pauses);
  return {
    zh: `${days.zh} ${why.zh}暂停，${length.zh}不计${once.zh}${lasting.zh}`,
    en: `${days.en}: suspended (${why.en}), ${length.en} not counted${once.en}${lasting.en}`,
  };
}

function lastingOf(pauses: Pause[]): Text {
  const lasting = pauses.filter(({ to }) => to === undefined);
  if (lasting.length === 0) return { zh: '', en: '' };
  const planned = lasting.map(({ plannedTo }) => plannedTo ?? '').sort().at(-1);
  const [zh, en] = planned ? [`，计划至 ${planned}`, `, planned until ${planned}`] : ['', ''];
  return { zh: `；尚未恢复${zh}`, en: `; not ended yet${en}` };
}

export function withoutEffect(pause: Pause, due: CivilDate): Text {
  const why = kinds([pause]);
  const [zh, en] = effectOf(pause, due);
  return { zh: `${pause.from} ${why.zh}暂停，${zh}`, en: `${pause.from}: suspended (${why.en}), ${en}` };
}

function effectOf({ from, to, end }: Pause, due: CivilDate): [zh: string, en: string] {
  if (from > due) return ['此时期限已届满，到期日不变', 'after the limit was over: the due date stays'];
  if (to === undefined) return ['尚未恢复', 'not ended yet'];
  if (from === end) return ['同日恢复，到期日不变', 'ended on the same day: the due date stays'];
  return ['到期日不变', 'the due date stays'];
}

export function extended({ on, days }: Extension, unit: Limit['unit']): Text {
  const length = amount(days, unit);
  return { zh: `${on} 经负责人批准延期 ${length.zh}`, en: `${on}: extended by ${length.en}, approved by a head` };
}

export function stopped({ on, reason }: Stop): Text {
  return { zh: `${on} ${STOPS[reason].zh}，停止计时`, en: `${on}: ${STOPS[reason].en}; the clock stops` };
}

export function resumedOnLastDay(on: CivilDate): Text {
  return {
    zh: `暂停始于期限最后一日，恢复之日 ${on} 为最后一日`,
    en: `The suspension began on the last day, so the day of its end, ${on}, is the last day`,
  };
}

export function movedToWorkingDay(from: CivilDate, to: CivilDate): Text {
  return { zh: `${from} 不上班，顺延至 ${to}`, en: `${from} is a day off: moved to ${to}, the next working day` };
}

export function provisional(years: string[]): Text {
  return {
    zh: `${years.join('、')} 年放假安排尚未公布，暂按法定固定节假日计算，公布后重新计算`,
    en: `The holidays of ${years.join(', ')} are not published yet: reckoned with the fixed ones, and again when they are`,
  };
}

/** How the limit stands at `now` (epoch ms). */
type Standing = Progress & { now: number };

export function due(facts: ClockFacts, ledger: Ledger, standing: Standing): Text {
  const [zh, en] = standingOf(facts, ledger, standing);
  return { zh: `${ledger.due} 到期${zh}`, en: `Due on ${ledger.due}${en}` };
}

function standingOf({ stop, limit }: ClockFacts, ledger: Ledger, standing: Standing): [zh: string, en: string] {
  const { now, overdue, paused, remaining } = standing;
  if (overdue) {
    const late = amount(Math.ceil(-remaining), limit.unit);
    const by = remaining < 0 ? [` ${late.zh}`, ` by ${late.en}`] : ['', ''];
    return [`，${stop ? '办理' : '已'}超期${by[0]}`, stop ? `; late${by[1]}` : `; overdue${by[1]}`];
  }
  if (stop) return ['，按期办理', '; kept'];
  if (paused) return ['（暂停中，恢复后重新计算）', ' (suspended; reckoned again when it ends)'];
  const today = civilDate(now);
  if (today === ledger.due) return ['，即今日', ', which is today'];
  const left = ledger.days.filter(({ number, date }) => number !== undefined && date > today).length;
  if (left === 0) return ['', ''];
  const rest = amount(left, limit.unit);
  return [`，${today} 之后还有 ${rest.zh}`, `; ${rest.en} left after ${today}`];
}
