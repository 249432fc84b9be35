import type { ServiceItem } from './model';
import { checkReference, type CheckContext, type Report, reportRepeated } from './rule-problem';
import { checkStricter, checkValidation } from './check-validation';
import { findNearest } from './nearest';

/** The form of an item: known elements, each once, never looser than the element. */
export function checkItemForm(context: CheckContext, item: ServiceItem, report: Report): void {
  reportRepeated(
    report,
    ['form'],
    item.form.map((entry) => entry.element),
    'element',
    'element',
  );
  item.form.forEach((entry, index) => {
    const path = ['form', index];
    if (!checkReference(context, report, [...path, 'element'], 'dataElements', entry.element)) return;
    const element = context.catalogue.elements.get(entry.element);
    if (!element) return;
    if (entry.validation) {
      checkValidation(element.type, entry.validation, [...path, 'validation'], report);
      checkStricter(element.validation, entry.validation, [...path, 'validation'], report);
    }
    const values = element.choices?.map((choice) => choice.value);
    if (entry.choices && !values)
      report(
        [...path, 'choices'],
        `element \`${element.code}\` is of type ${element.type} and has no choices`,
        'remove `choices`',
      );
    entry.choices?.forEach((value, position) => {
      if (!values || values.includes(value)) return;
      const nearest = findNearest(value, values);
      report(
        [...path, 'choices', position],
        `element \`${element.code}\` has no choice '${value}'`,
        nearest ? `did you mean '${nearest}'?` : `write one of ${values.join(', ')}`,
      );
    });
  });
}

/** The materials of an item: known ones, each once, and something of each that has to be handed in on paper. */
export function checkItemMaterials(context: CheckContext, item: ServiceItem, report: Report): void {
  const seen = new Map<string, number>();
  item.materials.forEach((entry, index) => {
    const path = ['materials', index];
    const key = `${entry.material} ${entry.when ?? ''}`;
    if (seen.has(key))
      report(
        [...path, 'material'],
        `material \`${entry.material}\` stands twice in this list`,
        `remove it, or entry ${seen.get(key)!} (counted from 0)`,
      );
    else seen.set(key, index);
    if (!checkReference(context, report, [...path, 'material'], 'materials', entry.material)) return;
    const material = context.catalogue.materials.get(entry.material);
    const nothing = entry.originals === 0 && entry.copies === 0;
    if (material?.medium === '1' && nothing) {
      report(
        path,
        `material \`${entry.material}\` is on paper, but neither an original nor a copy is asked for`,
        'write originals: 1 or copies: 1',
      );
    }
  });
}

/** The visits of an item point to steps and materials that it has. */
export function checkItemVisits(context: CheckContext, item: ServiceItem, report: Report): void {
  item.visits.forEach(({ because, phase }, index) => {
    const path = ['visits', index, 'because'];
    if ('step' in because && !item.process.steps.some((step) => step.code === because.step)) {
      report(
        [...path, 'step'],
        `the process has no step \`${because.step}\``,
        oneOf(
          because.step,
          item.process.steps.map((step) => step.code),
        ),
      );
    }
    if ('original' in because && checkReference(context, report, [...path, 'original'], 'materials', because.original)) {
      const asked = item.materials.map((each) => each.material);
      if (!asked.includes(because.original))
        report(
          [...path, 'original'],
          `the item does not ask for material \`${because.original}\``,
          oneOf(because.original, asked),
        );
    }
    const demanded = 'collection' in because ? 'delivery' : 'counter' in because ? 'intake' : undefined;
    if (demanded !== undefined && phase !== demanded) {
      report(
        ['visits', index, 'phase'],
        `a visit because of ${demanded === 'delivery' ? 'collection' : 'a counter'} cannot be in phase ${phase}`,
        `write phase: ${demanded}`,
      );
    }
  });
}

function oneOf(word: string, codes: readonly string[]): string {
  const nearest = findNearest(word, codes);
  if (nearest !== undefined) return `did you mean \`${nearest}\`?`;
  return codes.length > 0 ? `write one of ${codes.map((code) => `\`${code}\``).join(', ')}` : 'remove the visit';
}
