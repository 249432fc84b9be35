import { DomainError } from '@onething/kernel';
import { settleAnswers } from './answers';
import { buildOneThing, text } from './fixtures/catalogue-builder';

const oneThing = buildOneThing('one', [], {
  questions: [
    { code: 'married', text: text('?'), type: 'boolean' },
    { code: 'spouseCount', text: text('?'), type: 'integer', min: 1, max: 2, when: 'q.married == true' },
    { code: 'kind', text: text('?'), type: 'choice', choices: [{ value: 'a', label: text('a') }] },
    { code: 'day', text: text('?'), type: 'date' },
  ],
});

test('every question has an entry, null where nothing was answered', () => {
  expect(settleAnswers(oneThing, { married: true, spouseCount: 1, day: '2024-02-29' })).toEqual({
    married: true,
    spouseCount: 1,
    kind: null,
    day: '2024-02-29',
  });
});

test('an answer to a question that is not asked does not count', () => {
  expect(settleAnswers(oneThing, { married: false, spouseCount: 1 }).spouseCount).toBeNull();
});

test.each([
  ['unknown', true],
  ['married', 'yes'],
  ['spouseCount', 3],
  ['spouseCount', 1.5],
  ['kind', 'b'],
  ['kind', 7],
  ['day', '2023-02-29'],
  ['day', 20230101],
  ['__proto__x', {}],
])('a wrong answer to %s (%p) is refused by its path', (code, value) => {
  const refusal = ((): unknown => {
    try {
      return settleAnswers(oneThing, { [code]: value });
    } catch (error) {
      return error;
    }
  })();
  expect(refusal).toBeInstanceOf(DomainError);
  expect((refusal as DomainError).extra.fields!.map((problem) => problem.field)).toEqual([`answers.${code}`]);
});
