import { checkCondition, type ConditionScope, type ValueShape } from './condition-check';
import { conditionReferences } from './conditions';
import type { Catalogue, DataElement, ElementType, OneThing, Question, ServiceItem } from './model';
import type { CheckContext, EntryPath, Report } from './rule-problem';

interface PlacedCondition {
  path: EntryPath;
  expression: string;
}

/** Conditions of a one-thing look at its own questions, and those that choose items at nothing else. */
export function checkOneThingConditions(context: CheckContext, oneThing: OneThing, report: Report): void {
  const questions = oneThing.questions ?? [];
  questions.forEach((question, index) => {
    if (question.when === undefined) return;
    const earlier = scopeOf(questions.slice(0, index));
    const all = scopeOf(questions);
    const path = ['questions', index, 'when'];
    const problems = checkCondition(question.when, all);
    if (problems.length === 0 && checkCondition(question.when, earlier).length > 0) {
      report(
        path,
        `question \`${question.code}\` depends on one that comes after it`,
        'move it behind the questions that it depends on',
      );
    }
    for (const problem of problems) report(path, problem.message, problem.advice);
  });
  const scope = scopeOf(questions);
  (oneThing.items ?? []).forEach((place, index) => {
    if (place.when === undefined) return;
    for (const problem of checkCondition(place.when, scope)) report(['items', index, 'when'], problem.message, problem.advice);
  });
  checkQuestionsMatter(context, oneThing, report);
}

/** Each question decides something: nobody is asked for nothing. */
function checkQuestionsMatter(context: CheckContext, oneThing: OneThing, report: Report): void {
  const places = oneThing.items ?? [];
  const items = places.map((place) => context.catalogue.items.get(place.item));
  if (items.some((item) => item === undefined)) return;
  const expressions = [
    ...(oneThing.questions ?? []).map((question) => question.when),
    ...places.map((place) => place.when),
    ...items.flatMap((item) => conditionsOf(item!).map((condition) => condition.expression)),
  ];
  const used = new Set(expressions.flatMap((expression) => (expression === undefined ? [] : referencesOf(expression).questions)));
  (oneThing.questions ?? []).forEach((question, index) => {
    if (!used.has(question.code))
      report(
        ['questions', index, 'code'],
        `question \`${question.code}\` decides nothing`,
        `use q.${question.code} in a condition, or remove the question`,
      );
  });
}

/** Conditions of an item look at its own form and at the questions of every open one-thing in which it stands. */
export function checkItemConditions(context: CheckContext, item: ServiceItem, report: Report): void {
  const form = formShapes(context.catalogue, item);
  const users = [...context.catalogue.oneThings.values()].filter(
    (oneThing) => oneThing.status === 'open' && oneThing.items?.some((place) => place.item === item.code),
  );
  const formIsKnown = item.form.every((entry) => context.catalogue.elements.has(entry.element));
  for (const { path, expression } of conditionsOf(item)) {
    if (!formIsKnown && referencesOf(expression).elements.length > 0) continue;
    const seen = new Map<string, { advice: string; users: string[] }>();
    const scopes =
      users.length > 0
        ? users.map((user) => ({ user: user.code, scope: scopeOf(user.questions ?? [], form) }))
        : [{ user: '', scope: scopeOf([], form) }];
    for (const { user, scope } of scopes) {
      for (const { message, advice } of checkCondition(expression, scope)) {
        const entry = seen.get(message) ?? { advice, users: [] };
        entry.users.push(user);
        seen.set(message, entry);
      }
    }
    for (const [message, entry] of seen) {
      const within =
        users.length > 0 && referencesOf(expression).questions.length > 0 ? ` (within one-thing ${entry.users.join(', ')})` : '';
      report(path, `${message}${within}`, entry.advice);
    }
  }
}

function conditionsOf(item: ServiceItem): PlacedCondition[] {
  const place = (path: EntryPath, expression: string | undefined): PlacedCondition[] =>
    expression === undefined ? [] : [{ path, expression }];
  return [
    ...item.form.flatMap((entry, index) => place(['form', index, 'when'], entry.when)),
    ...item.materials.flatMap((entry, index) => place(['materials', index, 'when'], entry.when)),
    ...item.process.steps.flatMap((step, index) =>
      step.outcomes.flatMap((outcome, position) =>
        place(['process', 'steps', index, 'outcomes', position, 'when'], outcome.when),
      ),
    ),
  ];
}

function referencesOf(expression: string): ReturnType<typeof conditionReferences> {
  try {
    return conditionReferences(expression);
  } catch {
    // The check of the condition itself says that it cannot be read.
    return { questions: [], elements: [] };
  }
}

function scopeOf(questions: readonly Question[], form: ConditionScope['form'] = {}): ConditionScope {
  return { q: Object.fromEntries(questions.map((question) => [question.code, questionShape(question)])), form };
}

function questionShape(question: Question): ValueShape {
  if (question.type === 'choice') return { type: 'text', values: (question.choices ?? []).map((choice) => choice.value) };
  return { type: question.type === 'date' ? 'text' : question.type };
}

function formShapes(catalogue: Catalogue, item: ServiceItem): ConditionScope['form'] {
  const elements = item.form.flatMap((entry) => catalogue.elements.get(entry.element) ?? []);
  return Object.fromEntries(elements.map((element) => [element.code, elementShape(element)]));
}

const SHAPES: Partial<Record<ElementType, ValueShape['type']>> = {
  boolean: 'boolean',
  integer: 'integer',
  number: 'number',
  money: 'number',
  choices: 'texts',
  list: 'rows',
};

function elementShape(element: DataElement): ValueShape {
  const type = SHAPES[element.type] ?? 'text';
  if (type !== 'text' && type !== 'texts') return { type };
  return element.choices ? { type, values: element.choices.map((choice) => choice.value) } : { type };
}
