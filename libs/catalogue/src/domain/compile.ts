import { DomainError } from '@onething/kernel';
import { settleAnswers } from './answers';
import { heaviestChain, orderItems, type Predecessors, predecessorsOf } from './item-graph';
import { longestPath } from './longest-path';
import { lookUp } from './look-up';
import { inferDependencies, type MaterialDemand, materialDemands } from './material-demands';
import { mergeForm } from './merged-form';
import { mergeMaterials } from './merged-materials';
import type { Catalogue, OneThing, ServiceItem } from './model';
import type { Answers, BundlePlan, Dependency, FormSection, MergedMaterial, Savings } from './plan';
import { daySaving, materialSavings, stepSaving, visitSaving } from './savings';
import { judge } from './triggering';
import { countVisits } from './visits';
import { workingDaysOf } from './working-days';

/** The items that the answers call for. A condition over the form chooses nothing: items are chosen before it is filled. */
function chooseItems(catalogue: Catalogue, oneThing: OneThing, answers: Answers): ServiceItem[] {
  return (oneThing.items ?? [])
    .filter((place) => judge(place.when, answers) === 'holds')
    .map((place) => lookUp(catalogue.items, place.item, 'service item'));
}

/** Declared ones first; inferred ones that say the same are left out. A dependency on an item that is not chosen is void. */
function dependenciesOf(oneThing: OneThing, items: ServiceItem[], demands: MaterialDemand[]): Dependency[] {
  const chosen = new Set(items.map((item) => item.code));
  const declared = (oneThing.items ?? [])
    .filter((place) => chosen.has(place.item))
    .flatMap((place) => (place.dependsOn ?? []).map((on): Dependency => ({ item: place.item, on, because: 'declared' })))
    .filter((dependency) => chosen.has(dependency.on));
  const byPair = new Map<string, Dependency>();
  for (const dependency of [...declared, ...inferDependencies(demands, items)]) {
    const pair = `${dependency.item} ${dependency.on}`;
    if (!byPair.has(pair)) byPair.set(pair, dependency);
  }
  return [...byPair.keys()].sort().map((pair) => byPair.get(pair)!);
}

interface Merged {
  items: ServiceItem[];
  predecessors: Predecessors;
  demands: MaterialDemand[];
  form: FormSection[];
  materials: MergedMaterial[];
  answers: Answers;
}

function savingsOf(merged: Merged): Savings {
  const { items, predecessors, demands, form, materials, answers } = merged;
  const order = items.map((item) => item.code);
  const steps = new Map(
    items.map((item) => [item.code, longestPath(item.process, (outcome) => judge(outcome.when, answers) !== 'fails')]),
  );
  const days = new Map(items.map((item) => [item.code, workingDaysOf(item.promisedLimit)]));
  return {
    ...materialSavings(materials, demands, form),
    steps: stepSaving(
      items,
      (code) => steps.get(code)!,
      heaviestChain(order, predecessors, (code) => steps.get(code)!.length),
    ),
    visits: visitSaving(countVisits(items, demands, materials, answers)),
    days: daySaving(
      items,
      heaviestChain(order, predecessors, (code) => days.get(code)!),
    ),
    longestItemDays: Math.max(0, ...days.values()),
  };
}

/** @throws DomainError `CATALOGUE.NOT_OPEN` */
export function refuseOutline(oneThing: OneThing): void {
  if (oneThing.status === 'open') return;
  throw new DomainError(
    'refused',
    'CATALOGUE.NOT_OPEN',
    `"${oneThing.code}" is an outline: it is listed but cannot be applied for yet.`,
  );
}

/**
 * Makes one application out of a one-thing (一件事) and a person's answers: the items, their order, one form, one set of
 * materials, the promised time and what it saves against the separate items. Pure: equal input gives an equal plan, and the
 * order in which the one-thing lists its items does not matter.
 * @param given answers by question code; those left out count as not answered
 * @throws DomainError `CATALOGUE.NOT_OPEN`, `CATALOGUE.ANSWERS_INVALID`, `CATALOGUE.DEPENDENCY_CYCLE`,
 * `CATALOGUE.FORM_CONFLICT`, `CATALOGUE.UNKNOWN_REFERENCE`
 */
export function compile(catalogue: Catalogue, oneThing: OneThing, given: Record<string, unknown>): BundlePlan {
  refuseOutline(oneThing);
  const answers = settleAnswers(oneThing, given);
  const chosen = chooseItems(catalogue, oneThing, answers);
  const dependencies = dependenciesOf(oneThing, chosen, materialDemands(catalogue, chosen, answers));
  const predecessors = predecessorsOf(
    chosen.map((item) => item.code),
    dependencies,
  );
  const order = orderItems(predecessors);
  const items = order.map((code) => lookUp(catalogue.items, code, 'service item'));
  const demands = materialDemands(catalogue, items, answers);
  const form = mergeForm(catalogue, items, answers);
  const materials = mergeMaterials(catalogue, demands, items);
  const critical = heaviestChain(order, predecessors, (code) =>
    workingDaysOf(lookUp(catalogue.items, code, 'service item').promisedLimit),
  );
  return {
    oneThing: oneThing.code,
    answers,
    items: items.map((item) => ({
      code: item.code,
      name: item.name,
      department: item.department,
      dependsOn: predecessors.get(item.code)!,
      promisedDays: workingDaysOf(item.promisedLimit),
    })),
    dependencies,
    form,
    materials,
    criticalPathDays: critical.total,
    criticalPath: critical.items,
    savings: savingsOf({ items, predecessors, demands, form, materials, answers }),
  };
}

/**
 * The plan in the standard situation, in which a one-thing states its savings. Without one, nothing is answered.
 * @throws as `compile`, and `CATALOGUE.UNKNOWN_REFERENCE` when the standard situation is not defined.
 */
export function compileStandard(catalogue: Catalogue, oneThing: OneThing): BundlePlan {
  if (oneThing.standardSituation === undefined) return compile(catalogue, oneThing, {});
  const situations = new Map((oneThing.situations ?? []).map((situation) => [situation.code, situation]));
  return compile(catalogue, oneThing, lookUp(situations, oneThing.standardSituation, 'situation').answers);
}
