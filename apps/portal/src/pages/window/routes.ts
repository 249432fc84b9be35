import type { RouteRecordRaw } from 'vue-router';
import '../../router/route-meta';

const COUNTER = { texts: ['window'], roles: ['windowClerk', 'clerk'] } as const;

/** At the counter: checks of persons, and applications for who stands there. */
export const windowRoutes: RouteRecordRaw[] = [
  { path: '/window/identity-check', component: () => import('./identity-check-page.vue'), meta: { title: 'window.checkTitle', texts: ['window'], roles: ['windowClerk', 'clerk', 'head'] } },
  { path: '/window/recoveries', component: () => import('./recoveries-page.vue'), meta: { title: 'window.recovery.title', texts: ['window', 'account'], roles: ['windowClerk', 'clerk', 'head'] } },
  { path: '/window/corrections', component: () => import('./corrections-page.vue'), meta: { title: 'window.correction.title', texts: ['window', 'work'], roles: ['windowClerk', 'clerk', 'head'] } },
  { path: '/window/intake', component: () => import('./intake-page.vue'), meta: { title: 'window.intakeTitle', ...COUNTER } },
  { path: '/window/hotline', component: () => import('./hotline-page.vue'), meta: { title: 'window.hotline.title', texts: ['window'], roles: ['hotlineOperator'] } },
  { path: '/window/receipt/:caseId', component: () => import('./receipt-page.vue'), meta: { title: 'window.receipt.title', ...COUNTER } },
];
