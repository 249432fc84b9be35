import type { Schema } from '../api/client';
import type { BundlePlan, MergedField } from '../shared/rules';
import { type Correction, correctionFields, correctionOf, correctionProblems } from './correction';
import { dependentsOf } from './dependents';
import { isGivenByApplicant, missingForSubmission, paperState } from './submission';

const field = (element: string, more: Partial<MergedField> = {}): MergedField => ({
  element, name: { zh: element, en: element }, type: 'text', subject: 'child', required: true, askedBy: [], when: [], validation: {},
  filledByResult: false, sensitivity: 'public', mask: 'none', ...more,
});
const paper = (material: string, more: Partial<Schema<'CaseMaterialDto'>> = {}): Schema<'CaseMaterialDto'> => ({
  material, name: { zh: material, en: material }, subject: 'child', askedBy: [], necessity: '1', originals: 1, copies: 0, status: 'handIn',
  explanation: { zh: '', en: '' }, asked: true, files: [], ...more,
});
const planned = (material: string, more: object = {}) => ({ material, necessity: '1', status: 'handIn', when: [], ...more });

describe('what keeps a draft from being submitted', () => {
  const byLicence = { status: 'omitted' as const, reason: { by: 'licence', licenceType: 'id', holder: 'otherParent' } as never };
  const plan = {
    form: [{ subject: 'child', name: { zh: '', en: '' }, fields: [field('child.name')] }],
    materials: [planned('photo'), planned('card', byLicence)],
  } as unknown as BundlePlan;
  const missing = (name: string, ...papers: Schema<'CaseMaterialDto'>[]) =>
    missingForSubmission({ plan, values: { 'child.name': name }, q: {}, prefilled: {}, today: '2026-03-02' }, papers).map(({ field: path, code }) => `${path} ${code}`);

  test('names fields and papers, a licence whose holder does not consent too', () => {
    expect(missing(' ')).toEqual(['form.child.name CASES.FIELD_MISSING', 'materials.photo CASES.MATERIAL_MISSING', 'materials.card CASES.LICENCE_MISSING']);
    const file = { id: '1' } as never;
    const licence = { licenceType: 'id', inForce: true, consent: 'missing' as const };
    expect(missing('小宝', paper('photo', { files: [file] }), paper('card', { ...byLicence, licence }))).toEqual(['materials.card CASES.CONSENT_MISSING']);
    expect(missing('小宝', paper('photo', { files: [file] }), paper('card', { ...byLicence, licence: { ...licence, consent: 'granted' } }))).toEqual([]);
  });

  test('a paper is ready, missing, optional, or nobody\'s to give', () => {
    const shared = paper('vaccines', { status: 'omitted', reason: { by: 'sharedDatum' } as never });
    expect([paper('a'), paper('b', byLicence), shared].map(isGivenByApplicant)).toEqual([true, true, false]);
    expect(paperState(paper('a'), [{ field: 'materials.a', code: '', message: '' }])).toBe('missing');
    expect([paper('a'), shared, paper('a', { promisedAt: '2026' })].map((one) => paperState(one, []))).toEqual(['optional', 'spared', 'ready']);
  });
});

test('what waits for a withdrawn item, at whatever distance, ends with it', () => {
  const after = (item: string, on: string) => ({ item, on, because: 'declared' as const });
  expect([...dependentsOf([after('b', 'a'), after('c', 'b'), after('d', 'x')], 'a')]).toEqual(['b', 'c']);
});

describe('the answer to a request for corrections', () => {
  const fields = [field('child.twin', { type: 'boolean' }), field('child.order', { type: 'integer', when: ['form.child.twin == true'] }), field('child.name')];
  const correction = (values: Record<string, unknown>): Correction => ({
    plan: { form: [{ subject: 'child', name: { zh: '', en: '' }, fields }] }, q: {}, before: { 'child.twin': false, 'child.name': '小宝' }, values,
    points: ['form.child.twin', 'materials.photo'], today: '2026-03-02',
  });

  test('holds the fields that are asked for, and those that the corrected form asks only now', () => {
    expect(correctionFields(correction({ 'child.twin': false, 'child.name': '小宝' })).map(({ element }) => element)).toEqual(['child.twin']);
    const turned = correction({ 'child.twin': true, 'child.name': '改了' });
    expect(correctionFields(turned).map(({ element }) => element)).toEqual(['child.twin', 'child.order']);
    expect(correctionProblems(turned).map(({ field: path }) => path)).toEqual(['form.child.order']);
    expect(correctionOf({ ...turned, values: { ...turned.values, 'child.order': 2 } })).toEqual({ 'child.twin': true, 'child.order': 2 });
  });
});
