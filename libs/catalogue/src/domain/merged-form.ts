import { maskOf } from './data-class';
import { lookUp } from './look-up';
import type { Catalogue, DataElement, FormEntry, ServiceItem, Subject } from './model';
import { SUBJECTS } from './model';
import { mergeChoices, mergeValidations } from './merged-validation';
import type { Answers, FormSection, MergedField } from './plan';
import { SUBJECT_NAMES } from './subjects';
import { judge } from './triggering';

interface FieldDemand {
  item: ServiceItem;
  entry: FormEntry;
  /** The condition that is left because it looks at the form. */
  when?: string;
}

function fieldDemands(items: ServiceItem[], answers: Answers): Map<string, FieldDemand[]> {
  const byElement = new Map<string, FieldDemand[]>();
  for (const item of items) {
    for (const entry of item.form) {
      const verdict = judge(entry.when, answers);
      if (verdict === 'fails') continue;
      const demands = byElement.get(entry.element) ?? [];
      byElement.set(entry.element, [...demands, { item, entry, ...(verdict === 'open' && { when: entry.when }) }]);
    }
  }
  return byElement;
}

/** Conditions under which something is asked: none at all as soon as one asks for it always. */
export function mergeConditions(demands: { when?: string }[]): string[] {
  if (demands.some((demand) => demand.when === undefined)) return [];
  return [...new Set(demands.map((demand) => demand.when!))].sort();
}

/** Whether an item of this bundle makes the value: its licence carries it on a face field from which it is taken. */
function isMadeInBundle(element: DataElement, items: ServiceItem[]): boolean {
  if (!element.filledByResult) return false;
  const source = element.prefill && 'licenceType' in element.prefill ? element.prefill.licenceType : undefined;
  return source === undefined || items.some((item) => item.result?.licenceType === source);
}

export function subjectOf(element: string): Subject {
  const subject = element.split('.')[0];
  return SUBJECTS.find((known) => known === subject) ?? 'case';
}

function mergeField(element: DataElement, demands: FieldDemand[], items: ServiceItem[]): MergedField {
  const askedBy = [...new Set(demands.map((demand) => demand.item.code))];
  const conflict = { element: element.code, items: askedBy };
  const choices = mergeChoices(element, demands.map((demand) => demand.entry), conflict);
  return {
    element: element.code,
    name: element.name,
    ...(element.hint && { hint: element.hint }),
    type: element.type,
    subject: subjectOf(element.code),
    required: demands.some((demand) => demand.entry.required),
    askedBy,
    when: mergeConditions(demands),
    validation: mergeValidations([element.validation, ...demands.map((demand) => demand.entry.validation)], conflict),
    ...(choices && { choices }),
    ...(element.members && { members: element.members.map((member) => ({ ...member, mask: maskOf({ ...member, sensitivity: element.sensitivity }) })) }),
    ...(element.prefill && { prefill: element.prefill }),
    filledByResult: isMadeInBundle(element, items),
    sensitivity: element.sensitivity,
    mask: maskOf(element),
  };
}

/**
 * One field for each data element, whichever items ask for it, in sections by subject; the strictest demand wins.
 * @param items in the plan's order, which gives the order of the fields
 * @throws DomainError `CATALOGUE.FORM_CONFLICT` when no value could satisfy all items.
 */
export function mergeForm(catalogue: Catalogue, items: ServiceItem[], answers: Answers): FormSection[] {
  const fields = [...fieldDemands(items, answers)].map(([code, demands]) =>
    mergeField(lookUp(catalogue.elements, code, 'data element'), demands, items));
  return SUBJECTS
    .map((subject) => ({ subject, name: SUBJECT_NAMES[subject], fields: fields.filter((field) => field.subject === subject) }))
    .filter((section) => section.fields.length > 0);
}
