import { DomainError } from '@onething/kernel';
import { checkCondition, type ConditionScope } from './condition-check';
import { conditionReferences, evaluateCondition } from './conditions';

const holds = (expression: string, q: Record<string, unknown> = {}, form: Record<string, unknown> = {}): boolean =>
  evaluateCondition(expression, { q, form });

describe('a condition', () => {
  test.each([
    ['q.married', { married: true }, true],
    ['q.married == false', { married: true }, false],
    ['q.residence == "city"', { residence: 'city' }, true],
    ['q.residence in ["city", "county"]', { residence: 'town' }, false],
    ['q.children >= 2', { children: 2 }, true],
    ['q.children == 3 || q.married', { children: 2, married: true }, true],
    ['q.children in [1, 2]', { children: 2 }, true],
    ['!q.married && q.children < 3', { married: false, children: 2 }, true],
    ['q.retiresOn < "2027-01-01"', { retiresOn: '2026-12-31' }, true],
    ['q.married ? q.children > 1 : q.children > 2', { married: false, children: 2 }, false],
  ])('over the questionnaire: %s', (expression, q, expected) => {
    expect(holds(expression, q)).toBe(expected);
  });

  test.each([
    ['form.child.birthDate >= "2026-01-01"', true],
    ['form.child.weight < 3', false],
    ['form.child.weight == 3.5', true],
    ['form.case.rows.size() == 2', true],
    ['form.case.rows.exists(row, row.kind == "b")', true],
    ['form.case.rows.all(row, row.kind == "b")', false],
    ['"x" in form.case.tags', true],
    ['form.child.idNumber.startsWith("65")', true],
  ])('over the form: %s', (expression, expected) => {
    const form = {
      'child.birthDate': '2026-02-03',
      'child.weight': 3.5,
      'child.idNumber': '650102',
      'case.tags': ['x'],
      'case.rows': [{ kind: 'a' }, { kind: 'b' }],
    };
    expect(holds(expression, {}, form)).toBe(expected);
  });

  test('takes the form nested as well', () => {
    expect(holds('form.child.name == "小明"', {}, { child: { name: '小明' } })).toBe(true);
  });

  test.each([{ q: {} }, { q: { x: null } }, { q: { x: undefined } }])('is not met while it is unknown: %j', ({ q }) => {
    expect(holds('q.x', q)).toBe(false);
    expect(holds('!q.x', q)).toBe(false);
    expect(holds('q.x != "a"', q)).toBe(false);
    expect(holds('q.x == "a" || q.x != "a"', q)).toBe(false);
    expect(holds('q.x || q.y', { ...q, y: true })).toBe(true);
    expect(holds('q.y || q.x', { ...q, y: true })).toBe(true);
    expect(holds('!(q.x && q.y)', { ...q, y: false })).toBe(true);
    expect(holds('has(q.x)', q)).toBe(false);
    expect(holds('!has(q.x)', q)).toBe(true);
  });

  test('knows the same of the form, also when nothing of that subject is filled in', () => {
    expect(holds('form.child.name == "a"')).toBe(false);
    expect(holds('form.child.name != "a"')).toBe(false);
    expect(holds('has(form.child.name)')).toBe(false);
    expect(holds('!has(form.child.name)', {}, { 'child.name': null })).toBe(true);
    expect(holds('has(form.child.name)', {}, { 'child.name': '' })).toBe(true);
  });

  test('is not met, and does not fail, when a value is of an unexpected type', () => {
    expect(holds('q.children > 2', { children: 'many' })).toBe(false);
    expect(holds('form.child.name.startsWith("a")', {}, { 'child.name': 7 })).toBe(false);
  });

  test('sees neither the prototype of an object nor anything outside q and form', () => {
    expect(holds('has(q.constructor)')).toBe(false);
    expect(holds('process == "x"')).toBe(false);
  });

  test('is refused when it cannot be read or gives no yes or no', () => {
    expect(() => holds('q.x ==')).toThrow(DomainError);
    expect(() => holds('"text"')).toThrow(/neither true nor false/);
  });

  test('names the questions and elements that it looks at', () => {
    expect(
      conditionReferences('q.a && (q.b == "q.c" || form.child.birthDate < "2026") && form.case.rows.exists(r, r.x == q.a)'),
    ).toEqual({
      questions: ['a', 'b'],
      elements: ['child.birthDate', 'case.rows'],
    });
  });
});

describe('the check of a condition', () => {
  const scope: ConditionScope = {
    q: {
      married: { type: 'boolean' },
      residence: { type: 'text', values: ['city', 'county'] },
      children: { type: 'integer' },
      day: { type: 'text' },
    },
    form: {
      'child.name': { type: 'text' },
      'child.weight': { type: 'number' },
      'case.rows': { type: 'rows' },
      'case.tags': { type: 'texts', values: ['x', 'y'] },
    },
  };

  test.each([
    'q.married',
    'q.residence == "city" && q.children > 1',
    'has(q.day) && q.day < "2027-01-01"',
    'form.child.weight > 2.5',
    'form.case.rows.exists(row, row.kind == "b")',
    '"x" in form.case.tags',
    'q.residence in ["city", "county"]',
    '!has(form.child.name)',
  ])('accepts %s', (expression) => {
    expect(checkCondition(expression, scope)).toEqual([]);
  });

  test.each([
    ['q.maried', '`q.maried`, but there is no such question', 'did you mean `q.married`?'],
    ['form.child.nam == "a"', '`form.child.nam`, but there is no such data element', 'did you mean `form.child.name`?'],
    ['q.married ==', 'cannot be read: unexpected token: EOF at character 13', 'write for example'],
    ['q.children', 'gives whole number, not true or false', 'compare it with something'],
    [
      'q.married == "true"',
      'compares different things at `q.married == "true"`: true-or-false == text',
      'compare a text with a text',
    ],
    ['form.child.weight == 3', 'decimal number == whole number', 'write the number with a decimal point'],
    ['q.residence == "cty"', '`q.residence` is never "cty"', 'did you mean "city"?'],
    ['q.residence in ["city", "abroad"]', '`q.residence` is never "abroad"', 'write one of "city", "county"'],
    ['"z" in form.case.tags', '`form.case.tags` is never "z"', 'write one of "x", "y"'],
    ['q.children + 1 > 2', 'calculates (`+`)', 'conditions only compare'],
    ['q.married != null', 'compares with null', 'write has(q.married)'],
    ['q.day <= today', 'asks for `today`', 'conditions do not know the day'],
    ['form.child == "a"', 'uses `form.child` as a whole', 'write form.<data element>'],
    ['q.residence == city', 'uses a name that does not exist: unknown variable: city', 'put texts in quotes'],
  ])('refuses %s', (expression, message, advice) => {
    const [problem, ...others] = checkCondition(expression, scope);
    expect(problem?.message).toContain(message);
    expect(problem?.advice).toContain(advice);
    expect(others).toEqual([]);
  });

  test('refuses every question where a questionnaire is missing', () => {
    expect(checkCondition('q.x', { q: {}, form: {} })).toEqual([
      expect.objectContaining({ message: expect.stringContaining('q.x') as string }),
    ]);
  });
});
