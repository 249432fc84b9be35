import { maskValue, type MaskKind } from '@onething/kernel';
import type { HolderKind } from './licence';

/** A field of the face, as the catalogue describes it. */
export interface PresentedField {
  code: string;
  type: string;
  /** Mask of the form's field that fills it. */
  mask?: MaskKind;
}

const BY_TYPE: Record<string, MaskKind> = { citizenId: 'citizenId', mobile: 'mobile', email: 'email', bankCard: 'bankCard' };
/** On licences of persons only: where companies have their seat, and what they may do, is public. */
const OF_PERSONS: Record<string, MaskKind> = { address: 'address', money: 'full', longText: 'full' };
const NAMES = new Set(['name', 'holder', 'spouseName', 'householder', 'guardian']);

/** How much of a field is shown to an official to whom a licence is presented (亮证): enough to compare it with the person who stands there. */
export function presentedValue({ code, type, mask }: PresentedField, value: unknown, kind: HolderKind): unknown {
  if (kind === 'legalPerson') return maskValue(BY_TYPE[type] ?? 'none', value);
  return maskValue(mask ?? BY_TYPE[type] ?? OF_PERSONS[type] ?? (NAMES.has(code) ? 'name' : 'none'), value);
}
