import fc from 'fast-check';
import type { Grade } from './grade';
import { checkRatedItems, itemGrades, type RateableCase, requireCompleted } from './rating-act';

const rated: RateableCase = {
  applicantAccountId: 'parent', completed: true, oneThing: 'newborn', division: '650102',
  items: ['birth', 'household', 'card'].map((item) => ({ itemId: `id-${item}`, item, department: 'health', division: '650102' })),
};
const act = (items: { itemId: string; grade: Grade }[] = []) => ({ grade: 1 as Grade, tags: [], items });

describe('rating act', () => {
  it('waits for completion', () => {
    expect(() => requireCompleted({ ...rated, completed: false })).toThrow(expect.objectContaining({ code: 'RATINGS.NOT_COMPLETED' }));
    expect(() => requireCompleted(rated)).not.toThrow();
  });

  it('names the field of an unknown and of a doubled item', () => {
    expect(() => checkRatedItems(rated, act([{ itemId: 'id-birth', grade: 2 }, { itemId: 'elsewhere', grade: 2 }]))).toThrow(
      expect.objectContaining({ extra: { fields: [expect.objectContaining({ field: 'items.1.itemId' })] } }),
    );
    expect(() => checkRatedItems(rated, act([{ itemId: 'id-birth', grade: 2 }, { itemId: 'id-birth', grade: 3 }]))).toThrow(
      expect.objectContaining({ code: 'RATINGS.ITEM_TWICE' }),
    );
  });

  it('gives each item its own grade or that of the whole', () => {
    const grades = fc.dictionary(fc.constantFrom('id-birth', 'id-household', 'id-card'), fc.constantFrom<Grade>(1, 2, 3, 4, 5));
    fc.assert(fc.property(grades, fc.constantFrom<Grade>(1, 2, 3, 4, 5), (own, whole) => {
      const items = Object.entries(own).map(([itemId, grade]) => ({ itemId, grade }));
      const result = itemGrades(rated, { grade: whole, tags: [], items });
      expect(result.map((item) => item.grade)).toEqual(rated.items.map((item) => own[item.itemId] ?? whole));
    }));
  });
});
