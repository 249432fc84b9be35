import type { VisitOptions } from './portal';

/** A page that the tests look at: every pattern of the router has one at least. */
export interface VisitedRoute {
  /** As the router has it. */
  pattern: string;
  /** Address to open; `{case}` is a draft of the newborn's one-thing. */
  path: string;
  /** Demo account that is logged in. */
  as?: string;
  options?: VisitOptions;
}

/** Who applies in the tests. */
export const PARENT = 'mother';

export const VISITED_ROUTES: readonly VisitedRoute[] = [
  { pattern: '/', path: '/' },
  { pattern: '/', path: '/?q=%E5%BC%80%E9%A5%AD%E9%A6%86' },
  { pattern: '/', path: '/', as: PARENT },
  { pattern: '/one-things/:code', path: '/one-things/newborn' },
  { pattern: '/one-things/:code', path: '/one-things/no-such-thing' },
  { pattern: '/cases/:caseId/apply/:topic?', path: '/cases/{case}/apply', as: PARENT },
  { pattern: '/track', path: '/track' },
  { pattern: '/login', path: '/login' },
  { pattern: '/settings', path: '/settings' },
  { pattern: '/design', path: '/design' },
  { pattern: '/error', path: '/error' },
  { pattern: '/forbidden', path: '/forbidden' },
  { pattern: '/:missing(.*)*', path: '/no/such/page' },
];
