import type { Text } from '@onething/kernel';
import type { ProcessStep } from '@onething/workflow';
import type { Chain } from './item-graph';
import type { MaterialDemand } from './material-demands';
import type { ServiceItem } from './model';
import type { FormSection, MergedMaterial, Saving, Savings } from './plan';
import type { CountedVisit } from './visits';
import { workingDaysOf } from './working-days';

/** 申请 and 受理; the same for every item, and once for a bundle. */
const INTAKE_STEPS = 2;
/** 送达. */
const DELIVERY_STEPS = 1;

/** One measure, computed from both sides and never clamped: a bundle that costs more than its items says so. */
export function savingOf(before: number, after: number, explanation: Text[]): Saving {
  const saved = before - after;
  return { before, after, saved, rate: before === 0 ? 0 : saved / before, explanation };
}

interface CountedMaterial {
  merged: MergedMaterial;
  /** How many items ask for it as necessary in this situation. */
  items: number;
}

function countMaterials(materials: MergedMaterial[], demands: MaterialDemand[]): CountedMaterial[] {
  return materials
    .map((merged) => ({
      merged,
      items: new Set(
        demands.filter((demand) => demand.counted && demand.material.code === merged.material).map((demand) => demand.item.code),
      ).size,
    }))
    .filter((counted) => counted.items > 0);
}

function explainMaterial({ merged, items }: CountedMaterial): Text {
  const after = merged.status === 'handIn' ? 1 : 0;
  const effect: Text = merged.status === 'form' ? { zh: '并入申请表', en: 'in the form' } : { zh: `${after}份`, en: `${after}` };
  return {
    zh: `${merged.name.zh}：单办${items}份，联办${effect.zh}。${merged.explanation.zh}`,
    en: `${merged.name.en}: ${items} separately, ${effect.en} together. ${merged.explanation.en}`,
  };
}

/**
 * Materials: before, the necessary ones that the situation triggers, item by item; after, the different ones still handed in.
 * The merged form counts as one wherever there is something to fill in, even if no item listed an application form.
 */
export function materialSavings(
  materials: MergedMaterial[],
  demands: MaterialDemand[],
  form: FormSection[],
): Pick<Savings, 'materials' | 'materialsBy'> {
  const counted = countMaterials(materials, demands);
  const before = counted.reduce((sum, { items }) => sum + items, 0);
  const handedIn = counted.filter(({ merged }) => merged.status === 'handIn').length;
  const forms = form.length > 0 || counted.some(({ merged }) => merged.status === 'form') ? 1 : 0;
  const replaced = (by: string): number => counted.filter(({ merged }) => merged.reason?.by === by).length;
  const by = {
    predecessorResult: replaced('predecessorResult'),
    licence: replaced('licence'),
    sharedDatum: replaced('sharedDatum'),
    promise: replaced('promise'),
    onlineAuthorisation: replaced('onlineAuthorisation'),
  };
  const after = handedIn + forms;
  const replacements = Object.values(by).reduce((sum, count) => sum + count, 0);
  const formLine: Text[] = forms === 0 ? [] : [{ zh: '合并申请表：联办1份', en: 'The merged form: 1 together' }];
  return {
    materials: savingOf(before, after, [...counted.map(explainMaterial), ...formLine]),
    materialsBy: { union: before - after - replacements, ...by },
  };
}

/**
 * Steps: before, intake, the longest way through each item's process and delivery, for every item; after, intake and delivery
 * once around the longest chain of processes that wait for each other.
 * @param stepsOf counted steps of an item's own process
 */
export function stepSaving(items: ServiceItem[], stepsOf: (item: string) => ProcessStep[], chain: Chain): Saving {
  const frame = INTAKE_STEPS + DELIVERY_STEPS;
  const totalOf = (item: ServiceItem): number => frame + stepsOf(item.code).length;
  const before = items.reduce((sum, item) => sum + totalOf(item), 0);
  const after = items.length === 0 ? 0 : frame + chain.total;
  const names = chainNames(items, chain);
  return savingOf(before, after, [
    ...items.map((item) => {
      const steps = stepsOf(item.code).map((step) => step.name);
      const [zh, en] = [steps.map((name) => `${name.zh}、`).join(''), steps.map((name) => `${name.en}, `).join('')];
      return {
        zh: `${item.name.zh}：申请、受理、${zh}送达，共${totalOf(item)}个环节`,
        en: `${item.name.en}: application, acceptance, ${en}delivery; ${totalOf(item)} steps`,
      };
    }),
    {
      zh: `联办：申请、受理、送达只办一次（${frame}个环节），最长办理链（${names.zh}）${chain.total}个环节，共${after}个环节`,
      en:
        `Together: application, acceptance and delivery once (${frame}), longest chain of handling (${names.en}) ` +
        `${chain.total}; ${after} steps`,
    },
  ]);
}

function chainNames(items: ServiceItem[], chain: Chain): Text {
  const chained = chain.items.map((code) => items.find((item) => item.code === code)!.name);
  return { zh: chained.map((name) => name.zh).join('→'), en: chained.map((name) => name.en).join(' → ') };
}

/** Visits (跑动): before, every visit; after, those still demanded, one for all items at one place in one phase. */
export function visitSaving(visits: CountedVisit[]): Saving {
  const kept = new Set(visits.filter((visit) => visit.kept).map(({ visit }) => `${visit.phase}@${visit.place}`));
  return savingOf(
    visits.length,
    kept.size,
    visits.map(({ item, visit, why }) => ({
      zh: `${item.name.zh}：${visit.reason.zh}。${why.zh}`,
      en: `${item.name.en}: ${visit.reason.en}. ${why.en}`,
    })),
  );
}

/** Days: before, the promises one after the other; after, the critical path. Working days. */
export function daySaving(items: ServiceItem[], critical: Chain): Saving {
  const daysOf = (item: ServiceItem): number => workingDaysOf(item.promisedLimit);
  const before = items.reduce((sum, item) => sum + daysOf(item), 0);
  const names = chainNames(items, critical);
  return savingOf(before, critical.total, [
    ...items.map((item) => ({
      zh: `${item.name.zh}：承诺${daysOf(item)}个工作日`,
      en: `${item.name.en}: promised in ${daysOf(item)} working days`,
    })),
    {
      zh: `联办：关键路径（${names.zh}）${critical.total}个工作日`,
      en: `Together: critical path (${names.en}) ${critical.total} working days`,
    },
  ]);
}
