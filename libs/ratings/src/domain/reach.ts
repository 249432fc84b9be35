import type { Actor } from '@onething/kernel';

/** What somebody sees of ratings by posts. */
export interface Reach {
  /** `department/division`. */
  offices: string[];
  /** Without the pairs of zeros at the end (GB/T 2260): what begins with one lies within. */
  divisions: string[];
}

/** Clerks and heads reach their offices, supervisors their divisions and those below. */
export function reachOf({ posts }: Actor): Reach {
  return {
    offices: posts.filter(({ role }) => role === 'clerk' || role === 'head').map(({ departmentCode, divisionCode }) => `${departmentCode}/${divisionCode}`),
    divisions: posts.filter(({ role }) => role === 'supervisor').map(({ divisionCode }) => divisionCode.replace(/(00)+$/, '')),
  };
}
