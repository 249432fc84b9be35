import { DomainError, type FieldProblem, isCivilDate } from '@onething/kernel';
import type { OneThing, Question } from './model';
import type { Answers } from './plan';
import { judge } from './triggering';

function integerProblem(question: Question, value: unknown): string | undefined {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) return 'Answer with a whole number.';
  if (question.min !== undefined && value < question.min) return `Answer with ${question.min} or more.`;
  if (question.max !== undefined && value > question.max) return `Answer with ${question.max} or less.`;
  return undefined;
}

function choiceProblem(question: Question, value: unknown): string | undefined {
  const values = (question.choices ?? []).map((choice) => choice.value);
  if (typeof value === 'string' && values.includes(value)) return undefined;
  return `Answer with one of: ${values.join(', ')}.`;
}

function answerProblem(question: Question, value: unknown): string | undefined {
  switch (question.type) {
    case 'boolean': return typeof value === 'boolean' ? undefined : 'Answer with true or false.';
    case 'integer': return integerProblem(question, value);
    case 'date': return typeof value === 'string' && isCivilDate(value) ? undefined : 'Answer with a date, YYYY-MM-DD.';
    case 'choice': return choiceProblem(question, value);
  }
}

function problemsOf(questions: Map<string, Question>, given: Record<string, unknown>): FieldProblem[] {
  return Object.entries(given).flatMap(([code, value]) => {
    const question = questions.get(code);
    const field = `answers.${code}`;
    if (question === undefined) return [{ field, code: 'UNKNOWN_QUESTION', message: 'There is no such question. Leave it out.' }];
    const message = value === null || value === undefined ? undefined : answerProblem(question, value);
    return message === undefined ? [] : [{ field, code: 'WRONG_ANSWER', message }];
  });
}

/**
 * The answers as conditions see them: one entry for every question, null where none was given. An answer to a question that
 * is not asked, because earlier answers rule it out, does not count and becomes null too.
 * @throws DomainError `CATALOGUE.ANSWERS_INVALID`, naming `answers.<code>` for each unknown question and wrong answer.
 */
export function settleAnswers(oneThing: OneThing, given: Record<string, unknown>): Answers {
  const questions = new Map((oneThing.questions ?? []).map((question) => [question.code, question]));
  const fields = problemsOf(questions, given);
  if (fields.length > 0) {
    throw new DomainError('invalid', 'CATALOGUE.ANSWERS_INVALID', 'Some answers do not fit the questionnaire.', { fields });
  }
  const answers: Answers = Object.fromEntries([...questions.keys()].map((code) => [code, null]));
  for (const question of questions.values()) {
    const value = given[question.code] as Answers[string] | undefined;
    if (value !== undefined && judge(question.when, answers) === 'holds') answers[question.code] = value;
  }
  return answers;
}
