import type { MergedField } from '@onething/catalogue';
import type { ValueProblem } from './field-value';

/** What may be asked of a text: bounds of the field, with every pattern in `patterns`. */
export type TextRules = Pick<MergedField['validation'], 'minLength' | 'maxLength' | 'patterns'>;

/**
 * What no answer holds: control characters (PostgreSQL keeps no NUL), halves of a surrogate pair, and characters that change
 * the direction or the lines of what stands around them, so that a clerk would read something else than what was written.
 */
const UNSAFE = /[\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069\uFEFF]/u;
const CONTROL = /\p{Cc}/u;
const CONTROL_EXCEPT_LINES = /[^\P{Cc}\n\r\t]/u;
/** Something that can be seen: neither blank nor a formatting character. */
const VISIBLE = /[^\p{Z}\p{Cc}\p{Cf}]/u;

/** Longest text in characters when nothing says less. */
const DEFAULT_LIMITS = { line: 500, lines: 10_000 };

/** Characters as people count them for these rules: code points, so that a rare Han character is one. */
export function lengthOf(text: string): number {
  return [...text].length;
}

/** What makes it unfit as a text at all. Blanks around it are refused, not cut off: what is stored is what was sent. */
export function unsafeText(text: string, many: 'line' | 'lines'): ValueProblem | undefined {
  const control = many === 'line' ? CONTROL : CONTROL_EXCEPT_LINES;
  if (control.test(text) || UNSAFE.test(text)) {
    const lines = many === 'line' ? 'line breaks, ' : '';
    return { code: 'CASES.TEXT_UNSAFE', message: `Remove ${lines}control characters and marks of writing direction.` };
  }
  if (!VISIBLE.test(text)) return { code: 'CASES.TEXT_BLANK', message: 'Write something, or leave the field out.' };
  if (text !== text.trim()) return { code: 'CASES.TEXT_NOT_TRIMMED', message: 'Remove the blanks at the beginning and the end.' };
  return undefined;
}

/** Length and patterns. Length comes first: no pattern ever runs over a text longer than allowed. */
export function textOutOfBounds(text: string, rules: TextRules, many: 'line' | 'lines'): ValueProblem | undefined {
  const length = lengthOf(text);
  const most = rules.maxLength ?? DEFAULT_LIMITS[many];
  if (rules.minLength !== undefined && length < rules.minLength) {
    return { code: 'CASES.TOO_SHORT', message: `Write at least ${rules.minLength} characters; these are ${length}.` };
  }
  if (length > most) return { code: 'CASES.TOO_LONG', message: `Write at most ${most} characters; these are ${length}.` };
  const broken = rules.patterns?.find(({ pattern }) => !new RegExp(pattern, 'u').test(text));
  return broken && { code: 'CASES.WRONG_FORMAT', message: `Write it as asked: ${broken.hint.en}.` };
}
