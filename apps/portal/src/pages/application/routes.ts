import type { RouteRecordRaw } from 'vue-router';
import '../../router/route-meta';

const texts = ['application', 'case'];

/** Who fills in an application: its applicant or agent, and the clerk at whose counter the applicant stands. */
const APPLICANTS = ['resident', 'windowClerk', 'clerk'] as const;

/** Applying, and what follows it: everything about one's own matters. */
export const applicationRoutes: RouteRecordRaw[] = [
  { path: '/cases', component: () => import('./matters-page.vue'), meta: { title: 'case.matters', texts, roles: ['resident'] } },
  { path: '/cases/:caseId', component: () => import('./case-page.vue'), meta: { title: 'case.title', texts: [...texts, 'delivery'], roles: ['resident'] } },
  { path: '/cases/:caseId/apply/:topic?', component: () => import('./topic-page.vue'), meta: { title: 'application.title', texts, roles: APPLICANTS, instance: 'caseId' } },
  { path: '/cases/:caseId/papers', component: () => import('./papers-page.vue'), meta: { title: 'application.papers', texts, roles: APPLICANTS } },
  { path: '/cases/:caseId/check', component: () => import('./check-page.vue'), meta: { title: 'application.check', texts: [...texts, 'delivery'], roles: APPLICANTS } },
  { path: '/cases/:caseId/delivery', component: () => import('./delivery-page.vue'), meta: { title: 'delivery.title', texts: ['delivery'], roles: APPLICANTS, instance: 'caseId' } },
  { path: '/cases/:caseId/receipt', component: () => import('./receipt-page.vue'), meta: { title: 'application.receipt', texts, roles: APPLICANTS } },
  { path: '/cases/:caseId/items/:itemId/answer', component: () => import('./answer-page.vue'), meta: { title: 'case.answer.title', texts, roles: ['resident'] } },
  { path: '/cases/:caseId/withdraw', component: () => import('./withdraw-page.vue'), meta: { title: 'case.withdraw.title', texts, roles: ['resident'] } },
  { path: '/cases/:caseId/rate', component: () => import('./rate-page.vue'), meta: { title: 'case.rate.title', texts, roles: ['resident'] } },
  { path: '/consents', component: () => import('./consents-page.vue'), meta: { title: 'case.consents.title', texts, roles: ['resident'] } },
];
