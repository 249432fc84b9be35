import { DomainError } from '@onething/kernel';
import { proveBundle, proveProcess } from '@onething/workflow';
import { compile } from './compile';
import type { OneThing, ServiceItem } from './model';
import type { BundlePlan, Saving, Savings } from './plan';
import { type CheckContext, explainFailure, type RuleProblem } from './rule-problem';
import { workingDaysOf } from './working-days';

/**
 * What can only be seen once everything is put together: each item's process is proved to end, each open one-thing is compiled
 * for each of its situations, proved to end, and refused when it costs more than its items or promises too little time.
 * Entries that have problems already are left out: they would only repeat them.
 */
export function checkBundles(context: CheckContext, problems: readonly RuleProblem[]): RuleProblem[] {
  const faulty = new Set(problems.map((problem) => `${problem.kind}/${problem.code}`));
  const sound: IsSound = (kind, code) => !faulty.has(`${kind}/${code}`);
  const { items, oneThings } = context.catalogue;
  const proofs = [...items.values()].filter((item) => sound('serviceItems', item.code)).flatMap(proveItem);
  const open = [...oneThings.values()].filter(
    (oneThing) =>
      oneThing.status === 'open' &&
      sound('oneThings', oneThing.code) &&
      oneThing.items!.every((place) => isSound(context, items.get(place.item), sound)),
  );
  return [...proofs, ...open.flatMap((oneThing) => checkEachSituation(context, oneThing))];
}

type IsSound = (kind: RuleProblem['kind'], code: string) => boolean;

/** Whether an item and all that it asks for exists and has no problem. */
function isSound({ catalogue }: CheckContext, item: ServiceItem | undefined, sound: IsSound): boolean {
  if (!item || !sound('serviceItems', item.code)) return false;
  return (
    item.form.every(({ element }) => catalogue.elements.has(element) && sound('dataElements', element)) &&
    item.materials.every(({ material }) => catalogue.materials.has(material) && sound('materials', material))
  );
}

function proveItem(item: ServiceItem): RuleProblem[] {
  return proveProcess(item.process).problems.map((problem) => ({
    kind: 'serviceItems',
    code: item.code,
    path: ['process'],
    message: `step \`${problem.at}\`: ${problem.message}`,
    advice: 'change the outcomes of the process',
  }));
}

function checkEachSituation(context: CheckContext, oneThing: OneThing): RuleProblem[] {
  return oneThing.situations!.flatMap((situation, index): RuleProblem[] => {
    const path = ['situations', index];
    const problem = (message: string, advice: string): RuleProblem => ({
      kind: 'oneThings',
      code: oneThing.code,
      path,
      message: `in situation \`${situation.code}\` ${message}`,
      advice,
    });
    let plan: BundlePlan;
    try {
      plan = compile(context.catalogue, oneThing, situation.answers);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      // A dangling reference is reported where it stands.
      if (error.code === 'CATALOGUE.UNKNOWN_REFERENCE') return [];
      const { message, advice } = explainFailure(error);
      return [problem(message, advice)];
    }
    return [
      ...costlier(plan.savings).map((text) =>
        problem(text, 'change the items or their replacements: a one-thing must never cost more than its items'),
      ),
      ...lateness(oneThing, plan).map((text) =>
        problem(text, `promise ${plan.criticalPathDays} working days or more, or shorten an item on that path`),
      ),
      ...proveBundle({ items: plan.items.map(({ code, dependsOn }) => ({ code, dependsOn })) }).problems.map((found) =>
        problem(`${found.at}: ${found.message}`, 'change the dependencies'),
      ),
    ];
  });
}

const MEASURES = ['materials', 'steps', 'visits', 'days'] as const satisfies readonly (keyof Savings)[];

function costlier(savings: Savings): string[] {
  return MEASURES.map((measure): [string, Saving] => [measure, savings[measure]])
    .filter(([, saving]) => saving.after > saving.before)
    .map(([measure, { before, after }]) => `${measure} grow from ${before} to ${after}`);
}

function lateness(oneThing: OneThing, plan: BundlePlan): string[] {
  const promised = workingDaysOf(oneThing.promisedDays!);
  if (plan.criticalPathDays <= promised) return [];
  const way = plan.criticalPath.join(' → ');
  return [`the longest way (${way}) takes ${plan.criticalPathDays} working days, but ${promised} are promised`];
}
