import { type ClockFacts, dayZeroOf, explain, type ExplanationStep } from '@onething/deadlines';
import { type CivilDate, dayInWords, fillText, type Text, type WorkCalendar } from '@onething/kernel';
import { PAUSES } from '@onething/workflow';
import type { DatedLimit, ItemClock } from '../domain/item-clock';
import type { ItemInProgress } from './progress';
import { limitInWords } from './progress-words';

/** Until when something is to happen, and how that day came about. */
export interface ProgressDeadline {
  on: CivilDate;
  /** The day may still move, because the calendar of its year is not published. */
  provisional?: true;
  /** One sentence. */
  text: Text;
  /** Day by day; empty for a limit that is a plain date. */
  steps: ExplanationStep[];
}

interface Moment {
  calendar: WorkCalendar;
  /** Epoch ms. */
  now: number;
}

const TEXTS = {
  acceptance: {
    zh: '{office}应在{on}前决定是否受理：自{from}（收到之日）次日起{limit}，节假日不计',
    en: '{office} decides on acceptance by {on}: {limit} after {from}, the day of receipt, not counting days off',
  },
  promise: {
    zh: '{office}承诺在{on}前作出决定：自{from}（受理之日）次日起{limit}{extras}',
    en: '{office} promises a decision by {on}: {limit} after {from}, the day of acceptance{extras}',
  },
  suspended: {
    zh: '承诺时限（{limit}）暂停计算，恢复后顺延；目前推算的到期日是{on}',
    en: 'The promised time ({limit}) is suspended and moves by the days of the pause; as it stands now it ends on {on}',
  },
  correction: {
    zh: '请在{on}前补正：补正期限为10个工作日，不计入办理时限',
    en: 'Send the corrections by {on}: ten working days, which do not count against the promised time',
  },
  decided: { zh: '已在{decidedOn}作出决定，承诺到期日是{on}', en: 'Decided on {decidedOn}; the promised day was {on}' },
} satisfies Record<string, Text>;

/** The limit that runs for an item now; undefined when none does. */
export function deadlineOfItem(item: ItemInProgress, moment: Moment): ProgressDeadline | undefined {
  const found = runningDeadline(item, moment);
  return found && { ...found.deadline, ...(item.clock.dates?.provisionalDays?.includes(found.of) && { provisional: true }) };
}

/** The limit, and the name of its day. */
function runningDeadline({ state, step, clock, names }: ItemInProgress, moment: Moment): { of: DatedLimit; deadline: ProgressDeadline } | undefined {
  const named = (of: DatedLimit, deadline: ProgressDeadline | undefined) => deadline && { of, deadline };
  if (clock.correctBy && (state === 'returned' || state === 'correcting' || step === PAUSES.correction)) {
    return named('correctBy', { on: clock.correctBy, text: fillText(TEXTS.correction, { on: dayInWords(clock.correctBy) }), steps: [] });
  }
  if (state === 'submitted' || state === 'received') return named('acceptBy', ofFacts('acceptance', clock.acceptance, clock.dates?.acceptBy, names.office, moment));
  return state === 'handling' ? named('dueOn', ofPromise(clock, names.office, moment)) : undefined;
}

function ofPromise(clock: ItemClock, office: Text, moment: Moment): ProgressDeadline | undefined {
  const on = clock.dates?.dueOn;
  if (clock.decidedOn && on) {
    return { on, text: fillText(TEXTS.decided, { on: dayInWords(on), decidedOn: dayInWords(clock.decidedOn) }), steps: explain(clock.promise!, moment.calendar, moment.now) };
  }
  const lasts = clock.promise?.suspensions.some((suspension) => suspension.to === undefined);
  return ofFacts(lasts ? 'suspended' : 'promise', clock.promise, on, office, moment);
}

function ofFacts(
  kind: 'acceptance' | 'promise' | 'suspended', facts: ClockFacts | undefined, on: CivilDate | undefined, office: Text, { calendar, now }: Moment,
): ProgressDeadline | undefined {
  if (!facts || !on) return undefined;
  const values = { office, on: dayInWords(on), from: dayInWords(dayZeroOf(facts, calendar)), limit: limitInWords(facts.limit), extras: extrasOf(facts) };
  return { on, text: fillText(TEXTS[kind], values), steps: explain(facts, calendar, now) };
}

function extrasOf({ extension, suspensions }: ClockFacts): Text {
  const [zh, en] = [[] as string[], [] as string[]];
  if (suspensions.some(({ from, to }) => to !== undefined && to !== from)) {
    zh.push('补正和特别程序的时间不计');
    en.push('not counting corrections and special procedures');
  }
  if (extension) {
    zh.push(`经批准延长${extension.days}日`);
    en.push(`extended by ${extension.days}`);
  }
  return { zh: zh.map((part) => `，${part}`).join(''), en: en.map((part) => `, ${part}`).join('') };
}
