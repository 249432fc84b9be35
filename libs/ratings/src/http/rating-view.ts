import { GRADE_NAMES } from '../domain/grade';
import type { Rating } from '../domain/rating';
import type { RatingDto } from './rating.dto';

export function ratingView(rating: Rating): RatingDto {
  const { id, caseId, sequence, grade, tags, words, channel, stage, givenAt, items, isAnonymous } = rating;
  return {
    id, caseId, sequence, grade, gradeName: GRADE_NAMES[grade], tags, words, channel, stage, isAnonymous, givenAt: new Date(givenAt).toISOString(),
    items: items.map(({ itemId, item, grade: itemGrade, isOwn }) => ({ itemId, item, grade: itemGrade, isOwn })),
  };
}
