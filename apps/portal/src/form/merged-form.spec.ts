import type { MergedField } from '../shared/rules';
import { fieldAt, messageOf } from './field-message';
import { cleaned, type FormState, pagesOf, problemsOf, savable } from './merged-form';

const field = (element: string, more: Partial<MergedField> = {}): MergedField => ({
  element, name: { zh: element, en: element }, type: 'text', subject: 'child', required: true, askedBy: [], when: [], validation: {},
  filledByResult: false, sensitivity: 'public', mask: 'none', ...more,
});

const FIELDS = [
  field('child.name'), field('child.twin', { type: 'boolean' }), field('child.order', { type: 'integer', when: ['form.child.twin == true'], validation: { min: 1, max: 9 } }),
  field('child.number', { filledByResult: true }), field('child.mother', { prefill: { account: 'name' } }),
  field('child.rows', { type: 'list', required: false, members: [{ code: 'name', name: { zh: '名', en: 'name' }, type: 'text', required: true }] }),
];
const stateOf = (values: Record<string, unknown>): FormState => ({
  plan: { form: [{ subject: 'child', name: { zh: '孩子', en: 'Child' }, fields: FIELDS }, { subject: 'case', name: { zh: '', en: '' }, fields: [] }] },
  values, q: {}, prefilled: { 'child.mother': '张三' }, today: '2026-03-02',
});
const asked = (values: Record<string, unknown>): string[] => pagesOf(stateOf(values)).flatMap((page) => page.fields.map(({ element }) => element));

describe('the merged form', () => {
  test('asks what its conditions ask, never what a result fills in, and has no page without a field', () => {
    expect(pagesOf(stateOf({})).map(({ key }) => key)).toEqual(['child']);
    expect(asked({})).toEqual(['child.name', 'child.twin', 'child.mother', 'child.rows']);
    expect(asked({ 'child.twin': true })).toContain('child.order');
  });

  test('names what is missing and wrong by the server\'s paths, in rows too', () => {
    const problems = problemsOf(stateOf({ 'child.name': '  ', 'child.twin': true, 'child.order': 12, 'child.rows': [{ name: '' }] }));
    expect(problems.map(({ field: path, code }) => [path, code])).toEqual([
      ['form.child.name', 'CASES.FIELD_MISSING'], ['form.child.order', 'CASES.TOO_LARGE'], ['form.child.rows.0.name', 'CASES.FIELD_MISSING'],
    ]);
  });

  test('a draft holds what is right: half-written values and known ones wait or are left out', () => {
    expect(savable(stateOf({ 'child.name': ' 小宝 ', 'child.twin': true, 'child.order': 'x', 'child.mother': '李四' }))).toEqual({ 'child.name': '小宝', 'child.twin': true });
    expect(cleaned({ a: ' ', b: [], c: [{ d: '' }], e: false, f: 0 })).toEqual({ c: [{}], e: false, f: 0 });
  });

  test('a message names the field and its bounds, and the row', () => {
    const texts: Record<string, string> = { 'parts.form.problem.CASES.TOO_LARGE.any': '{name} ≤ {max}', 'parts.form.problem.other': '{name}?', 'parts.form.inRow': '{row}: {message}', 'parts.form.comma': ', ', 'parts.form.today': 'today' };
    const tongue = {
      t: (key: string, values: Record<string, unknown> = {}) => texts[key]!.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name])),
      te: (key: string) => key in texts, say: ({ en }: { en: string }) => en,
    };
    const tell = (path: string, code: string): string => messageOf({ field: path, code, message: '' }, fieldAt(FIELDS, path)!, tongue);
    expect(tell('form.child.order', 'CASES.TOO_LARGE')).toBe('child.order ≤ 9');
    expect(tell('form.child.rows.0.name', 'CASES.NEVER_HEARD_OF')).toBe('1: name?');
    expect(fieldAt(FIELDS, 'form.other.name')).toBeUndefined();
  });
});
