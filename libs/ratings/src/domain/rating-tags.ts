import { DomainError, type Text } from '@onething/kernel';
import { type Grade, isBadGrade } from './grade';

export interface RatingTag extends Text {
  /** camelCase, never given to another tag. */
  code: string;
}

/** The reasons that a rater may choose: `good` for grades 1 to 3, `bad` for 4 and 5. */
export interface RatingTags {
  provenance?: 'recalled' | 'illustrative';
  good: RatingTag[];
  bad: RatingTag[];
}

export function tagsForGrade(tags: RatingTags, grade: Grade): RatingTag[] {
  return isBadGrade(grade) ? tags.bad : tags.good;
}

/** @throws DomainError `RATINGS.UNKNOWN_TAG` naming the field when a tag is not offered for that grade */
export function checkTags(tags: RatingTags, grade: Grade, chosen: string[]): void {
  const offered = new Set(tagsForGrade(tags, grade).map((tag) => tag.code));
  const fields = chosen.flatMap((code, index) => (offered.has(code) ? [] : [tagProblem(index, grade)]));
  if (fields.length > 0) throw new DomainError('invalid', 'RATINGS.UNKNOWN_TAG', fields[0]!.message, { fields });
}

function tagProblem(index: number, grade: Grade) {
  const message = `This tag is not offered for grade ${grade}. GET /api/rating-tags lists those that are.`;
  return { field: `tags.${index}`, code: 'RATINGS.UNKNOWN_TAG', message };
}

/** @throws Error naming the first entry of the tag file that is malformed or used twice */
export function parseRatingTags(value: unknown): RatingTags {
  const file = (value ?? {}) as Partial<Record<keyof RatingTags, unknown>>;
  const tags: RatingTags = { good: tagList(file.good, 'good'), bad: tagList(file.bad, 'bad') };
  const codes = [...tags.good, ...tags.bad].map((tag) => tag.code);
  const twice = codes.find((code, index) => codes.indexOf(code) !== index);
  if (twice) throw new Error(`The tag "${twice}" stands twice in the rating tags`);
  if (file.provenance === 'recalled' || file.provenance === 'illustrative') tags.provenance = file.provenance;
  return tags;
}

function tagList(value: unknown, name: string): RatingTag[] {
  if (!Array.isArray(value) || value.length === 0) throw new Error(`The rating tags need a list "${name}"`);
  return value.map((entry: unknown, index) => {
    const { code, zh, en } = (entry ?? {}) as Partial<Record<keyof RatingTag, unknown>>;
    if (typeof code !== 'string' || !/^[a-z][A-Za-z0-9]*$/.test(code) || typeof zh !== 'string' || typeof en !== 'string') {
      throw new Error(`The rating tag ${name}[${index}] needs a camelCase code and the texts zh and en`);
    }
    return { code, zh, en };
  });
}
