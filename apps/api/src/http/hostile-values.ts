import type { FieldProblem } from '@onething/kernel';

/** JSON nested deeper than this is no form of ours, and would exhaust the stack of whoever walks it. */
const MOST_LEVELS = 20;
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * What no input may contain, whatever its DTO: nesting without end, keys that reach for prototypes, NUL characters and half
 * characters (PostgreSQL stores neither). Walks without recursion.
 * @param root name of the whole: `body`, `query`, `params`
 */
export function findHostileValue(value: unknown, root: string): FieldProblem | undefined {
  const open: { value: unknown; path: string; level: number }[] = [{ value, path: '', level: 0 }];
  for (let entry = open.pop(); entry; entry = open.pop()) {
    const { path, level } = entry;
    if (typeof entry.value === 'string') {
      const problem = problemOfText(entry.value);
      if (problem) return { field: path || root, ...problem };
    }
    if (typeof entry.value !== 'object' || entry.value === null) continue;
    if (level >= MOST_LEVELS) {
      return { field: topOf(path) || root, code: 'INPUT.TOO_DEEP', message: `Nested deeper than ${MOST_LEVELS} levels. Send flatter data.` };
    }
    for (const [key, member] of Object.entries(entry.value)) {
      const problem = FORBIDDEN_KEYS.has(key) ? { code: 'INPUT.FORBIDDEN_KEY', message: 'A field must not have this name. Remove it.' } : problemOfText(key);
      const field = path ? `${path}.${key}` : key;
      if (problem) return { field: problemOfText(key) ? path || root : field, ...problem };
      open.push({ value: member, path: field, level: level + 1 });
    }
  }
  return undefined;
}

function problemOfText(text: string): Omit<FieldProblem, 'field'> | undefined {
  if (text.includes('\0')) return { code: 'INPUT.NUL_CHARACTER', message: 'Contains the character U+0000, which no text has. Remove it.' };
  if (/\p{Surrogate}/u.test(text)) return { code: 'INPUT.HALF_CHARACTER', message: 'Contains half of a UTF-16 pair. Send well-formed Unicode.' };
  return undefined;
}

function topOf(path: string): string {
  return path.split('.').slice(0, 2).join('.');
}
