import type { MergedField } from '@onething/catalogue';
import { buildField, TODAY } from './fixtures/form.arbitrary';
import { checkForm, type FormCheckOptions } from './form-check';
import { type FormValues, prefilledValues, settleForm } from './form-values';

const planOf = (...fields: MergedField[]) => ({ form: [{ subject: 'case' as const, name: { zh: '', en: '' }, fields }] });
const check = (fields: MergedField[], form: FormValues, more: Partial<FormCheckOptions> = {}): string[] =>
  checkForm(planOf(...fields), form, { q: {}, today: TODAY, complete: true, ...more }).map(
    ({ field, code }) => `${field} ${code}`,
  );

describe('which fields may be there', () => {
  test('a field that the form does not declare is refused by its name, also names that mean something to the language', () => {
    const form = JSON.parse('{"child.name":"小明","child.nickname":"x","__proto__":{"a":1},"constructor":"x"}') as FormValues;
    expect(check([buildField('child.name')], form)).toEqual([
      'form.child.nickname CASES.UNKNOWN_FIELD',
      'form.__proto__ CASES.UNKNOWN_FIELD',
      'form.constructor CASES.UNKNOWN_FIELD',
    ]);
  });

  test('a long made-up name is cut', () => {
    expect(check([], { ['𠮷'.repeat(500)]: 1 })).toEqual([`form.${'𠮷'.repeat(80)}… CASES.UNKNOWN_FIELD`]);
  });

  test('null means not given: nothing is wrong with it, and a required field is missing', () => {
    expect(check([buildField('child.name')], { 'child.name': null, 'child.nickname': null })).toEqual([
      'form.child.name CASES.FIELD_MISSING',
    ]);
  });

  test('a value that a result will fill is refused, and never missing', () => {
    const field = buildField('child.citizenId', { filledByResult: true, type: 'citizenId' });
    expect(check([field], {})).toEqual([]);
    expect(check([field], { 'child.citizenId': '11010519491231002X' })).toEqual([
      'form.child.citizenId CASES.FILLED_BY_RESULT',
    ]);
  });
});

describe('prefilled values', () => {
  const name = buildField('applicant.name', {
    subject: 'applicant',
    prefill: { account: 'name' },
    validation: { minLength: 2 },
  });
  const prefilled = { 'applicant.name': '王' };

  test('stand for a given value, whatever the bounds say', () => {
    expect(check([name], {}, { prefilled })).toEqual([]);
  });
  test('may be repeated, not changed', () => {
    expect(check([name], { 'applicant.name': '王' }, { prefilled })).toEqual([]);
    expect(check([name], { 'applicant.name': '王五' }, { prefilled })).toEqual([
      'form.applicant.name CASES.PREFILLED_READ_ONLY',
    ]);
    expect(check([name], { 'applicant.name': ['王'] }, { prefilled })).toEqual([
      'form.applicant.name CASES.PREFILLED_READ_ONLY',
    ]);
  });
  test('of several choices are compared one by one', () => {
    const field = buildField('case.uses', { type: 'choices' });
    const given = (uses: unknown): string[] =>
      check([field], { 'case.uses': uses }, { prefilled: { 'case.uses': ['a', 'b'] } });
    expect(given(['a', 'b'])).toEqual([]);
    for (const other of [['b', 'a'], ['a'], ['a', 'b', 'c'], 'a', { 0: 'a', 1: 'b', length: 2 }])
      expect(given(other)).toHaveLength(1);
  });

  test('come from the account and from licences of the very subject', () => {
    const plan = planOf(
      name,
      buildField('applicant.mobile', { subject: 'applicant', prefill: { account: 'mobile' } }),
      buildField('otherParent.sex', { subject: 'otherParent', prefill: { licenceType: 'id-card', face: 'sex' } }),
      buildField('child.citizenId', {
        subject: 'child',
        prefill: { licenceType: 'household-page', face: 'number' },
        filledByResult: true,
      }),
    );
    const licences = [
      { subject: 'applicant' as const, licenceType: 'id-card', face: { sex: 'female' } },
      { subject: 'otherParent' as const, licenceType: 'id-card', face: { sex: 'male' } },
      { subject: 'otherParent' as const, licenceType: 'id-card', face: { sex: 'female' } },
      { subject: 'child' as const, licenceType: 'household-page', face: { number: '1' } },
    ];
    expect(prefilledValues(plan, { account: { name: '王五' }, licences })).toEqual({
      'applicant.name': '王五',
      'otherParent.sex': 'male',
    });
    expect(prefilledValues(plan, { account: { name: '王五' }, licences: licences.slice(0, 1) })).toEqual({
      'applicant.name': '王五',
    });
  });
});

describe('conditions', () => {
  const kind = buildField('case.kind');
  const reason = buildField('case.reason', {
    when: ['form.case.kind == "other"', 'q.urgent == true'],
    validation: { maxLength: 3 },
  });
  const proof = buildField('case.proof', { when: ['has(form.case.reason)'] });

  test('one that holds is enough to ask', () => {
    expect(check([kind, reason], { 'case.kind': 'other' })).toEqual(['form.case.reason CASES.FIELD_MISSING']);
    expect(check([kind, reason], { 'case.kind': 'plain' }, { q: { urgent: true } })).toEqual([
      'form.case.reason CASES.FIELD_MISSING',
    ]);
    expect(check([kind, reason], { 'case.kind': 'plain' })).toEqual([]);
  });
  test('what stands in a field that is not asked is not looked at and makes nothing else asked', () => {
    const form = { 'case.kind': 'plain', 'case.reason': 'far too long' };
    expect(check([proof, reason, kind], form)).toEqual([]);
    expect(settleForm(planOf(proof, reason, kind), form, { q: {} })).toEqual({ 'case.kind': 'plain' });
    expect(check([proof, reason, kind], { 'case.kind': 'other', 'case.reason': 'old' })).toEqual([
      'form.case.proof CASES.FIELD_MISSING',
    ]);
  });
  test('compare money as a number', () => {
    const amount = buildField('case.amount', { type: 'money' });
    const contract = buildField('case.contract', { when: ['form.case.amount >= 1000.0'] });
    expect(check([amount, contract], { 'case.amount': '999.99' })).toEqual([]);
    expect(check([amount, contract], { 'case.amount': '1000.00' })).toEqual(['form.case.contract CASES.FIELD_MISSING']);
  });
  test('look at prefilled values too', () => {
    expect(
      check([buildField('case.kind', { prefill: { account: 'name' } }), reason], {}, { prefilled: { 'case.kind': 'other' } }),
    ).toEqual(['form.case.reason CASES.FIELD_MISSING']);
  });
  test('that look at each other come to an end', () => {
    const left = buildField('case.left', { when: ['form.case.right == "x"'] });
    const right = buildField('case.right', { when: ['form.case.left == "x"'] });
    expect(check([left, right], {})).toEqual([]);
    expect(check([left, right], { 'case.left': 'x', 'case.right': 'x' })).toEqual([]);
  });
});

describe('lists', () => {
  const member = (code: string, required: boolean) => ({ code, name: { zh: code, en: code }, type: 'text' as const, required });
  const rows = buildField('case.rows', {
    type: 'list',
    members: [member('name', true), member('note', false)],
    validation: { minItems: 2 },
  });

  test('name the row and the member', () => {
    expect(check([rows], { 'case.rows': [{ name: 'a', other: 1 }, { note: 'b\u0000' }] })).toEqual([
      'form.case.rows.0.other CASES.UNKNOWN_FIELD',
      'form.case.rows.1.name CASES.FIELD_MISSING',
      'form.case.rows.1.note CASES.TEXT_UNSAFE',
    ]);
  });
  test('may be unfinished in a draft', () => {
    expect(check([rows], { 'case.rows': [{ note: 'b' }] }, { complete: false })).toEqual([]);
    expect(check([rows], { 'case.rows': [{ name: 'a' }] })).toEqual(['form.case.rows CASES.TOO_FEW']);
  });
  test('without a bound still have an end', () => {
    const free = buildField('case.rows', { type: 'list', members: [member('name', false)] });
    expect(check([free], { 'case.rows': Array.from({ length: 201 }, () => ({})) })).toEqual(['form.case.rows CASES.TOO_MANY']);
  });
});

describe('texts', () => {
  test('count characters, not code units', () => {
    expect(check([buildField('case.a', { validation: { minLength: 2, maxLength: 2 } })], { 'case.a': '𠮷𠮷' })).toEqual([]);
  });
  test('of many lines keep their lines, and nothing else that is invisible', () => {
    const field = buildField('case.a', { type: 'longText' });
    expect(check([field], { 'case.a': 'a\r\n\tb' })).toEqual([]);
    expect(check([field], { 'case.a': 'a\u0007b' })).toEqual(['form.case.a CASES.TEXT_UNSAFE']);
    expect(check([field], { 'case.a': '\u200b\u00ad' })).toEqual(['form.case.a CASES.TEXT_BLANK']);
  });
  test('without a bound still have an end', () => {
    expect(check([buildField('case.a')], { 'case.a': 'a'.repeat(501) })).toEqual(['form.case.a CASES.TOO_LONG']);
  });
  test('keep the small letters of a number out, and say so', () => {
    const [problem] = checkForm(
      planOf(buildField('case.a', { type: 'citizenId' })),
      { 'case.a': '11010519491231002x' },
      { q: {}, today: TODAY, complete: true },
    );
    expect(problem).toEqual({ field: 'form.case.a', code: 'CASES.WRONG_FORMAT', message: 'Write letters as capitals.' });
  });
  test('that break a pattern are told what it means', () => {
    const field = buildField('case.a', {
      validation: { patterns: [{ pattern: '^\\d+$', hint: { zh: '只写数字', en: 'digits only' } }] },
    });
    expect(checkForm(planOf(field), { 'case.a': 'x' }, { q: {}, today: TODAY, complete: false })[0]?.message).toBe(
      'Write it as asked: digits only.',
    );
  });
});

test('a number is never repeated in a problem', () => {
  const problems = checkForm(
    planOf(buildField('case.a', { type: 'citizenId' }), buildField('case.b', { type: 'bankCard' })),
    { 'case.a': '110105194912310021', 'case.b': '6222021234567890127' },
    { q: {}, today: TODAY, complete: true },
  );
  expect(problems).toHaveLength(2);
  expect(JSON.stringify(problems)).not.toMatch(/\d{15}/);
});
