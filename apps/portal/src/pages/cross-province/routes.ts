import type { RouteRecordRaw } from 'vue-router';
import '../../router/route-meta';

const texts = ['crossProvince'];

/** 跨省通办: what is taken in for another province, what is decided here for one, and the applicant's own. */
export const crossProvinceRoutes: RouteRecordRaw[] = [
  { path: '/cross-province', component: () => import('./cross-cases-page.vue'), meta: { title: 'crossProvince.list.title', texts, roles: 'anyAccount', wide: true } },
  { path: '/cross-province/new', component: () => import('./cross-intake-page.vue'), meta: { title: 'crossProvince.intake.title', texts, roles: ['windowClerk', 'clerk'] } },
  { path: '/cross-province/cases/:id', component: () => import('./cross-case-page.vue'), meta: { title: 'crossProvince.one.title', texts, roles: 'anyAccount', instance: 'id' } },
];
