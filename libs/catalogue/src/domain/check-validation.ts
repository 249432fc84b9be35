import { isCivilDate } from '@onething/kernel';
import type { ElementType, Validation } from './model';
import type { EntryPath, Report } from './rule-problem';

type Bound = Exclude<keyof Validation, 'patternHint'>;

const TEXTS: readonly ElementType[] = [
  'text',
  'longText',
  'address',
  'email',
  'mobile',
  'postalCode',
  'bankCard',
  'citizenId',
  'uscc',
];
const NUMBERS: readonly ElementType[] = ['number', 'integer', 'money'];
const DAYS: readonly ElementType[] = ['date', 'dateTime'];
const SEVERAL: readonly ElementType[] = ['list', 'choices'];

/** Which bounds make sense for which types. */
const FITS: Record<Bound, readonly ElementType[]> = {
  minLength: TEXTS,
  maxLength: TEXTS,
  pattern: TEXTS,
  min: NUMBERS,
  max: NUMBERS,
  earliest: DAYS,
  latest: DAYS,
  minItems: SEVERAL,
  maxItems: SEVERAL,
};
const RANGES: readonly (readonly [Bound, Bound])[] = [
  ['minLength', 'maxLength'],
  ['min', 'max'],
  ['earliest', 'latest'],
  ['minItems', 'maxItems'],
];

/** The bounds of a value: they fit its type, are readable and leave something. */
export function checkValidation(type: ElementType, rules: Validation, path: EntryPath, report: Report): void {
  for (const bound of Object.keys(FITS) as Bound[]) {
    if (rules[bound] === undefined || FITS[bound].includes(type)) continue;
    const allowed = (Object.keys(FITS) as Bound[]).filter((other) => FITS[other].includes(type));
    report(
      [...path, bound],
      `\`${bound}\` means nothing for type ${type}`,
      allowed.length > 0 ? `use ${allowed.join(', ')}, or remove it` : 'remove it',
    );
  }
  checkPattern(rules, path, report);
  for (const bound of ['earliest', 'latest'] as const) {
    const day = rules[bound];
    if (day !== undefined && day !== 'today' && !isCivilDate(day))
      report([...path, bound], `there is no day '${day}'`, "write an existing day as 'YYYY-MM-DD', or today");
  }
  for (const [lower, upper] of RANGES) {
    if (isEmptyRange(rules[lower], rules[upper])) {
      report(
        [...path, lower],
        `\`${lower}\` ${String(rules[lower])} is above \`${upper}\` ${String(rules[upper])}: nothing is allowed`,
        `lower \`${lower}\` or raise \`${upper}\``,
      );
    }
  }
}

function checkPattern(rules: Validation, path: EntryPath, report: Report): void {
  if (rules.pattern === undefined) {
    if (rules.patternHint !== undefined)
      report([...path, 'patternHint'], 'there is a `patternHint` without a `pattern`', 'add `pattern`, or remove it');
    return;
  }
  try {
    new RegExp(rules.pattern, 'u');
  } catch (error) {
    report(
      [...path, 'pattern'],
      `the pattern is no regular expression: ${(error as Error).message.split(': ').at(-1)!}`,
      'mend it; a backslash before a letter must mean something',
    );
  }
  if (rules.patternHint === undefined)
    report(path, 'nobody is told what the pattern means', 'add `patternHint`: { zh: …, en: … }');
}

function isEmptyRange(lower: unknown, upper: unknown): boolean {
  if (typeof lower === 'number' && typeof upper === 'number') return lower > upper;
  return typeof lower === 'string' && typeof upper === 'string' && lower !== 'today' && upper !== 'today' && lower > upper;
}

/** An item may ask for less than the element allows, never for more: its bounds lie within those of the element. */
export function checkStricter(element: Validation | undefined, entry: Validation, path: EntryPath, report: Report): void {
  if (!element) return;
  for (const [lower, upper] of RANGES) {
    if (below(entry[lower], element[lower])) {
      report(
        [...path, lower],
        `\`${lower}\` ${String(entry[lower])} is looser than ${String(element[lower])} of the data element`,
        `write ${String(element[lower])} or ${typeof element[lower] === 'string' ? 'later' : 'more'}, or remove it`,
      );
    }
    if (below(element[upper], entry[upper])) {
      report(
        [...path, upper],
        `\`${upper}\` ${String(entry[upper])} is looser than ${String(element[upper])} of the data element`,
        `write ${String(element[upper])} or ${typeof element[upper] === 'string' ? 'earlier' : 'less'}, or remove it`,
      );
    }
    if (
      isEmptyRange(entry[lower] ?? element[lower], entry[upper] ?? element[upper]) &&
      !isEmptyRange(entry[lower], entry[upper])
    ) {
      report(
        path,
        `together with the data element nothing is allowed between \`${lower}\` and \`${upper}\``,
        'change one of them',
      );
    }
  }
}

function below(left: unknown, right: unknown): boolean {
  if (typeof left === 'number' && typeof right === 'number') return left < right;
  return typeof left === 'string' && typeof right === 'string' && left !== 'today' && right !== 'today' && left < right;
}
