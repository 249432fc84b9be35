import type { RouteRecordRaw } from 'vue-router';
import '../../router/route-meta';

const SEALS = { texts: ['seals'], roles: ['administrator', 'securityAdministrator'] } as const;

/** Electronic seals: one administrator applies and makes, the other approves and enables. */
export const sealRoutes: RouteRecordRaw[] = [
  { path: '/admin/seals', component: () => import('./seals-page.vue'), meta: { title: 'seals.title', ...SEALS, wide: true } },
  { path: '/admin/seals/new', component: () => import('./seal-new-page.vue'), meta: { title: 'seals.apply.title', ...SEALS, roles: ['administrator'] } },
  { path: '/admin/seals/:sealId', component: () => import('./seal-page.vue'), meta: { title: 'seals.one', ...SEALS, instance: 'sealId', wide: true } },
  { path: '/admin/seals/:sealId/change', component: () => import('./seal-new-page.vue'), meta: { title: 'seals.change.title', ...SEALS, roles: ['administrator'], instance: 'sealId' } },
];
