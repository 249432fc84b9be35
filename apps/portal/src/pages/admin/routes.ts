import type { RouteRecordRaw } from 'vue-router';
import '../../router/route-meta';

const ADMINISTRATORS = { texts: ['admin'], roles: ['administrator', 'securityAdministrator'], wide: true } as const;
const SYSTEM = { texts: ['admin'], roles: ['administrator'] } as const;
const AUDITOR = { texts: ['admin'], roles: ['auditor'], wide: true } as const;

/** Accounts and roles of officials, and the auditor's log. */
export const adminRoutes: RouteRecordRaw[] = [
  { path: '/admin/accounts', component: () => import('./accounts-page.vue'), meta: { title: 'admin.accounts', ...ADMINISTRATORS } },
  { path: '/admin/accounts/new', component: () => import('./account-new-page.vue'), meta: { title: 'admin.proposeAccount', ...SYSTEM } },
  { path: '/admin/roles', component: () => import('./roles-page.vue'), meta: { title: 'admin.proposals', ...ADMINISTRATORS } },
  { path: '/admin/roles/new', component: () => import('./role-new-page.vue'), meta: { title: 'admin.proposeRole', ...SYSTEM } },
  { path: '/admin/measures', component: () => import('./measures-page.vue'), meta: { title: 'admin.measure.title', ...ADMINISTRATORS } },
  { path: '/admin/exchange', component: () => import('../exchange/exchange-page.vue'), meta: { title: 'exchange.title', texts: ['exchange'], roles: ['administrator'], wide: true } },
  { path: '/admin/audit', component: () => import('./audit-page.vue'), meta: { title: 'admin.log.title', ...AUDITOR } },
  { path: '/admin/audit/heads', component: () => import('./heads-page.vue'), meta: { title: 'admin.log.heads', ...AUDITOR } },
  { path: '/admin/audit/acts/:id', component: () => import('./act-page.vue'), meta: { title: 'admin.log.actTitle', ...AUDITOR } },
];
