import type { BundlePlan, MergedField } from '@onething/catalogue';
import { opensMaterial, pointsToCorrect, unaskedChanges, waitsForCorrection } from './corrections';
import type { ChainedEvent } from './event';

const field = (element: string, when: string[] = []) => ({ element, when, filledByResult: false }) as unknown as MergedField;
const plan = {
  form: [{ subject: 'case', name: { zh: '事', en: 'Matter' }, fields: [
    field('case.sign'), field('case.area'), field('case.staff'), field('case.platforms', ['form.case.online == true']), field('case.online'),
  ] }],
} as unknown as Pick<BundlePlan, 'form'>;
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

  it('may be sent whole, in any order of its parts', () => {
    expect(refused({ ...before, 'case.staff': [{ job: 'cook', name: '张伟' }] })).toEqual([]);
  });

  it('fills in what it asks only now', () => expect(refused({ 'case.online': true, 'case.platforms': '外卖' }, 'form.case.online')).toEqual([]));
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

  it('asks for what its last request names', () => {
    const event = (type: string, points: string[]) => ({ type, payload: { points } }) as unknown as ChainedEvent;
    expect(pointsToCorrect([event('returnedForRework', ['form.a']), event('correctionAsked', ['form.b']), event('received', [])])).toEqual(['form.b']);
    expect(pointsToCorrect([])).toEqual([]);
  });
});
