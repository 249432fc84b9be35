import type { RouteRecordRaw } from 'vue-router';
import ErrorPage from '../pages/error/error-page.vue';
import { accountRoutes } from '../pages/account/routes';
import { applicationRoutes } from '../pages/application/routes';
import { workRoutes } from '../pages/work/routes';
import { adminRoutes } from '../pages/admin/routes';
import { crossProvinceRoutes } from '../pages/cross-province/routes';
import { figureRoutes } from '../pages/figures/routes';
import { ratingRoutes } from '../pages/ratings/routes';
import { sealRoutes } from '../pages/seals/routes';
import { windowRoutes } from '../pages/window/routes';
import './route-meta';

/** Every page. An area with many pages keeps its own list in `pages/<area>/routes.ts` and is spread in here. */
export const routes: RouteRecordRaw[] = [
  { path: '/', component: () => import('../pages/home/home-page.vue'), meta: { title: 'home.title', texts: ['home'], ahead: ['/api/one-things?pageSize=100', '/api/statistics/popular'] } },
  {
    path: '/one-things/:code', component: () => import('../pages/guide/one-thing-page.vue'),
    meta: { title: 'guide.title', texts: ['guide'], ahead: ['/api/one-things/:code', '/api/one-things/:code/questionnaire'] },
  },
  ...applicationRoutes,
  { path: '/track', component: () => import('../pages/track/track-page.vue'), meta: { title: 'track.title', texts: ['track'] } },
  { path: '/verify', component: () => import('../pages/verify/verify-page.vue'), meta: { title: 'licences.verify.title', texts: ['licences'] } },
  { path: '/rate', component: () => import('../pages/rate/rate-link-page.vue'), meta: { title: 'rate.title', texts: ['rate'] } },
  ...workRoutes,
  ...ratingRoutes,
  { path: '/login', component: () => import('../pages/login/login-page.vue'), meta: { title: 'login.title', texts: ['login'] } },
  ...accountRoutes,
  ...windowRoutes,
  ...crossProvinceRoutes,
  ...adminRoutes,
  ...sealRoutes,
  ...figureRoutes,
  { path: '/settings', component: () => import('../pages/settings/settings-page.vue'), meta: { title: 'settings.title', texts: ['settings'] } },
  { path: '/design', component: () => import('../pages/design/design-page.vue'), meta: { title: 'design.title', texts: ['design'] } },
  { path: '/error', component: ErrorPage, meta: { title: 'shell.error.title' } },
  { path: '/forbidden', component: () => import('../pages/error/forbidden-page.vue'), meta: { title: 'shell.forbidden.title' } },
  { path: '/:missing(.*)*', component: () => import('../pages/error/not-found-page.vue'), meta: { title: 'shell.notFound.title' } },
];
