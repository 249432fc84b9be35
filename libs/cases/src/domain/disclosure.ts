import type { BundlePlan, MergedField } from '@onething/catalogue';
import { maskValue, type Role } from '@onething/kernel';

/**
 * Who sees what of a form. An office never sees fields that its item does not ask for. Of those that it asks for, it sees whole
 * what its work needs (最小必要, 个人信息保护法第六条), and masked by class what it does not:
 *
 * | role in the item's office | intake | examination | after its end |
 * |---|---|---|---|
 * | clerk, reviewer | whole, unless a colleague has claimed the item | the same | masked |
 * | head | whole | whole | masked |
 * | window clerk | whole, unless a colleague has claimed the item | masked | masked |
 *
 * Whatever is masked can be had by a reasoned, recorded unmasking.
 */
const NEED: Partial<Record<Role, { intake: Need; examination: Need }>> = {
  clerk: { intake: 'unlessClaimed', examination: 'unlessClaimed' },
  reviewer: { intake: 'unlessClaimed', examination: 'unlessClaimed' },
  head: { intake: 'always', examination: 'always' },
  windowClerk: { intake: 'unlessClaimed', examination: 'never' },
};
type Need = 'always' | 'unlessClaimed' | 'never';

const INTAKE = new Set(['waiting', 'submitted', 'returned', 'received', 'correcting']);

/** Who looks, and at which stage of the item. */
export interface Viewing {
  /** Held in the office of the item. */
  roles: readonly Role[];
  /** Somebody else has claimed the item, and the viewer does not stand in. */
  claimedByColleague: boolean;
  stateName: string;
  ended: boolean;
}

/** True when the viewer's work needs the fields of the item whole. */
export function needsWhole({ roles, claimedByColleague, stateName, ended }: Viewing): boolean {
  if (ended) return false;
  const stage = INTAKE.has(stateName) ? 'intake' : 'examination';
  return roles.some((role) => {
    const need = NEED[role]?.[stage] ?? 'never';
    return need === 'always' || (need === 'unlessClaimed' && !claimedByColleague);
  });
}

type Values = Record<string, unknown>;

/** Values of a form, those of persons masked by their class. @returns also which fields were masked */
export function maskForm(sections: BundlePlan['form'], values: Values): { values: Values; masked: string[] } {
  const fields = new Map(sections.flatMap((section) => section.fields.map((field) => [field.element, field] as const)));
  const shown = Object.entries(values).map(([element, value]) => [element, maskField(fields.get(element), value)] as const);
  return { values: Object.fromEntries(shown), masked: shown.filter(([element, value]) => value !== values[element]).map(([element]) => element) };
}

function maskField(field: MergedField | undefined, value: unknown): unknown {
  if (!field) return maskValue('full', value);
  if (field.type !== 'list' || !field.members || !Array.isArray(value)) return maskValue(field.mask, value);
  if (field.sensitivity === 'public' || field.sensitivity === 'internal') return value;
  const masks = new Map(field.members.map(({ code, mask }) => [code, mask ?? 'full']));
  return value.map((row: Values) => Object.fromEntries(Object.entries(row).map(([code, cell]) => [code, maskValue(masks.get(code) ?? 'full', cell)])));
}
