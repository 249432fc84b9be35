import { DomainError } from '@onething/kernel';
import { settleAnswers } from './answers';
import { evaluateCondition } from './conditions';
import type { OneThing } from './model';
import type { Answers } from './plan';
import { adviseCode, type Report, reportRepeated } from './rule-problem';

type Situation = NonNullable<OneThing['situations']>[number];

/** Situations (情形): each answers the questions that are asked in it, with answers that they accept. */
export function checkSituations(oneThing: OneThing, report: Report): void {
  const situations = oneThing.situations ?? [];
  const codes = situations.map((situation) => situation.code);
  reportRepeated(report, ['situations'], codes, 'situation');
  if (oneThing.standardSituation !== undefined && situations.length > 0 && !codes.includes(oneThing.standardSituation)) {
    report(
      ['standardSituation'],
      `there is no situation \`${oneThing.standardSituation}\``,
      adviseCode(oneThing.standardSituation, codes, 'add it to `situations`'),
    );
  }
  situations.forEach((situation, index) => checkSituation(oneThing, situation, index, report));
}

function checkSituation(oneThing: OneThing, situation: Situation, index: number, report: Report): void {
  const path = ['situations', index, 'answers'];
  const questions = oneThing.questions ?? [];
  let answers: Answers;
  try {
    answers = settleAnswers(oneThing, situation.answers);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    for (const field of error.extra.fields ?? [])
      reportAnswer(
        situation,
        field,
        questions.map((question) => question.code),
        path,
        report,
      );
    return;
  }
  for (const question of questions) {
    const asked = isMet(question.when, answers);
    if (asked && answers[question.code] === null)
      report(path, `situation \`${situation.code}\` leaves question \`${question.code}\` unanswered`, `add ${question.code}: …`);
    if (!asked && question.code in situation.answers) {
      report(
        [...path, question.code],
        `question \`${question.code}\` is not asked in situation \`${situation.code}\``,
        'remove the answer',
      );
    }
  }
  const items = oneThing.items ?? [];
  if (items.length > 0 && !items.some((place) => isMet(place.when, answers))) {
    report(path, `situation \`${situation.code}\` chooses no item`, 'change the answers, or the conditions of the items');
  }
}

function reportAnswer(
  situation: Situation,
  field: { field: string; code: string; message: string },
  questions: string[],
  path: readonly (string | number)[],
  report: Report,
): void {
  const code = field.field.slice('answers.'.length);
  if (field.code === 'UNKNOWN_QUESTION') {
    report([...path, code], `there is no question \`${code}\``, adviseCode(code, questions, 'add it to `questions`'));
    return;
  }
  const given = situation.answers[code];
  const advice = field.message.replace(/\.$/, '');
  report(
    [...path, code],
    `${typeof given === 'string' ? `'${given}'` : String(given)} is no answer to question \`${code}\``,
    advice.charAt(0).toLowerCase() + advice.slice(1),
  );
}

function isMet(condition: string | undefined, answers: Answers): boolean {
  if (condition === undefined) return true;
  try {
    return evaluateCondition(condition, { q: answers, form: {} });
  } catch {
    // The check of the condition itself says what is wrong with it.
    return true;
  }
}
