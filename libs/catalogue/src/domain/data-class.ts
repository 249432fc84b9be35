import type { MaskKind } from '@onething/kernel';
import type { DataElement, ElementType, Sensitivity } from './model';
import { SENSITIVE_KINDS } from './model';
import type { EntryPath, Report } from './rule-problem';

/** Masks that show no more of a value of that type than its own mask does. */
const FITTING: Partial<Record<ElementType, readonly MaskKind[]>> = {
  citizenId: ['citizenId', 'full'],
  mobile: ['mobile', 'full'],
  email: ['email', 'full'],
  address: ['address', 'full'],
  bankCard: ['bankCard', 'full'],
};
/** A county or district is what the mask of an address leaves; anything else that is sensitive is masked. */
const SHOWN_ALTHOUGH_SENSITIVE: readonly ElementType[] = ['division', 'list'];

/** How a value is masked. Versions published before masks were written go by class and type. */
export function maskOf({ type, sensitivity, mask }: { type: ElementType; sensitivity: Sensitivity; mask?: MaskKind }): MaskKind {
  if (sensitivity === 'public' || sensitivity === 'internal') return 'none';
  return mask ?? (type === 'list' ? 'none' : FITTING[type]?.[0] ?? 'full');
}

/** Class (数据分级) and mask of an element: every element has a class, and what is of persons says how it is masked. */
export function checkDataClass(element: DataElement, report: Report): void {
  checkSensitiveKind(element, report);
  const ofPersons = element.sensitivity === 'personal' || element.sensitivity === 'sensitive';
  if (element.type === 'list') {
    (element.members ?? []).forEach((member, index) => checkMask({ ...member, sensitivity: element.sensitivity }, ofPersons, ['members', index], report));
    if (element.mask !== undefined) report(['mask'], 'a list is masked by its members', 'move `mask` to each member');
  } else checkMask(element, ofPersons, [], report);
}

function checkSensitiveKind({ code, sensitivity, sensitiveKind }: DataElement, report: Report): void {
  if (code.startsWith('child.') && sensitivity !== 'sensitive') {
    report(['sensitivity'], `data of children under 14 are sensitive (个人信息保护法第二十八条), not ${sensitivity}`, 'write sensitivity: sensitive and sensitiveKind: minor');
    return;
  }
  if (sensitivity === 'sensitive' && sensitiveKind === undefined)
    report([], 'it is not said which kind of sensitive data this is', `add \`sensitiveKind\`: one of ${SENSITIVE_KINDS.join(', ')}`);
  if (sensitivity !== 'sensitive' && sensitiveKind !== undefined)
    report(['sensitiveKind'], `${sensitivity} data have no kind of sensitive data`, 'remove it, or write sensitivity: sensitive');
}

interface Masked {
  type: ElementType;
  sensitivity: Sensitivity;
  mask?: MaskKind;
}

function checkMask({ type, sensitivity, mask }: Masked, ofPersons: boolean, path: EntryPath, report: Report): void {
  if (!ofPersons) {
    if (mask !== undefined) report([...path, 'mask'], `${sensitivity} data are not masked`, 'remove `mask`, or write sensitivity: personal');
    return;
  }
  if (mask === undefined) {
    report(path, `it is not said how this ${sensitivity} value is masked`, 'add `mask`: one of none, name, citizenId, mobile, address, bankCard, email, full');
    return;
  }
  const fitting = FITTING[type];
  if (fitting && !fitting.includes(mask)) report([...path, 'mask'], `a value of type ${type} is not hidden by the mask ${mask}`, `write ${fitting.join(' or ')}`);
  else if (mask === 'none' && sensitivity === 'sensitive' && !SHOWN_ALTHOUGH_SENSITIVE.includes(type))
    report([...path, 'mask'], 'sensitive data are masked', 'write mask: full');
}
