import type { VisitOptions } from './portal';

/** A page that the tests look at: every pattern of the router has one at least. */
export interface VisitedRoute {
  /** As the router has it. */
  pattern: string;
  /**
   * Address to open; `{case}` is a draft of the newborn's one-thing, `{submitted}` a submitted one with an `{item}` to be corrected,
   * `{licence}` one that the parent holds, `{seal}` one that waits for approval, `{crossCase}` one of hers that came from another province,
   * `{new}` one that was just submitted with its `{newItem}` of the health office. */
  path: string;
  /** Demo account that is logged in. */
  as?: string;
  options?: VisitOptions;
}

/** Who applies in the tests. */
export const PARENT = 'mother';
/** Who handles what she applied for. */
export const CLERK = 'health.clerk';

export const VISITED_ROUTES: readonly VisitedRoute[] = [
  { pattern: '/', path: '/' },
  { pattern: '/', path: '/?q=%E5%BC%80%E9%A5%AD%E9%A6%86' },
  { pattern: '/', path: '/', as: PARENT },
  { pattern: '/one-things/:code', path: '/one-things/newborn' },
  { pattern: '/one-things/:code', path: '/one-things/no-such-thing' },
  { pattern: '/cases', path: '/cases', as: PARENT },
  { pattern: '/cases/:caseId', path: '/cases/{case}', as: PARENT },
  { pattern: '/cases/:caseId', path: '/cases/{submitted}', as: PARENT },
  { pattern: '/cases/:caseId/apply/:topic?', path: '/cases/{case}/apply', as: PARENT },
  { pattern: '/cases/:caseId/papers', path: '/cases/{case}/papers', as: PARENT },
  { pattern: '/cases/:caseId/check', path: '/cases/{case}/check', as: PARENT },
  { pattern: '/cases/:caseId/delivery', path: '/cases/{submitted}/delivery', as: PARENT },
  { pattern: '/cases/:caseId/receipt', path: '/cases/{submitted}/receipt', as: PARENT },
  { pattern: '/cases/:caseId/items/:itemId/answer', path: '/cases/{submitted}/items/{item}/answer', as: PARENT },
  { pattern: '/cases/:caseId/withdraw', path: '/cases/{submitted}/withdraw', as: PARENT },
  { pattern: '/cases/:caseId/rate', path: '/cases/{submitted}/rate', as: PARENT },
  { pattern: '/consents', path: '/consents', as: 'father' },
  { pattern: '/track', path: '/track' },
  { pattern: '/work', path: '/work', as: CLERK },
  { pattern: '/work', path: '/work?state=submitted&light=red', as: CLERK },
  { pattern: '/work', path: '/work?tab=deliveries', as: CLERK },
  { pattern: '/work', path: '/work?tab=applicant', as: CLERK },
  { pattern: '/work/approvals', path: '/work/approvals', as: 'health.head' },
  { pattern: '/work/supervision', path: '/work/supervision', as: 'supervisor' },
  { pattern: '/work/figures', path: '/work/figures', as: 'supervisor' },
  { pattern: '/figures', path: '/figures' },
  { pattern: '/work/office', path: '/work/office', as: CLERK },
  { pattern: '/work/cases/:caseId/items/:itemId', path: '/work/cases/{new}/items/{newItem}', as: CLERK },
  { pattern: '/login', path: '/login' },
  { pattern: '/register/:step?', path: '/register' },
  { pattern: '/recover', path: '/recover' },
  { pattern: '/account', path: '/account', as: PARENT },
  { pattern: '/account/identity', path: '/account/identity', as: PARENT },
  { pattern: '/account/mobile', path: '/account/mobile', as: PARENT },
  { pattern: '/account/password', path: '/account/password', as: PARENT },
  { pattern: '/account/second-factor', path: '/account/second-factor', as: PARENT },
  { pattern: '/account/sessions', path: '/account/sessions', as: PARENT },
  { pattern: '/account/external', path: '/account/external', as: PARENT },
  { pattern: '/account/closing', path: '/account/closing', as: PARENT },
  { pattern: '/mandates', path: '/mandates', as: PARENT },
  { pattern: '/mandates/new', path: '/mandates/new', as: PARENT },
  { pattern: '/wallet', path: '/wallet', as: PARENT },
  { pattern: '/wallet/:licenceId/present', path: '/wallet/{licence}/present', as: PARENT },
  { pattern: '/work/presented', path: '/work/presented', as: CLERK },
  { pattern: '/verify', path: '/verify' },
  { pattern: '/verify', path: '/verify#1.2.156.3005.2.11100000000013661B006.113700000045046442.209FA4E88F9E4C878F3E9BED2CE7EA49.001.M' },
  { pattern: '/my-data', path: '/my-data', as: PARENT },
  { pattern: '/my-data/correction', path: '/my-data/correction', as: PARENT },
  { pattern: '/my-data/access', path: '/my-data/access', as: PARENT },
  { pattern: '/inbox', path: '/inbox', as: PARENT },
  { pattern: '/inbox/preferences', path: '/inbox/preferences', as: PARENT },
  { pattern: '/account', path: '/account', as: 'auditor' },
  { pattern: '/one-things/:code', path: '/one-things/restaurant', as: 'agent' },
  { pattern: '/window/identity-check', path: '/window/identity-check', as: 'window.clerk' },
  { pattern: '/window/intake', path: '/window/intake', as: 'window.clerk' },
  { pattern: '/window/receipt/:caseId', path: '/window/receipt/{case}', as: 'window.clerk' },
  { pattern: '/window/hotline', path: '/window/hotline', as: 'hotline' },
  { pattern: '/window/recoveries', path: '/window/recoveries', as: 'window.clerk' },
  { pattern: '/window/corrections', path: '/window/corrections', as: 'window.clerk' },
  { pattern: '/cross-province', path: '/cross-province', as: 'publicsecurity.clerk' },
  { pattern: '/cross-province', path: '/cross-province', as: PARENT },
  { pattern: '/cross-province/new', path: '/cross-province/new', as: 'window.clerk' },
  { pattern: '/cross-province/cases/:id', path: '/cross-province/cases/{crossCase}', as: 'publicsecurity.clerk' },
  { pattern: '/cross-province/cases/:id', path: '/cross-province/cases/{crossCase}', as: PARENT },
  { pattern: '/rate', path: '/rate#no-code-of-ours' },
  { pattern: '/ratings', path: '/ratings' },
  { pattern: '/bad-ratings', path: '/bad-ratings', as: 'health.clerk' },
  { pattern: '/bad-ratings/:id', path: '/bad-ratings/{badRating}', as: 'health.clerk' },
  { pattern: '/rating-reviews', path: '/rating-reviews', as: 'supervisor' },
  { pattern: '/admin/measures', path: '/admin/measures', as: 'security' },
  { pattern: '/admin/accounts', path: '/admin/accounts', as: 'administrator' },
  { pattern: '/admin/accounts', path: '/admin/accounts', as: 'security' },
  { pattern: '/admin/accounts/new', path: '/admin/accounts/new', as: 'administrator' },
  { pattern: '/admin/roles', path: '/admin/roles', as: 'security' },
  { pattern: '/admin/roles/new', path: '/admin/roles/new', as: 'administrator' },
  { pattern: '/admin/seals', path: '/admin/seals', as: 'administrator' },
  { pattern: '/admin/seals/new', path: '/admin/seals/new', as: 'administrator' },
  { pattern: '/admin/seals/:sealId', path: '/admin/seals/{seal}', as: 'security' },
  { pattern: '/admin/seals/:sealId/change', path: '/admin/seals/{seal}/change', as: 'administrator' },
  { pattern: '/admin/exchange', path: '/admin/exchange', as: 'administrator' },
  { pattern: '/admin/audit', path: '/admin/audit', as: 'auditor' },
  { pattern: '/admin/audit/heads', path: '/admin/audit/heads', as: 'auditor' },
  { pattern: '/admin/audit/acts/:id', path: '/admin/audit/acts/01941f29-7c00-7000-8000-000000000001', as: 'auditor' },
  { pattern: '/settings', path: '/settings' },
  { pattern: '/design', path: '/design' },
  { pattern: '/error', path: '/error' },
  { pattern: '/forbidden', path: '/forbidden' },
  { pattern: '/:missing(.*)*', path: '/no/such/page' },
];

/** @param known what stands for `{case}`, `{submitted}`, `{item}` */
export function addressOf(path: string, known: Readonly<Record<string, string>>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => known[name] ?? name);
}
