import type { BundlePlan, MergedField } from '@onething/catalogue';
import { opensMaterial, pointsToCorrect, strangePoints, unaskedChanges, unanswered, waitsForCorrection } from './corrections';
import type { ChainedEvent } from './event';

const field = (element: string, when: string[] = [], more: object = {}) =>
  ({ element, when, type: 'text', filledByResult: false, askedBy: ['sign'], ...more }) as unknown as MergedField;
const staff = field('case.staff', [], { type: 'list', members: [{ code: 'name' }, { code: 'job' }] });
const plan = {
  form: [{ subject: 'case', name: { zh: '事', en: 'Matter' }, fields: [
    field('case.sign'), field('case.sign.colour'), field('case.area', [], { askedBy: ['food', 'fire'] }), staff, field('case.number', [], { filledByResult: true }), field('case.platforms', ['form.case.online == true']), field('case.online'),
  ] }],
  materials: [{ material: 'rendering', askedBy: ['sign'] }, { material: 'kitchen-plan', askedBy: ['food'] }],
} as unknown as Pick<BundlePlan, 'form' | 'materials'>;
const before = { 'case.sign': '甲', 'case.area': 30, 'case.staff': [{ name: '张伟', job: 'cook' }], 'case.online': false };
const refused = (corrected: Record<string, unknown>, ...points: string[]) =>
  unaskedChanges(plan, { before, corrected, points, q: {} }).map((problem) => problem.field);

describe('a corrected form', () => {
  it('changes what was named, whole or in part', () => {
    expect(refused({ 'case.sign': '乙' }, 'form.case.sign')).toEqual([]);
    expect(refused({ 'case.staff': [] }, 'form.case.staff.0.name')).toEqual([]);
  });

  it('changes nothing else', () => {
    expect(refused({ 'case.sign': '乙', 'case.area': 31 }, 'form.case.sign')).toEqual(['form.case.area']);
    expect(refused({ 'case.area': null }, 'materials.some-paper')).toEqual(['form.case.area']);
    expect(refused({ 'case.sign': '乙' }, 'form.case.signText')).toEqual(['form.case.sign']);
  });

  it('changes no field whose name only begins like one that was named', () => {
    expect(refused({ 'case.sign': '乙', 'case.sign.colour': '红' }, 'form.case.sign.colour')).toEqual(['form.case.sign']);
  });

  it('may be sent whole, in any order of its parts', () => {
    expect(refused({ ...before, 'case.staff': [{ job: 'cook', name: '张伟' }] })).toEqual([]);
  });

  it('fills in what it asks only now', () => expect(refused({ 'case.online': true, 'case.platforms': '外卖' }, 'form.case.online')).toEqual([]));
});

describe('what may be asked to be corrected', () => {
  const strange = (...points: string[]) => strangePoints(plan, points, { item: 'sign', form: before, q: {} }).map((problem) => problem.field);

  it('is a field or a material of the item itself, a row of a list, or one value in it', () => {
    expect(strange('form.case.sign', 'materials.rendering', 'form.case.staff', 'form.case.staff.0', 'form.case.staff.0.name')).toEqual([]);
  });

  it.each([
    ['another office’s field', 'form.case.area'], ['another office’s material', 'materials.kitchen-plan'], ['a field that is not there', 'form.case.roof'],
    ['a subject', 'form.case'], ['a row of what is no list', 'form.case.sign.0'], ['a member that the list has not', 'form.case.staff.0.wage'],
    ['a field under a condition that does not hold', 'form.case.platforms'], ['what a result fills in', 'form.case.number'], ['a material by a part of its name', 'materials.render'],
  ])('is not %s', (_, point) => expect(strange('form.case.sign', point)).toEqual(['points.1.field']));
});

describe('an answer', () => {
  const lacking = (points: string[], corrected: Record<string, unknown>, more: { prefilled?: Record<string, unknown>; changedMaterials?: string[] } = {}) =>
    unanswered(plan, points, { atRequest: before, corrected: { ...before, ...corrected }, prefilled: {}, changedMaterials: [], ...more }).map((problem) => problem.field);

  it('changes at least one of the points, a field or a material', () => {
    expect(lacking(['form.case.sign', 'materials.rendering'], { 'case.sign': '乙' })).toEqual([]);
    expect(lacking(['form.case.sign', 'materials.rendering'], {}, { changedMaterials: ['rendering'] })).toEqual([]);
    expect(lacking(['form.case.staff.0.name'], { 'case.staff': [{ name: '李伟', job: 'cook' }] })).toEqual([]);
  });

  it('that changes none of them is told which they were', () => {
    expect(lacking(['form.case.sign', 'materials.rendering'], { 'case.staff': [] }, { changedMaterials: ['kitchen-plan'] })).toEqual(['form.case.sign', 'materials.rendering']);
    expect(lacking(['form.case.staff'], { 'case.staff': [{ job: 'cook', name: '张伟' }] })).toEqual(['form.case.staff']);
  });

  it('need not change what it cannot', () => expect(lacking(['form.case.sign'], {}, { prefilled: { 'case.sign': '甲' } })).toEqual([]));
});

describe('an item', () => {
  it('waits for a correction before acceptance, after a return and in a pause', () => {
    for (const [stateName, step] of [['correcting', null], ['returned', null], ['handling', '$correction']] as const) {
      expect(waitsForCorrection({ stateName, step })).toBe(true);
    }
    for (const [stateName, step] of [['received', null], ['handling', 'examination'], ['granted', null]] as const) {
      expect(waitsForCorrection({ stateName, step })).toBe(false);
    }
  });

  it('takes the papers that may come later, and no others, until it has ended', () => {
    const item = { stateName: 'handling', step: 'examination', endedAt: null, state: { clock: { laterMaterials: ['plan'] } } };
    expect([opensMaterial(item, 'plan'), opensMaterial(item, 'photo'), opensMaterial({ ...item, endedAt: new Date(0) }, 'plan')]).toEqual([true, false, false]);
  });

  it('takes the papers that the awaited correction names, and no others', () => {
    const foundAtRequest = { revision: 1, materials: { plan: '{}' } };
    for (const [stateName, step] of [['correcting', null], ['returned', null], ['handling', '$correction']] as const) {
      const item = { stateName, step, endedAt: null, state: { clock: { foundAtRequest } } };
      expect([opensMaterial(item, 'plan'), opensMaterial(item, 'photo'), opensMaterial({ ...item, stateName: 'received', step: null }, 'plan')]).toEqual([true, false, false]);
    }
  });

  it('asks for what its last request names', () => {
    const event = (type: string, points: string[]) => ({ type, payload: { points } }) as unknown as ChainedEvent;
    expect(pointsToCorrect([event('returnedForRework', ['form.a']), event('correctionAsked', ['form.b']), event('received', [])])).toEqual(['form.b']);
    expect(pointsToCorrect([])).toEqual([]);
  });
});
