import type { MergedMaterial } from '@onething/catalogue';
import { buildField, TODAY } from './fixtures/form.arbitrary';
import { type AttachedLicence, checkSubmission, type MaterialState } from './submission-check';

const text = { zh: '', en: '' };

function buildMaterial(material: string, more: Partial<MergedMaterial> = {}): MergedMaterial {
  return {
    material,
    name: text,
    subject: 'applicant',
    askedBy: ['item'],
    necessity: '1',
    originals: 1,
    copies: 0,
    when: [],
    status: 'handIn',
    explanation: text,
    ...more,
  };
}

function check(
  materials: MergedMaterial[],
  states: MaterialState[] = [],
  form: Record<string, unknown> = {},
  fields = [buildField('case.kind', { required: false })],
): string[] {
  const plan = { materials, form: [{ subject: 'case' as const, name: text, fields }] };
  return checkSubmission(plan, { form, q: { poor: true }, materials: states, today: TODAY }).map(
    ({ field, code }) => `${field} ${code}`,
  );
}

const licence: AttachedLicence = { licenceType: 'id-card', inForce: true, consent: 'ofApplicant' };
const byLicence = buildMaterial('id', {
  status: 'omitted',
  reason: { by: 'licence', licenceType: 'id-card', holder: 'applicant' },
});
const byPromise = buildMaterial('account', { status: 'omitted', reason: { by: 'promise', text } });

test('the form must be complete', () => {
  expect(check([], [], {}, [buildField('child.name')])).toEqual(['form.child.name CASES.FIELD_MISSING']);
});

describe('a paper to hand in', () => {
  test('needs a file', () => {
    expect(check([buildMaterial('contract')])).toEqual(['materials.contract CASES.MATERIAL_MISSING']);
    expect(check([buildMaterial('contract')], [{ material: 'contract', files: 0 }])).toEqual([
      'materials.contract CASES.MATERIAL_MISSING',
    ]);
    expect(check([buildMaterial('contract')], [{ material: 'contract', files: 1 }])).toEqual([]);
    expect(check([buildMaterial('contract')], [{ material: 'other', files: 1 }])).toEqual([
      'materials.contract CASES.MATERIAL_MISSING',
    ]);
  });
  test('may be missing when it is optional or may come later', () => {
    expect(check([buildMaterial('a', { necessity: '2' }), buildMaterial('b', { necessity: '3' })])).toEqual([]);
  });
  test('is asked for only while one of its conditions holds', () => {
    const asked = (when: string[], form = {}): number => check([buildMaterial('a', { when })], [], form).length;
    expect(asked(['form.case.kind == "x"'])).toBe(0);
    expect(asked(['form.case.kind == "x"'], { 'case.kind': 'x' })).toBe(1);
    expect(asked(['form.case.kind == "x"', 'q.poor == true'])).toBe(1);
  });
  test('is asked for by an amount, compared as a number', () => {
    const amount = [buildField('case.amount', { type: 'money' })];
    const asked = (value: string): number =>
      check([buildMaterial('a', { when: ['form.case.amount > 50.0'] })], [], { 'case.amount': value }, amount).length;
    expect([asked('100'), asked('9')]).toEqual([1, 0]);
  });
  test('is not asked for by an answer that does not count', () => {
    const hidden = buildField('case.kind', { when: ['q.rich == true'] });
    expect(check([buildMaterial('a', { when: ['form.case.kind == "x"'] })], [], { 'case.kind': 'x' }, [hidden])).toEqual([]);
  });
});

describe('a paper that a licence replaces', () => {
  const given = (more: Partial<AttachedLicence>, files = 0): string[] =>
    check([byLicence], [{ material: 'id', files, licence: { ...licence, ...more } }]);

  test('needs the licence or a file', () => {
    expect(check([byLicence])).toEqual(['materials.id CASES.LICENCE_MISSING']);
    expect(given({})).toEqual([]);
    expect(check([byLicence], [{ material: 'id', files: 1 }])).toEqual([]);
  });
  test('needs a licence of the very type', () => {
    expect(given({ licenceType: 'passport' })).toEqual(['materials.id CASES.LICENCE_MISSING']);
  });
  test('needs the consent of another holder', () => {
    expect(given({ consent: 'granted' })).toEqual([]);
    expect(given({ consent: 'missing' })).toEqual(['materials.id CASES.CONSENT_MISSING']);
    expect(given({ consent: 'missing' }, 1)).toEqual([]);
  });
  test('needs a licence that is still in force, though the paper be optional', () => {
    expect(given({ inForce: false })).toEqual(['materials.id CASES.LICENCE_NOT_IN_FORCE']);
    const optional = { ...byLicence, necessity: '2' as const };
    expect(check([optional])).toEqual([]);
    expect(check([optional], [{ material: 'id', files: 0, licence: { ...licence, inForce: false } }])).toEqual([
      'materials.id CASES.LICENCE_NOT_IN_FORCE',
    ]);
  });
});

test('a paper that a promise replaces needs the promise or a file', () => {
  expect(check([byPromise])).toEqual(['materials.account CASES.PROMISE_MISSING']);
  expect(check([byPromise], [{ material: 'account', files: 0, promised: true }])).toEqual([]);
  expect(check([byPromise], [{ material: 'account', files: 1 }])).toEqual([]);
});

test('what somebody else provides needs nothing', () => {
  const omitted = (material: string, reason: MergedMaterial['reason']) =>
    buildMaterial(material, { status: 'omitted', reason });
  expect(
    check([
      buildMaterial('form', { status: 'form' }),
      omitted('a', { by: 'predecessorResult', item: 'i', licenceType: 'l' }),
      omitted('b', { by: 'sharedDatum', datum: 'd', source: 's' }),
      omitted('c', { by: 'onlineAuthorisation' }),
    ]),
  ).toEqual([]);
});
