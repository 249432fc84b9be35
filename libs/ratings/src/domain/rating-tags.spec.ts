import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { checkTags, parseRatingTags, tagsForGrade } from './rating-tags';

const shipped = () => parseRatingTags(parse(readFileSync(join(__dirname, '../../../../config/rating-tags.yaml'), 'utf8')));

describe('rating tags', () => {
  it('are marked as remembered, not read', () => {
    expect(shipped().provenance).toBe('recalled');
  });

  it('offer praise down to grade 3 and reasons for blame from grade 4', () => {
    const tags = shipped();
    expect(tagsForGrade(tags, 3)).toBe(tags.good);
    expect(tagsForGrade(tags, 4)).toBe(tags.bad);
  });

  it('refuse a tag of the other side and name its field', () => {
    const tags = shipped();
    expect(() => checkTags(tags, 1, ['oneForm', 'whollyOnline'])).not.toThrow();
    expect(() => checkTags(tags, 1, ['oneForm', 'late'])).toThrow(
      expect.objectContaining({ extra: { fields: [expect.objectContaining({ field: 'tags.1', code: 'RATINGS.UNKNOWN_TAG' })] } }),
    );
  });

  it.each([
    [{ good: [{ code: 'a', zh: '甲', en: 'a' }] }, 'need a list "bad"'],
    [{ good: [{ code: 'A b', zh: '甲', en: 'a' }], bad: [] }, 'good[0]'],
    [{ good: [{ code: 'a', zh: '甲', en: 'a' }], bad: [{ code: 'a', zh: '乙', en: 'b' }] }, '"a" stands twice'],
    ['no map', 'need a list "good"'],
  ])('refuse a broken file %#', (value, message) => {
    expect(() => parseRatingTags(value)).toThrow(message);
  });
});
