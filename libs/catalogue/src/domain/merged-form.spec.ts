import { compile } from './compile';
import { asksField, buildCatalogue, buildElement, buildItem, buildOneThing, text } from './fixtures/catalogue-builder';
import type { Catalogue, OneThing, ServiceItem } from './model';
import type { BundlePlan } from './plan';

const withForms = (...forms: ServiceItem['form'][]): { catalogue: Catalogue; oneThing: OneThing } => {
  const items = forms.map((form, position) => buildItem(`i${position}`, { form }));
  const oneThing = buildOneThing(
    'one',
    items.map((item) => item.code),
  );
  return {
    oneThing,
    catalogue: buildCatalogue({
      items,
      oneThings: [oneThing],
      elements: [
        buildElement('child.name', { validation: { maxLength: 20, pattern: '^.+$', patternHint: text('any') } }),
        buildElement('child.birthDate', { type: 'date', validation: { latest: 'today' } }),
        buildElement('applicant.kind', {
          type: 'choice',
          choices: ['a', 'b', 'c'].map((value) => ({ value, label: text(value) })),
        }),
      ],
    }),
  };
};

const onlyField = (...forms: ServiceItem['form'][]): BundlePlan['form'][number]['fields'][number] => {
  const { catalogue, oneThing } = withForms(...forms);
  return compile(catalogue, oneThing, {}).form[0]!.fields[0]!;
};

test('one field for two items, with both their patterns and the shorter length', () => {
  const field = onlyField(
    [asksField('child.name', { required: false, validation: { maxLength: 10 } })],
    [asksField('child.name', { validation: { minLength: 2, pattern: '^[a-z]+$', patternHint: text('letters') } })],
  );
  expect(field).toMatchObject({ askedBy: ['i0', 'i1'], required: true, when: [] });
  expect(field.validation).toEqual({
    minLength: 2,
    maxLength: 10,
    patterns: [
      { pattern: '^.+$', hint: text('any') },
      { pattern: '^[a-z]+$', hint: text('letters') },
    ],
  });
});

test('a date bound keeps both today and a fixed day, since which is stricter changes with time', () => {
  expect(onlyField([asksField('child.birthDate', { validation: { latest: '2019-08-31' } })]).validation).toEqual({
    latest: '2019-08-31',
    notAfterToday: true,
  });
});

test('only choices that all items accept are left', () => {
  const field = onlyField(
    [asksField('applicant.kind', { choices: ['a', 'b'] })],
    [asksField('applicant.kind', { choices: ['c', 'b'] })],
  );
  expect(field.choices!.map((choice) => choice.value)).toEqual(['b']);
});

test.each([
  [
    'lengths',
    [asksField('child.name', { validation: { maxLength: 3 } })],
    [asksField('child.name', { validation: { minLength: 4 } })],
  ],
  ['values', [asksField('child.name', { validation: { max: 3 } })], [asksField('child.name', { validation: { min: 4 } })]],
  [
    'rows',
    [asksField('child.name', { validation: { maxItems: 3 } })],
    [asksField('child.name', { validation: { minItems: 4 } })],
  ],
  [
    'dates',
    [asksField('child.birthDate', { validation: { latest: '2019-08-31' } })],
    [asksField('child.birthDate', { validation: { earliest: '2019-09-01' } })],
  ],
  ['choices', [asksField('applicant.kind', { choices: ['a'] })], [asksField('applicant.kind', { choices: ['c'] })]],
])('impossible %s are refused, naming element and items', (_, one, other) => {
  const { catalogue, oneThing } = withForms(one, other);
  expect(() => compile(catalogue, oneThing, {})).toThrow('CATALOGUE.FORM_CONFLICT');
  expect(() => compile(catalogue, oneThing, {})).toThrow(new RegExp(`"${one[0]!.element}" satisfies all of i0, i1`));
});

test('a condition over the form is kept, until somebody asks always', () => {
  const asked = asksField('child.name', { when: 'form.child.kind == "x"' });
  expect(onlyField([asked]).when).toEqual(['form.child.kind == "x"']);
  expect(onlyField([asked], [asksField('child.name')]).when).toEqual([]);
});
