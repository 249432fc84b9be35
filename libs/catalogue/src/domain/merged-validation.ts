import { DomainError, type Text } from '@onething/kernel';
import type { Choice, DataElement, FormEntry, Validation } from './model';
import type { MergedField } from './plan';

type MergedValidation = MergedField['validation'];

interface Demanders {
  element: string;
  items: string[];
}

const TODAY = 'today';
const DEFAULT_HINT: Text = { zh: '格式不符合要求', en: 'Wrong format' };

function conflict({ element, items }: Demanders, what: string): DomainError {
  return new DomainError(
    'refused',
    'CATALOGUE.FORM_CONFLICT',
    `No value of "${element}" satisfies all of ${items.join(', ')}: ${what}. Loosen one of the items.`,
    { fields: [{ field: element, code: 'FORM_CONFLICT', message: what }] },
  );
}

type NumericBound = 'minLength' | 'maxLength' | 'min' | 'max' | 'minItems' | 'maxItems';

function numericBounds(parts: Validation[]): Partial<Record<NumericBound, number>> {
  const values = (bound: NumericBound): number[] => parts.flatMap((part) => part[bound] ?? []);
  const bounds: Partial<Record<NumericBound, number>> = {};
  for (const bound of ['minLength', 'min', 'minItems'] as const) {
    if (values(bound).length > 0) bounds[bound] = Math.max(...values(bound));
  }
  for (const bound of ['maxLength', 'max', 'maxItems'] as const) {
    if (values(bound).length > 0) bounds[bound] = Math.min(...values(bound));
  }
  return bounds;
}

/**
 * Whether `today` or a fixed date is the stricter bound changes as time goes by, so both are kept when both are demanded:
 * the date as `earliest` or `latest`, today as a flag beside it.
 */
function dateBounds(parts: Validation[]): Pick<MergedValidation, 'earliest' | 'latest' | 'notBeforeToday' | 'notAfterToday'> {
  const earliest = parts.flatMap((part) => part.earliest ?? []);
  const latest = parts.flatMap((part) => part.latest ?? []);
  const lastEarliest = earliest
    .filter((date) => date !== TODAY)
    .sort()
    .at(-1);
  const firstLatest = latest
    .filter((date) => date !== TODAY)
    .sort()
    .at(0);
  return {
    ...(earliest.length > 0 && { earliest: lastEarliest ?? TODAY }),
    ...(latest.length > 0 && { latest: firstLatest ?? TODAY }),
    ...(lastEarliest !== undefined && earliest.includes(TODAY) && { notBeforeToday: true as const }),
    ...(firstLatest !== undefined && latest.includes(TODAY) && { notAfterToday: true as const }),
  };
}

function mergePatterns(parts: Validation[]): Pick<MergedValidation, 'patterns'> {
  const hints = new Map<string, Text>();
  for (const { pattern, patternHint } of parts) {
    if (pattern !== undefined && !hints.has(pattern)) hints.set(pattern, patternHint ?? DEFAULT_HINT);
  }
  const patterns = [...hints].map(([pattern, hint]) => ({ pattern, hint }));
  return patterns.length > 0 ? { patterns: patterns.sort((a, b) => (a.pattern < b.pattern ? -1 : 1)) } : {};
}

function refuseEmptyRange(
  lower: number | string | undefined,
  upper: number | string | undefined,
  what: string,
  who: Demanders,
): void {
  if (lower === undefined || upper === undefined || lower === TODAY || upper === TODAY) return;
  if (lower > upper) throw conflict(who, `${what} is at least ${lower} for one and at most ${upper} for another`);
}

/**
 * The bounds that satisfy everybody who asks: the largest minimum, the smallest maximum, every pattern.
 * @throws DomainError `CATALOGUE.FORM_CONFLICT` when no value is left.
 */
export function mergeValidations(parts: (Validation | undefined)[], who: Demanders): MergedValidation {
  const given = parts.filter((part) => part !== undefined);
  const merged: MergedValidation = { ...numericBounds(given), ...dateBounds(given), ...mergePatterns(given) };
  refuseEmptyRange(merged.minLength, merged.maxLength, 'its length', who);
  refuseEmptyRange(merged.min, merged.max, 'its value', who);
  refuseEmptyRange(merged.minItems, merged.maxItems, 'the number of its rows', who);
  refuseEmptyRange(merged.earliest, merged.latest, 'the date', who);
  return merged;
}

/**
 * The choices that every item accepts, in the order of the data element.
 * @throws DomainError `CATALOGUE.FORM_CONFLICT` when none is left.
 */
export function mergeChoices(element: DataElement, entries: FormEntry[], who: Demanders): Choice[] | undefined {
  if (element.choices === undefined) return undefined;
  const left = element.choices.filter((choice) => entries.every((entry) => entry.choices?.includes(choice.value) ?? true));
  if (left.length === 0) throw conflict(who, 'they accept no choice in common');
  return left;
}
