import type { Text } from '@onething/kernel';
import { lookUp } from './look-up';
import type { CanonicalMaterial, Catalogue, ItemMaterial, Replacement, ServiceItem } from './model';
import { type MaterialDemand, producersOf } from './material-demands';
import { mergeConditions } from './merged-form';
import type { MergedMaterial, OmissionReason } from './plan';
import { SUBJECT_NAMES } from './subjects';

/** Strictest first: necessary, may be supplied later, optional. */
const NECESSITIES: ItemMaterial['necessity'][] = ['1', '3', '2'];

type Outcome = Pick<MergedMaterial, 'status' | 'reason' | 'explanation'>;

/**
 * A paper is made inside the bundle when everyone who asks for it waits for somebody's result. An item that asks for the very
 * licence it renews still needs the old one.
 */
function predecessorResult(demands: MaterialDemand[], items: ServiceItem[]): OmissionReason | undefined {
  const producers = demands.map((demand) => producersOf(demand, items));
  if (producers.some((found) => found.length === 0)) return undefined;
  const first = items.find((item) => producers.some((found) => found.includes(item)))!;
  return { by: 'predecessorResult', item: first.code, licenceType: first.result!.licenceType };
}

function reasonOf(replacement: Exclude<Replacement, { by: 'mergedForm' }>, material: CanonicalMaterial): OmissionReason {
  return replacement.by === 'licence' ? { ...replacement, holder: material.subject } : replacement;
}

/** Why a paper need not be handed in, in words. */
export function explainOmission(catalogue: Catalogue, reason: OmissionReason): Text {
  switch (reason.by) {
    case 'predecessorResult': {
      const item = lookUp(catalogue.items, reason.item, 'service item').name;
      return { zh: `免提交：由本件中的“${item.zh}”产生`, en: `Not needed: "${item.en}" in this application produces it` };
    }
    case 'licence': {
      const licence = lookUp(catalogue.licenceTypes, reason.licenceType, 'licence type').name;
      const holder = SUBJECT_NAMES[reason.holder];
      return {
        zh: `免提交：以电子证照“${licence.zh}”（持证主体：${holder.zh}）代替`,
        en: `Not needed: replaced by the electronic licence "${licence.en}" (holder: ${holder.en.toLowerCase()})`,
      };
    }
    case 'sharedDatum': {
      const source = catalogue.departments.get(reason.source)?.name ?? { zh: reason.source, en: reason.source };
      return { zh: `免提交：由${source.zh}数据共享核验`, en: `Not needed: verified with data shared by ${source.en}` };
    }
    case 'promise':
      return { zh: `免提交：以告知承诺代替（${reason.text.zh}）`, en: `Not needed: replaced by a promise (${reason.text.en})` };
    case 'onlineAuthorisation':
      return { zh: '免提交：在线实名签署或授权', en: 'Not needed: signed or authorised online' };
  }
}

function explainHandIn(originals: number, copies: number): Text {
  const zh = [originals > 0 ? `原件${originals}份` : '', copies > 0 ? `复印件${copies}份` : ''].filter(Boolean).join('、');
  const en = [originals > 0 ? `originals: ${originals}` : '', copies > 0 ? `copies: ${copies}` : ''].filter(Boolean).join(', ');
  return {
    zh: zh ? `由申请人提交：${zh}` : '由申请人提交',
    en: en ? `Handed in by the applicant (${en})` : 'Handed in by the applicant',
  };
}

function outcomeOf(
  catalogue: Catalogue,
  demands: MaterialDemand[],
  items: ServiceItem[],
  counts: { originals: number; copies: number },
): Outcome {
  const material = demands[0]!.material;
  const replacement = material.replacedBy[0];
  const made = predecessorResult(demands, items);
  if (made) return { status: 'omitted', reason: made, explanation: explainOmission(catalogue, made) };
  if (replacement === undefined) return { status: 'handIn', explanation: explainHandIn(counts.originals, counts.copies) };
  if (replacement.by === 'mergedForm') {
    return { status: 'form', explanation: { zh: '并入一张申请表', en: 'Part of the one merged form' } };
  }
  const reason = reasonOf(replacement, material);
  return { status: 'omitted', reason, explanation: explainOmission(catalogue, reason) };
}

function mergeMaterial(catalogue: Catalogue, demands: MaterialDemand[], items: ServiceItem[]): MergedMaterial {
  const { material } = demands[0]!;
  const counts = {
    originals: Math.max(...demands.map((demand) => demand.entry.originals)),
    copies: Math.max(...demands.map((demand) => demand.entry.copies)),
  };
  return {
    material: material.code,
    name: material.name,
    subject: material.subject,
    askedBy: [...new Set(demands.map((demand) => demand.item.code))],
    necessity: NECESSITIES.find((necessity) => demands.some((demand) => demand.entry.necessity === necessity))!,
    ...counts,
    when: mergeConditions(demands),
    ...outcomeOf(catalogue, demands, items, counts),
  };
}

/**
 * One entry for each canonical material: the largest number of copies (not their sum), the strictest necessity, and what
 * replaces it. A predecessor's result in this bundle comes first, then the material's own replacements in their order. This is
 * the standard computation: a licence is taken to be held; the case itself finds out what the holder really holds.
 */
export function mergeMaterials(catalogue: Catalogue, demands: MaterialDemand[], items: ServiceItem[]): MergedMaterial[] {
  const codes = [...new Set(demands.map((demand) => demand.material.code))];
  return codes.map((code) =>
    mergeMaterial(
      catalogue,
      demands.filter((demand) => demand.material.code === code),
      items,
    ),
  );
}
