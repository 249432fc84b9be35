import { civilDate } from '@onething/kernel';
import type { BadRating } from '../domain/bad-rating';
import { GRADE_NAMES } from '../domain/grade';
import type { BadRatingFile } from '../persistence/bad-rating-file.repository';
import type { BadRatingDto, BadRatingFileDto } from './bad-rating.dto';

const OPEN: ReadonlySet<BadRating['state']> = new Set(['verifying', 'appealed', 'rectifying', 'answering']);
const instant = (at: number | null): Date | undefined => (at === null ? undefined : new Date(at));

export const badRatingFileView = ({ id, name, contentType, size, addedAt, noteId }: BadRatingFile): BadRatingFileDto =>
  ({ id, name, contentType, size, addedAt, isNamed: noteId !== null });

/** @param now epoch ms */
export function badRatingView(bad: BadRating, now: number): BadRatingDto {
  const { id, version, state, oneThing, department, division, grade, tags, isAnonymous, callBackTries, callBackDueOn, dueOn } = bad;
  return {
    id, version, state, oneThing, department, division, item: bad.item ?? undefined, grade, gradeName: GRADE_NAMES[grade], tags, isAnonymous,
    finding: bad.finding ?? undefined, calledBackAt: instant(bad.calledBackAt), callBackTries, appealUpheld: bad.appealUpheld ?? undefined,
    callBackDueOn, dueOn, isOverdue: OPEN.has(state) && civilDate(now) > dueOn, dispatchedAt: new Date(bad.dispatchedAt),
    rectifiedAt: instant(bad.rectifiedAt), wasOnTime: bad.wasOnTime ?? undefined, answeredAt: instant(bad.answeredAt),
    secondRatingUntil: bad.secondRatingUntil ?? undefined, secondGrade: bad.secondGrade ?? undefined, closedAt: instant(bad.closedAt),
  };
}
