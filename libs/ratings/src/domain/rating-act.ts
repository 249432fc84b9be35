import { DomainError } from '@onething/kernel';
import type { Grade } from './grade';

/** What a rater sends: one grade for the whole matter, and other grades for single items where they differ. */
export interface RatingAct {
  grade: Grade;
  tags: string[];
  words?: string;
  items: { itemId: string; grade: Grade }[];
}

/** A bundle case as far as rating needs it. */
export interface RateableCase {
  applicantAccountId: string;
  /** All its items have ended (办结); delivery comes after that. */
  completed: boolean;
  oneThing: string;
  /** Division of the case. */
  division: string;
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
export function requireCompleted(rated: RateableCase): void {
  if (!rated.completed) {
    throw new DomainError('refused', 'RATINGS.NOT_COMPLETED', 'A matter is rated when all its items have ended. Wait for its completion.');
  }
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
