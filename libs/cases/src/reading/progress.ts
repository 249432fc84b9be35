import { type CivilDate, dayInWords, fillText, listInWords, type Text, type WorkCalendar } from '@onething/kernel';
import { PAUSES } from '@onething/workflow';
import type { BundleClock } from '../domain/bundle-deadlines';
import type { BundleStage } from '../domain/bundle-stage';
import type { CaseEvent, EventType } from '../domain/event';
import type { ItemClock } from '../domain/item-clock';
import type { CorrectionPoint } from '../domain/item-command';
import { deadlineOfItem, type ProgressDeadline } from './progress-deadlines';
import { type Sentence, SENTENCES } from './progress-sentences';
import { bundleStanding, type HeldBy, standingOf } from './progress-standings';
import { SUBJECT_WORDS, type ProgressNames } from './progress-words';

/** An item case as its progress is told. */
export interface ItemInProgress {
  itemId: string;
  item: string;
  state: string;
  step: string | null;
  clock: ItemClock;
  /** Items that must be granted before it begins. */
  waitsFor: readonly string[];
  /** Codes of the steps of its process, in order. */
  steps: readonly string[];
  names: ProgressNames;
}

/** A case as its progress is told: states, and events in the order in which they were written. */
export interface CaseInProgress {
  stage: BundleStage;
  clock: BundleClock;
  items: readonly ItemInProgress[];
  events: readonly CaseEvent[];
  /** Items whose results are there and not handed over. */
  undelivered: readonly string[];
  names: ProgressNames;
  /** Where results are handed over. */
  deliveryPlace: Text;
  /** Persons whose consent has still to be asked for, or is awaited. */
  consents: readonly { subject: keyof typeof SUBJECT_WORDS; asked: boolean }[];
  /** What an office wants corrected, word by word; left out where free texts must not be shown. */
  pointsOf?: (itemId: string, seq: number) => readonly CorrectionPoint[] | undefined;
}

export interface ProgressEntry {
  /** Epoch ms. */
  at: number;
  text: Text;
}

export type TodoKind = 'submitDraft' | 'askConsent' | 'awaitConsent' | 'resubmit' | 'answerCorrection' | 'supplyLater' | 'collectResults';

/** What the applicant has to do. */
export interface Todo {
  kind: TodoKind;
  text: Text;
  until?: CivilDate;
  /** That day may still move. */
  provisional?: true;
  points?: { field: string; name: Text; reason?: string }[];
}

interface Part {
  /** 0–100. */
  share: number;
  standing: Text;
  happened: ProgressEntry[];
  todo: Todo[];
}

export interface ItemProgress extends Part {
  itemId: string;
  item: string;
  name: Text;
  state: string;
  ended: boolean;
  heldBy: HeldBy;
  /** The authority that handles it. */
  office: Text;
  step?: Text;
  deadline?: ProgressDeadline;
}

export interface Progress extends Part {
  stage: BundleStage;
  items: ItemProgress[];
}

interface Moment {
  calendar: WorkCalendar;
  /** Epoch ms. */
  now: number;
}

/** How a case stands, in plain words. Pure. */
export function progressOf(one: CaseInProgress, moment: Moment): Progress {
  const items = one.items.map((item) => itemProgress(one, item, moment));
  return {
    stage: one.stage,
    share: bundleShare(one, items),
    standing: bundleStanding(one.stage, one.clock.draftUntil),
    happened: happenedIn(one.events, null, one.names),
    todo: bundleTodo(one),
    items,
  };
}

function itemProgress(one: CaseInProgress, item: ItemInProgress, moment: Moment): ItemProgress {
  const { itemId, item: code, state, step, names } = item;
  const { heldBy, text } = standingOf(item);
  return {
    itemId, item: code, name: names.item(code), state, ended: ENDED.has(state), heldBy, office: names.office,
    step: step && item.steps.includes(step) ? names.step(step) : undefined,
    share: itemShare(item, one.events),
    standing: text,
    deadline: deadlineOfItem(item, moment),
    happened: happenedIn(one.events, itemId, names),
    todo: itemTodo(one, item),
  };
}

function happenedIn(events: readonly CaseEvent[], itemId: string | null, names: ProgressNames): ProgressEntry[] {
  return events.filter((event) => event.itemId === itemId).flatMap((event) => {
    const text = tell(event, names);
    return text ? [{ at: event.occurredAt, text: event.actorKind === 'agent' ? saidOfAgent(text) : text }] : [];
  });
}

/** The sentence speaks to the applicant, in whose name it was done. */
const saidOfAgent = ({ zh, en }: Text): Text => ({ zh: `${zh}（由代理人办理）`, en: `${en} (done by the agent)` });

/** One event in a sentence; undefined for what the applicant is not told. */
export function tell({ type, payload }: Pick<CaseEvent, 'type' | 'payload'>, names: ProgressNames): Text | undefined {
  // An event of a later version of the platform has no sentence yet.
  const sentence = (SENTENCES as Record<EventType, Sentence<typeof payload> | null>)[type] ?? null;
  if (!sentence) return undefined;
  const text = sentence.choose ? (sentence.text as Record<string, Text | null>)[sentence.choose(payload)] : sentence.text as Text;
  return text ? fillText(text, { office: names.office, ...sentence.values?.(payload, names) }) : undefined;
}

const ENDED: ReadonlySet<string> = new Set(['granted', 'refused', 'notAccepted', 'withdrawn', 'expired', 'ended', 'aborted']);
const BEFORE_HANDLING: Record<string, number> = { waiting: 0, submitted: 10, returned: 10, received: 20, correcting: 20 };
const HANDLING_BEGINS = 30;
const HANDLING_ENDS = 95;

/** How far an item is, 0–100: intake is the first third, then its steps, as many as its process has. */
function itemShare({ itemId, state, step, steps }: ItemInProgress, events: readonly CaseEvent[]): number {
  if (ENDED.has(state)) return 100;
  if (state !== 'handling') return BEFORE_HANDLING[state] ?? 0;
  const present = step === PAUSES.correction || step === PAUSES.procedure ? pausedStep(itemId, events) : step;
  const position = Math.max(steps.indexOf(present ?? ''), 0);
  return Math.round(HANDLING_BEGINS + ((HANDLING_ENDS - HANDLING_BEGINS) * position) / Math.max(steps.length, 1));
}

function pausedStep(itemId: string, events: readonly CaseEvent[]): string | undefined {
  const last = events.findLast((event) => event.itemId === itemId && event.type === 'stepCompleted');
  return (last as CaseEvent<'stepCompleted'> | undefined)?.payload.next;
}

function bundleShare({ stage, undelivered }: CaseInProgress, items: ItemProgress[]): number {
  if (stage === 'draft' || stage === 'discarded' || items.length === 0) return 0;
  const mean = items.reduce((sum, { share }) => sum + share, 0) / items.length;
  const finished = stage === 'delivered' || (items.every(({ ended }) => ended) && undelivered.length === 0);
  return finished ? 100 : Math.min(Math.round(mean), HANDLING_ENDS);
}

const TODO: Record<TodoKind, Text> = {
  submitDraft: { zh: '填完并提交申请；草稿保留到{until}', en: 'Complete and submit the application; the draft is kept until {until}' },
  askConsent: { zh: '请{who}同意使用其电子证照，或者上传相应材料', en: 'Ask {who} to consent to the use of a licence, or hand in the paper' },
  awaitConsent: { zh: '等待{who}同意使用其电子证照；请提醒对方登录平台处理', en: 'Waiting for the consent of {who}: remind the person to log in' },
  resubmit: { zh: '请在{until}前修改后重新提交：{points}', en: 'Correct and submit again by {until}: {points}' },
  answerCorrection: { zh: '请在{until}前补正：{points}', en: 'Correct by {until}: {points}' },
  supplyLater: { zh: '请在{until}前补交：{points}', en: 'Hand in by {until}: {points}' },
  collectResults: { zh: '结果可以领取了：{items}。地点：{place}', en: 'These results can be handed over: {items}. Place: {place}' },
};

const todo = (kind: TodoKind, values: Record<string, Text>, more: Omit<Todo, 'kind' | 'text'> = {}): Todo =>
  ({ kind, text: fillText(TODO[kind], { ...(more.until ? { until: dayInWords(more.until) } : {}), ...values }), ...more });

function bundleTodo({ stage, clock, undelivered, names, consents, deliveryPlace }: CaseInProgress): Todo[] {
  if (stage === 'draft') {
    const persons = consents.map(({ subject, asked }) => todo(asked ? 'awaitConsent' : 'askConsent', { who: SUBJECT_WORDS[subject] }));
    return [...persons, todo('submitDraft', {}, { until: clock.draftUntil })];
  }
  if (undelivered.length === 0) return [];
  const items = listInWords(undelivered.map((item) => names.item(item)));
  return [todo('collectResults', { items, place: deliveryPlace }, { until: clock.deliverBy, ...(clock.deliverByProvisional && { provisional: true }) })];
}

function itemTodo({ events, pointsOf }: CaseInProgress, { itemId, state, step, clock, names }: ItemInProgress): Todo[] {
  const named = (fields: readonly string[]) => listInWords(fields.map((field) => names.point(field)));
  const found: Todo[] = [];
  if (state === 'returned' || state === 'correcting' || step === PAUSES.correction) {
    const request = events.findLast((event) => event.itemId === itemId && (event.type === 'correctionAsked' || event.type === 'returnedForRework'))!;
    const { points: fields, until: asked } = (request as CaseEvent<'correctionAsked'>).payload;
    // Another calendar may have moved it since.
    const until = clock.correctBy ?? asked;
    const moves = clock.dates?.provisionalDays?.includes('correctBy') ? { provisional: true as const } : {};
    const reasons = pointsOf?.(itemId, request.seq);
    const points = fields.map((field, index) => ({ field, name: names.point(field), reason: reasons?.[index]?.reason }));
    found.push(todo(state === 'returned' ? 'resubmit' : 'answerCorrection', { points: named(fields) }, { until, ...moves, points }));
  }
  if (clock.laterBy && clock.laterMaterials && !ENDED.has(state)) {
    const fields = clock.laterMaterials.map((material) => `materials.${material}`);
    found.push(todo('supplyLater', { points: named(fields) }, { until: clock.laterBy, points: fields.map((field) => ({ field, name: names.point(field) })) }));
  }
  return found;
}
