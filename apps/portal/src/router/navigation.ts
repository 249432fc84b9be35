import type { Role } from '../session/session';

export interface NavigationEntry {
  to: string;
  /** Key of its text. */
  text: string;
  /** `public`: all but officials, whose own entries need the room. */
  for: 'everybody' | 'public' | 'residents' | readonly Role[];
  /** A number stands beside it. */
  counts?: 'approvals';
}

/** The header's navigation. Who does not see an entry is not let in either: the route's `meta.roles` says so. */
export const NAVIGATION: readonly NavigationEntry[] = [
  { to: '/', text: 'shell.home', for: 'everybody' },
  { to: '/cases', text: 'shell.cases', for: 'residents' },
  { to: '/work', text: 'shell.work', for: ['clerk', 'windowClerk', 'reviewer', 'head'] },
  { to: '/work/approvals', text: 'shell.nav.approvals', for: ['head'], counts: 'approvals' },
  { to: '/work/supervision', text: 'shell.nav.supervision', for: ['supervisor'] },
  { to: '/work/figures', text: 'shell.nav.figures', for: ['supervisor'] },
  { to: '/bad-ratings', text: 'shell.nav.badRatings', for: ['clerk', 'head', 'supervisor'] },
  { to: '/track', text: 'shell.track', for: 'public' },
  { to: '/window/intake', text: 'shell.nav.intake', for: ['windowClerk', 'clerk'] },
  { to: '/window/hotline', text: 'shell.nav.hotline', for: ['hotlineOperator'] },
  { to: '/cross-province', text: 'shell.nav.crossProvince', for: ['windowClerk', 'clerk', 'reviewer', 'head'] },
  { to: '/work/presented', text: 'shell.nav.presented', for: ['clerk', 'windowClerk', 'reviewer', 'head'] },
  { to: '/window/identity-check', text: 'shell.nav.check', for: ['windowClerk', 'clerk', 'head'] },
  { to: '/admin/accounts', text: 'shell.nav.accounts', for: ['administrator', 'securityAdministrator'] },
  { to: '/admin/roles', text: 'shell.nav.proposals', for: ['administrator', 'securityAdministrator'] },
  { to: '/admin/seals', text: 'shell.nav.seals', for: ['administrator', 'securityAdministrator'] },
  { to: '/admin/audit', text: 'shell.nav.log', for: ['auditor'] },
];
