import fc from 'fast-check';
import { type FieldCase, filledForm, TODAY } from './fixtures/form.arbitrary';
import { checkForm } from './form-check';

const planOf = (cases: FieldCase[]) => ({
  form: [{ subject: 'case' as const, name: { zh: '', en: '' }, fields: cases.map((each) => each.field) }],
});
const valuesOf = (cases: FieldCase[]): Record<string, unknown> =>
  Object.fromEntries(cases.map((each) => [each.field.element, each.good]));
const options = { q: {}, today: TODAY, complete: true };

test('a form within all bounds passes, as a draft too, and whatever is left out of a draft', () => {
  fc.assert(
    fc.property(
      filledForm.chain((cases) => fc.tuple(fc.constant(cases), fc.subarray(cases))),
      ([cases, some]) => {
        expect(checkForm(planOf(cases), valuesOf(cases), options)).toEqual([]);
        expect(checkForm(planOf(cases), valuesOf(some), { ...options, complete: false })).toEqual([]);
      },
    ),
  );
});

test('one value out of its bounds fails, and the problem names that field and nothing else', () => {
  const oneBad = filledForm.chain((cases) =>
    fc
      .nat(cases.length - 1)
      .chain((index) =>
        fc.tuple(fc.constant(cases), fc.constant(cases[index]!.field.element), fc.constantFrom(...cases[index]!.bad)),
      ),
  );
  fc.assert(
    fc.property(oneBad, ([cases, element, bad]) => {
      const problems = checkForm(planOf(cases), { ...valuesOf(cases), [element]: bad }, options);
      expect(problems.length).toBeGreaterThan(0);
      for (const problem of problems) expect(problem.field.split('.').slice(0, 3).join('.')).toBe(`form.${element}`);
    }),
    { numRuns: 1_000 },
  );
});

test('what is missing from a complete form is exactly what is required', () => {
  fc.assert(
    fc.property(
      filledForm.chain((cases) => fc.tuple(fc.constant(cases), fc.subarray(cases))),
      ([cases, some]) => {
        const missing = cases
          .filter((each) => each.field.required && !some.includes(each))
          .map((each) => `form.${each.field.element}`);
        expect(checkForm(planOf(cases), valuesOf(some), options).map((problem) => problem.field)).toEqual(missing);
      },
    ),
  );
});
