import type { CanonicalMaterial, Replacement } from './model';
import { checkReference, type CheckContext, type EntryPath, type Report } from './rule-problem';

/** A canonical material (材料): what issues it and what replaces it. */
export function checkMaterial(context: CheckContext, material: CanonicalMaterial, report: Report): void {
  if (material.source !== '10' && material.sourceNote === undefined) {
    report(
      [],
      `material \`${material.code}\` does not say who issues it`,
      "add `sourceNote` (来源渠道说明), or write source: '10' when the applicant makes it",
    );
  }
  material.replacedBy.forEach((replacement, index) => {
    const path = ['replacedBy', index];
    if (material.replacedBy.findIndex((other) => sameWay(other, replacement)) !== index)
      report(path, 'the same replacement stands twice', 'remove one of them');
    checkReplacement(context, material, replacement, path, report);
  });
}

function checkReplacement(
  context: CheckContext,
  material: CanonicalMaterial,
  replacement: Replacement,
  path: EntryPath,
  report: Report,
): void {
  if (replacement.by === 'mergedForm' && material.kind !== '2') {
    report(
      [...path, 'by'],
      `the merged form cannot replace a material of kind ${material.kind}`,
      "write kind: '2' when it is an application form, or another replacement",
    );
  }
  if (replacement.by === 'mergedForm' && material.replacedBy.length > 1) {
    report(path, 'a material that is part of the merged form needs no other replacement', 'keep mergedForm alone');
  }
  if (replacement.by === 'sharedDatum') checkReference(context, report, [...path, 'source'], 'departments', replacement.source);
  if (replacement.by !== 'licence') return;
  if (!checkReference(context, report, [...path, 'licenceType'], 'licenceTypes', replacement.licenceType)) return;
  if (material.subject === 'case') {
    report(
      [...path, 'licenceType'],
      'nobody holds a licence of a material whose subject is `case`',
      'write as `subject` who holds the licence, for example applicant',
    );
  }
  const holder = context.catalogue.licenceTypes.get(replacement.licenceType)?.holder;
  if (holder === 'legalPerson' && material.subject !== 'applicant' && material.subject !== 'case') {
    report(
      [...path, 'licenceType'],
      `licence type \`${replacement.licenceType}\` is held by legal persons, but \`${material.subject}\` is a natural person`,
      'write subject: applicant, or another licence type',
    );
  }
}

function sameWay(left: Replacement, right: Replacement): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
