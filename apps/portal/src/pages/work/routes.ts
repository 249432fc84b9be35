import type { RouteRecordRaw } from 'vue-router';
import type { Role } from '../../session/session';

/** Who works in an office or at a window. */
const OFFICE_ROLES: readonly Role[] = ['clerk', 'windowClerk', 'reviewer', 'head'];
const TEXTS = ['work'];

/** The workbench of windows and departments. */
export const workRoutes: RouteRecordRaw[] = [
  { path: '/work', component: () => import('./queue-page.vue'), meta: { title: 'work.title', texts: TEXTS, roles: OFFICE_ROLES, wide: true } },
  { path: '/work/approvals', component: () => import('./approvals-page.vue'), meta: { title: 'work.approvals.title', texts: TEXTS, roles: ['head'], wide: true } },
  { path: '/work/supervision', component: () => import('./supervision-page.vue'), meta: { title: 'work.supervision.title', texts: TEXTS, roles: ['supervisor'] } },
  { path: '/work/office', component: () => import('./office-page.vue'), meta: { title: 'work.office.title', texts: TEXTS, roles: OFFICE_ROLES, wide: true } },
  { path: '/work/presented', component: () => import('./presented-page.vue'), meta: { title: 'licences.presented.title', texts: ['licences'], roles: OFFICE_ROLES } },
  { path: '/work/cases/:caseId/items/:itemId', component: () => import('./item-page.vue'), meta: { title: 'work.item.title', texts: TEXTS, roles: OFFICE_ROLES, instance: 'itemId', wide: true } },
];
