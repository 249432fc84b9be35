import type { Schema } from '../../api/client';
import { evaluateCondition } from '../../shared/rules';

export type Answers = Record<string, string | number | boolean | undefined>;
type Question = Schema<'QuestionDto'>;

/** The questions that are asked, given the answers so far: each looks at earlier ones alone. */
export function askedQuestions(questions: readonly Question[], answers: Answers): Question[] {
  const seen: Answers = {};
  return questions.filter((question) => {
    if (question.when !== undefined && !evaluateCondition(question.when, { q: seen, form: {} })) return false;
    seen[question.code] = answers[question.code];
    return true;
  });
}

/** The answers to questions that are asked; what was answered before a question went away does not count. */
export function relevantAnswers(questions: readonly Question[], answers: Answers): Record<string, string | number | boolean> {
  return Object.fromEntries(askedQuestions(questions, answers)
    .map(({ code }) => [code, answers[code]] as const)
    .filter((entry): entry is readonly [string, string | number | boolean] => entry[1] !== undefined && entry[1] !== ''));
}

/** What is asked and not answered. */
export function openQuestions(questions: readonly Question[], answers: Answers): Question[] {
  const given = relevantAnswers(questions, answers);
  return askedQuestions(questions, answers).filter(({ code }) => given[code] === undefined);
}
