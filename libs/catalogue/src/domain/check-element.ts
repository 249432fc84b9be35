import { checkDataClass } from './data-class';
import { checkValidation } from './check-validation';
import type { DataElement, ElementType, ListMember } from './model';
import { checkReference, type CheckContext, type EntryPath, type Report, reportRepeated } from './rule-problem';

/** A data element (数据元): what it holds, and from where it is known already. */
export function checkElement(context: CheckContext, element: DataElement, report: Report): void {
  checkValue(element, [], report);
  if (element.type === 'list' && element.members === undefined)
    report([], 'an element of type list has no members', 'add `members`: the fields of one row');
  if (element.type !== 'list' && element.members !== undefined)
    report(['members'], `an element of type ${element.type} has no members`, 'remove `members`, or write type: list');
  const members = element.members ?? [];
  reportRepeated(
    report,
    ['members'],
    members.map((member) => member.code),
    'member',
  );
  members.forEach((member, index) => checkValue(member, ['members', index], report));
  checkDataClass(element, report);
  checkPrefill(context, element, report);
}

function checkValue(value: ListMember | DataElement, path: EntryPath, report: Report): void {
  const isChoice = value.type === 'choice' || value.type === 'choices';
  if (isChoice && value.choices === undefined)
    report(path, `a field of type ${value.type} has no choices`, 'add `choices`: [{ value, label }]');
  if (!isChoice && value.choices !== undefined)
    report([...path, 'choices'], `a field of type ${value.type} has no choices`, 'remove `choices`, or write type: choice');
  reportRepeated(
    report,
    [...path, 'choices'],
    (value.choices ?? []).map((choice) => choice.value),
    'value',
    'value',
  );
  if (value.validation) checkValidation(value.type, value.validation, [...path, 'validation'], report);
}

/** Types whose values may be copied into each other without being changed. */
const LIKE_TEXT: readonly ElementType[] = [
  'text',
  'longText',
  'address',
  'citizenId',
  'uscc',
  'mobile',
  'email',
  'postalCode',
  'bankCard',
];

function checkPrefill(context: CheckContext, element: DataElement, report: Report): void {
  const prefill = element.prefill as { account?: string; licenceType?: string; face?: string } | undefined;
  if (element.filledByResult && prefill?.licenceType === undefined) {
    report(
      ['filledByResult'],
      'it is not said which result fills the element',
      'add prefill: { licenceType: …, face: … } of that result',
    );
  }
  if (!prefill) return;
  const both = prefill.account !== undefined && (prefill.licenceType !== undefined || prefill.face !== undefined);
  const half = prefill.account === undefined && (prefill.licenceType === undefined || prefill.face === undefined);
  if (both || half) {
    report(['prefill'], 'the prefill names no single source', 'write { account: name } or { licenceType: …, face: … }');
    return;
  }
  if (prefill.account !== undefined && !/^(applicant|agent)\./.test(element.code)) {
    report(
      ['prefill', 'account'],
      `the account knows nothing of \`${element.code.split('.')[0]}\``,
      'prefill it from a licence, or not at all',
    );
  }
  if (
    prefill.licenceType === undefined ||
    !checkReference(context, report, ['prefill', 'licenceType'], 'licenceTypes', prefill.licenceType)
  )
    return;
  checkPrefillFace(context, element, prefill.licenceType, prefill.face!, report);
}

function checkPrefillFace(context: CheckContext, element: DataElement, licenceType: string, face: string, report: Report): void {
  const fields = context.catalogue.licenceTypes.get(licenceType)?.face;
  if (!fields) return;
  const field = fields.find((each) => each.code === face);
  if (!field) {
    report(
      ['prefill', 'face'],
      `licence type \`${licenceType}\` has no face field \`${face}\``,
      `write one of ${fields.map((each) => `\`${each.code}\``).join(', ')}`,
    );
    return;
  }
  const alike = field.type === element.type || (LIKE_TEXT.includes(field.type) && LIKE_TEXT.includes(element.type));
  if (!alike) {
    report(
      ['prefill', 'face'],
      `face field \`${face}\` is of type ${field.type}, but the element of type ${element.type}`,
      'give both the same type, or remove `prefill`',
    );
  }
}
