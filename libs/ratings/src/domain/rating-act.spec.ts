import fc from 'fast-check';
import type { Grade } from './grade';
import { loadRatingRules } from '../rating-config.file';
import { badUnits, checkRatedItems, itemGrades, type RateableCase, requireStage } from './rating-act';

const rules = loadRatingRules();
const rated: RateableCase = {
  applicantAccountId: 'parent', completed: true, oneThing: 'newborn', division: '650102',
  items: ['birth', 'household', 'card'].map((item) => ({ itemId: `id-${item}`, item, department: 'health', division: '650102' })),
};
const act = (items: { itemId: string; grade: Grade }[] = []) => ({ grade: 1 as Grade, tags: [], items });

describe('rating act', () => {
  it('waits for completion', () => {
    expect(() => requireStage({ ...rated, completed: false }, 'completion', 'portal', rules)).toThrow(expect.objectContaining({ code: 'RATINGS.NOT_COMPLETED' }));
    expect(() => requireStage(rated, 'completion', 'portal', rules)).not.toThrow();
  });

  it('takes earlier stages when they are reached, by the channels that the rules name', () => {
    const begun: RateableCase = { ...rated, completed: false, reached: ['intake'] };
    expect(() => requireStage(begun, 'intake', 'tablet', rules)).not.toThrow();
    expect(() => requireStage(begun, 'acceptance', 'tablet', rules)).toThrow(expect.objectContaining({ code: 'RATINGS.STAGE_NOT_REACHED' }));
    expect(() => requireStage(begun, 'intake', 'portal', rules)).toThrow(expect.objectContaining({ code: 'RATINGS.STAGE_NOT_OFFERED' }));
  });

  it('falls to the lead for the whole, and to the department of an item that is bad apart', () => {
    const lead = { ...rated, leadDepartment: 'services' };
    expect(badUnits(lead, { ...act([{ itemId: 'id-card', grade: 5 }]), grade: 4 })).toEqual([
      { unit: { department: 'services', division: '650102' }, item: null, grade: 4 }, { unit: { department: 'health', division: '650102' }, item: 'card', grade: 5 },
    ]);
    expect(badUnits(lead, { ...act([{ itemId: 'id-card', grade: 3 }]), grade: 4 })).toHaveLength(1);
    expect(badUnits(lead, act())).toEqual([]);
    expect(badUnits(rated, { ...act(), grade: 5 })[0]!.unit.department).toBe('health');
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
