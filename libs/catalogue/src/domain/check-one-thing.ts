import { checkPeerItem } from './check-cross-province';
import { DomainError } from '@onething/kernel';
import { orderItems, predecessorsOf } from './item-graph';
import { type MaterialDemand, producersOf } from './material-demands';
import type { OneThing, ServiceItem } from './model';
import type { Dependency } from './plan';
import {
  adviseCode,
  checkReference,
  type CheckContext,
  type EntryPath,
  explainFailure,
  type Report,
  reportRepeated,
} from './rule-problem';

/** Fields that make a one-thing applicable; an outline must not have them. */
const OPEN_ONLY = ['questions', 'items', 'promisedDays', 'situations', 'standardSituation'] as const;

/** Words of CEL that cannot be the name of a question. */
const RESERVED = [
  'in',
  'true',
  'false',
  'null',
  'as',
  'break',
  'const',
  'continue',
  'else',
  'for',
  'function',
  'if',
  'import',
  'let',
  'loop',
  'package',
  'namespace',
  'return',
  'var',
  'void',
  'while',
];

/** A one-thing (一件事): what it needs when it is open, its items and their dependencies. */
export function checkOneThing(context: CheckContext, oneThing: OneThing, report: Report): void {
  checkReference(context, report, ['leadDepartment'], 'departments', oneThing.leadDepartment);
  (oneThing.departments ?? []).forEach((department, index) =>
    checkReference(context, report, ['departments', index], 'departments', department),
  );
  if (oneThing.status === 'outline') {
    checkOutline(oneThing, report);
    return;
  }
  for (const field of OPEN_ONLY) {
    if (oneThing[field] === undefined)
      report(
        [],
        `an open one-thing needs \`${field}\``,
        field === 'questions'
          ? 'add it, [] when nothing has to be asked; or write status: outline'
          : 'add it, or write status: outline',
      );
  }
  if (oneThing.departments !== undefined)
    report(['departments'], 'the departments of an open one-thing follow from its items', 'remove `departments`');
  checkQuestions(oneThing, report);
  checkItems(context, oneThing, report);
}

function checkOutline(oneThing: OneThing, report: Report): void {
  for (const field of OPEN_ONLY) {
    if (oneThing[field] !== undefined) report([field], `an outline cannot have \`${field}\``, 'remove it, or write status: open');
  }
  if (oneThing.departments === undefined)
    report([], `outline \`${oneThing.code}\` does not say which departments take part`, 'add `departments`');
}

function checkQuestions(oneThing: OneThing, report: Report): void {
  const questions = oneThing.questions ?? [];
  reportRepeated(
    report,
    ['questions'],
    questions.map((question) => question.code),
    'question',
  );
  questions.forEach((question, index) => {
    const path = ['questions', index];
    if (RESERVED.includes(question.code))
      report([...path, 'code'], `\`${question.code}\` is a word of the condition language`, 'choose another code');
    if (question.type === 'choice' && question.choices === undefined)
      report(path, `question \`${question.code}\` has no choices`, 'add `choices`: [{ value, label }]');
    if (question.type !== 'choice' && question.choices !== undefined)
      report(
        [...path, 'choices'],
        `a question of type ${question.type} has no choices`,
        'remove `choices`, or write type: choice',
      );
    reportRepeated(
      report,
      [...path, 'choices'],
      (question.choices ?? []).map((choice) => choice.value),
      'value',
      'value',
    );
    for (const bound of ['min', 'max'] as const) {
      if (question[bound] !== undefined && question.type !== 'integer')
        report([...path, bound], `a question of type ${question.type} has no \`${bound}\``, 'remove it, or write type: integer');
    }
    if (question.min !== undefined && question.max !== undefined && question.min > question.max)
      report([...path, 'min'], `\`min\` ${question.min} is above \`max\` ${question.max}`, 'lower `min` or raise `max`');
  });
}

function checkItems(context: CheckContext, oneThing: OneThing, report: Report): void {
  const places = oneThing.items ?? [];
  const codes = places.map((place) => place.item);
  reportRepeated(report, ['items'], codes, 'item', 'item');
  if (oneThing.items !== undefined && places.length < 2)
    report(['items'], 'a one-thing bundles at least two items', 'add another item');
  let complete = true;
  places.forEach((place, index) => {
    if (!checkReference(context, report, ['items', index, 'item'], 'serviceItems', place.item)) complete = false;
    if (place.handledBy) checkPeerItem(context, place, index, report);
    (place.dependsOn ?? []).forEach((on, position) => {
      const path: EntryPath = ['items', index, 'dependsOn', position];
      if (on === place.item) report(path, `item \`${on}\` depends on itself`, 'remove it');
      else if (!codes.includes(on))
        report(
          path,
          `item \`${on}\` is not part of this one-thing`,
          adviseCode(
            on,
            codes.filter((code) => code !== place.item),
            'add it to `items`',
          ),
        );
    });
  });
  if (complete) checkCycles(context, oneThing, report);
}

/** Items must not wait for each other, whether that is written down or follows from one making what the other asks for. */
function checkCycles(context: CheckContext, oneThing: OneThing, report: Report): void {
  const items = (oneThing.items ?? []).flatMap((place) => context.catalogue.items.get(place.item) ?? []);
  const codes = items.map((item) => item.code);
  const declared = (oneThing.items ?? []).flatMap((place) =>
    (place.dependsOn ?? []).map((on): Dependency => ({ item: place.item, on, because: 'declared' })),
  );
  const dependencies = [...declared, ...items.flatMap((item) => inferredFor(context, item, items))].filter(
    ({ item, on }) => item !== on && codes.includes(item) && codes.includes(on),
  );
  try {
    orderItems(predecessorsOf([...new Set(codes)], dependencies));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { message, advice } = explainFailure(error);
    report(['items'], message, advice);
  }
}

function inferredFor(context: CheckContext, item: ServiceItem, items: ServiceItem[]): Dependency[] {
  return item.materials.flatMap((entry) => {
    const material = context.catalogue.materials.get(entry.material);
    if (!material) return [];
    const demand: MaterialDemand = { item, material, entry, counted: true };
    return producersOf(demand, items).map((producer): Dependency => ({
      item: item.code,
      on: producer.code,
      because: { material: material.code },
    }));
  });
}
