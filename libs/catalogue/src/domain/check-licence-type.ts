import { usccCheckCharacter } from '@onething/kernel';
import type { Catalogue, LicenceType } from './model';
import { checkReference, type CheckContext, type Report, reportRepeated, type RuleProblem } from './rule-problem';

/** Type code, issuer and face of a licence type (GB/T 36903-2018, GB/T 36904-2018). */
export function checkLicenceType(context: CheckContext, type: LicenceType, report: Report): void {
  const authority = type.typeCode.slice(0, 18);
  const expected = usccCheckCharacter(authority.slice(0, 17));
  if (authority[17] !== expected) {
    report(
      ['typeCode'],
      `the first 18 characters of '${type.typeCode}' are no unified social credit code`,
      `compare them with the code of the defining authority; with these 17 characters the 18th would be ${expected}`,
    );
  }
  checkReference(context, report, ['department'], 'departments', type.department);
  checkValidity(type, report);
  if (type.photo && type.holder === 'legalPerson') report(['photo'], 'a licence of a legal person bears no photo', 'remove `photo`');
  if (type.photo && type.face.some(({ code }) => code === 'photo')) report(['face'], 'the photo has the name `photo` in the metadata', 'give the face field another code');
  reportRepeated(
    report,
    ['face'],
    type.face.map((field) => field.code),
    'face field',
  );
  type.face.forEach((field, index) => {
    const path = ['face', index];
    if (field.element !== undefined && checkReference(context, report, [...path, 'element'], 'dataElements', field.element)) {
      const element = context.catalogue.elements.get(field.element);
      if (element && element.type !== field.type) {
        report(
          [...path, 'type'],
          `face field \`${field.code}\` is of type ${field.type}, but \`${field.element}\` fills it with ${element.type}`,
          `write ${element.type === 'list' ? 'another element' : `type: ${element.type}`}`,
        );
      }
    }
    const isChoice = field.type === 'choice' || field.type === 'choices';
    if (isChoice && field.element === undefined && field.choices === undefined) {
      report(path, `face field \`${field.code}\` has no choices`, 'add `choices`, or the `element` that fills it');
    }
    if (!isChoice && field.choices !== undefined)
      report(
        [...path, 'choices'],
        `a face field of type ${field.type} has no choices`,
        'remove `choices`, or write type: choice',
      );
  });
}

/** How long it is valid is said once: in years, or by a day that stands on it. */
function checkValidity({ face, validYears, validToField }: LicenceType, report: Report): void {
  if (validToField === undefined) return;
  if (validYears !== undefined) {
    report(['validToField'], 'the end of its validity is said twice: by `validYears` and by `validToField`', 'remove one of the two');
  }
  if (!face.some(({ code, type }) => code === validToField && type === 'date')) {
    report(['validToField'], `there is no face field \`${validToField}\` of type date`, 'write the code of a face field of type date');
  }
}

/** No two licence types share a type code: identifiers are made from it. */
export function checkUniqueTypeCodes(catalogue: Catalogue): RuleProblem[] {
  const owners = new Map<string, string>();
  return [...catalogue.licenceTypes.values()].flatMap(({ code, typeCode }): RuleProblem[] => {
    const owner = owners.get(typeCode);
    if (owner === undefined) owners.set(typeCode, code);
    if (owner === undefined) return [];
    return [
      {
        kind: 'licenceTypes',
        code,
        path: ['typeCode'],
        message: `the type code ${typeCode} already belongs to \`${owner}\``,
        advice: 'change the last three digits',
      },
    ];
  });
}
