import type { Role } from '../session/session';

export interface NavigationEntry {
  to: string;
  /** Key of its text. */
  text: string;
  for: 'everybody' | 'residents' | readonly Role[];
}

/** The header's navigation. Who does not see an entry is not let in either: the route's `meta.roles` says so. */
export const NAVIGATION: readonly NavigationEntry[] = [
  { to: '/', text: 'shell.home', for: 'everybody' },
  { to: '/cases', text: 'shell.cases', for: 'residents' },
  { to: '/work', text: 'shell.work', for: ['clerk', 'windowClerk', 'reviewer', 'head'] },
  { to: '/track', text: 'shell.track', for: 'everybody' },
];
