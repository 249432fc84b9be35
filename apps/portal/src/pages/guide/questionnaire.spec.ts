import { askedQuestions, openQuestions, relevantAnswers } from './questionnaire';

const text = { zh: '?', en: '?' };
const QUESTIONS = [
  { code: 'both', text, type: 'boolean' as const }, { code: 'married', text, type: 'boolean' as const, when: 'q.both == true' },
  { code: 'since', text, type: 'date' as const, when: 'q.married == true' },
];

test('questions come and go with earlier answers, and answers to questions that are not asked do not count', () => {
  expect(askedQuestions(QUESTIONS, {}).map(({ code }) => code)).toEqual(['both']);
  const all = { both: true, married: true, since: '2020-01-01' };
  expect(relevantAnswers(QUESTIONS, all)).toEqual(all);
  expect(relevantAnswers(QUESTIONS, { ...all, both: false })).toEqual({ both: false });
  expect(openQuestions(QUESTIONS, { both: true, married: true, since: '' }).map(({ code }) => code)).toEqual(['since']);
});
