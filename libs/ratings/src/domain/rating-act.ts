import { DomainError } from '@onething/kernel';
import { type Channel, type Grade, isBadGrade, type Stage } from './grade';
import type { ResponsibleUnit } from './rating-event';
import type { RatingRules } from './rating-rules';

/** What a rater sends: one grade for the whole matter, and other grades for single items where they differ. */
export interface RatingAct {
  grade: Grade;
  tags: string[];
  words?: string;
  /** The units are not told who it was. */
  isAnonymous?: boolean;
  items: { itemId: string; grade: Grade }[];
}

/** `peer`: another region decides (跨省通办). */
export type HandledBy = 'local' | 'peer';

/** A bundle case as far as rating needs it. */
export interface RateableCase {
  applicantAccountId: string;
  /** All its items have ended (办结); delivery comes after that. */
  completed: boolean;
  oneThing: string;
  /** Division of the case. */
  division: string;
  /** Stages before the completion that it has reached. */
  reached?: readonly Stage[];
  /** 牵头部门: what is said of the whole falls to it; the first item's department when it is not known. */
  leadDepartment?: string;
  /** Where it was taken in, when that is not the division of the case. */
  intakeDivision?: string;
  /** Absent: `local`. */
  handledBy?: HandledBy;
  /** What is rated is another region's work: it is counted here, and that region follows up a bad rating. */
  followedUpElsewhere?: boolean;
  items: RateableItem[];
}

export interface RateableItem {
  itemId: string;
  item: string;
  department: string;
  division: string;
}

/** The grade of one item: its own, or that of the whole. */
export interface ItemGrade extends RateableItem {
  grade: Grade;
}

/** @throws DomainError `RATINGS.NOT_COMPLETED` */
function requireCompleted(rated: RateableCase): void {
  if (!rated.completed) {
    throw new DomainError('refused', 'RATINGS.NOT_COMPLETED', 'A matter is rated when all its items have ended. Wait for its completion.');
  }
}

/** @throws DomainError `RATINGS.STAGE_NOT_OFFERED` by that channel, `RATINGS.NOT_COMPLETED`, `RATINGS.STAGE_NOT_REACHED` */
export function requireStage(rated: RateableCase, stage: Stage, channel: Channel, rules: RatingRules): void {
  requireOffered(stage, channel, rules);
  if (stage === 'completion') return requireCompleted(rated);
  if (rated.reached?.includes(stage)) return;
  throw new DomainError('refused', 'RATINGS.STAGE_NOT_REACHED', 'The matter has not come so far yet. Wait until its papers are taken in or accepted.');
}

/** @throws DomainError `RATINGS.STAGE_NOT_OFFERED` */
export function requireOffered(stage: Stage, channel: Channel, rules: RatingRules): void {
  if (rules.stages[stage].includes(channel)) return;
  throw new DomainError('refused', 'RATINGS.STAGE_NOT_OFFERED', 'This stage is not rated in this way here. Rate the matter when it has ended.');
}

/** To whom a rating falls when it is bad: the lead for the whole, and the department of each item that was graded apart. */
export function badUnits(rated: RateableCase, act: RatingAct): { unit: ResponsibleUnit; item: string | null; grade: 4 | 5 }[] {
  if (rated.followedUpElsewhere) return [];
  const bad = (grade: Grade): grade is 4 | 5 => isBadGrade(grade);
  const lead = rated.leadDepartment ?? rated.items[0]?.department;
  const whole = bad(act.grade) && lead !== undefined ? [{ unit: { department: lead, division: rated.division }, item: null, grade: act.grade }] : [];
  const apart = act.items.flatMap(({ itemId, grade }) => {
    const item = rated.items.find((one) => one.itemId === itemId);
    return item && bad(grade) ? [{ unit: { department: item.department, division: item.division }, item: item.item, grade }] : [];
  });
  return [...whole, ...apart];
}

/** @throws DomainError `RATINGS.UNKNOWN_ITEM`, `RATINGS.ITEM_TWICE`, naming the field */
export function checkRatedItems(rated: RateableCase, act: RatingAct): void {
  const known = new Set(rated.items.map((item) => item.itemId));
  const seen = new Set<string>();
  act.items.forEach(({ itemId }, index) => {
    if (!known.has(itemId)) throw itemProblem(index, 'RATINGS.UNKNOWN_ITEM', 'This case has no such item.');
    if (seen.has(itemId)) throw itemProblem(index, 'RATINGS.ITEM_TWICE', 'Rate each item once.');
    seen.add(itemId);
  });
}

/** Every item of the case with its grade: one act rates the whole and lets single items differ. */
export function itemGrades(rated: RateableCase, act: RatingAct): ItemGrade[] {
  const own = new Map(act.items.map(({ itemId, grade }) => [itemId, grade]));
  return rated.items.map((item) => ({ ...item, grade: own.get(item.itemId) ?? act.grade }));
}

function itemProblem(index: number, code: string, message: string): DomainError {
  return new DomainError('invalid', code, message, { fields: [{ field: `items.${index}.itemId`, code, message }] });
}
