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
  const users = usersOf(context.catalogue, item);
  const scopes: [string, ConditionScope][] = users.map((user) => [user.code, scopeOf(user.questions ?? [], form)]);
  if (users.length === 0) scopes.push(['', scopeOf([], form)]);
  const formIsKnown = item.form.every((entry) => context.catalogue.elements.has(entry.element));
  const questionsAreKnown = users.length > 0 || !mayBelongToBrokenOneThing(context);
  for (const { path, expression } of conditionsOf(item)) {
    const { questions, elements } = referencesOf(expression);
    if ((elements.length > 0 && !formIsKnown) || (questions.length > 0 && !questionsAreKnown)) continue;
    for (const [message, { advice, within }] of checkInEach(scopes, expression)) {
      const where = users.length > 0 && questions.length > 0 ? ` (within one-thing ${within.join(', ')})` : '';
      report(path, `${message}${where}`, advice);
    }
  }
}

function usersOf(catalogue: Catalogue, item: ServiceItem): OneThing[] {
  return [...catalogue.oneThings.values()].filter(
    (oneThing) => oneThing.status === 'open' && oneThing.items?.some((place) => place.item === item.code),
  );
}

/** An item that seems to belong nowhere may be meant by a one-thing that is broken or misspells it: then its questions are unknown. */
function mayBelongToBrokenOneThing({ catalogue, known }: CheckContext): boolean {
  const oneThings = [...catalogue.oneThings.values()];
  return (
    oneThings.length < known.oneThings.size ||
    oneThings.some((oneThing) => oneThing.items?.some((place) => !known.serviceItems.has(place.item)))
  );
}

/** The problems of a condition by message, with the names of the scopes in which it has them. */
function checkInEach(
  scopes: readonly [string, ConditionScope][],
  expression: string,
): Map<string, { advice: string; within: string[] }> {
  const found = new Map<string, { advice: string; within: string[] }>();
  for (const [name, scope] of scopes) {
    for (const { message, advice } of checkCondition(expression, scope)) {
      const entry = found.get(message) ?? { advice, within: [] };
      entry.within.push(name);
      found.set(message, entry);
    }
  }
  return found;
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
  if (question.type === 'choice' && question.choices)
    return { type: 'text', values: question.choices.map((choice) => choice.value) };
  return { type: question.type === 'boolean' || question.type === 'integer' ? question.type : 'text' };
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
