import type { RouteRecordRaw } from 'vue-router';
import '../../router/route-meta';

const texts = ['ratings'];

/** What is done about ratings: with the responsible unit, with supervisors, and in public. */
export const ratingRoutes: RouteRecordRaw[] = [
  { path: '/ratings', component: () => import('./published-page.vue'), meta: { title: 'ratings.published.title', texts } },
  { path: '/bad-ratings', component: () => import('./bad-ratings-page.vue'), meta: { title: 'ratings.list.title', texts, roles: ['clerk', 'head', 'supervisor'], wide: true } },
  { path: '/bad-ratings/:id', component: () => import('./bad-rating-page.vue'), meta: { title: 'ratings.one.title', texts, roles: ['clerk', 'head', 'supervisor'], instance: 'id' } },
  { path: '/rating-reviews', component: () => import('./review-page.vue'), meta: { title: 'ratings.review.title', texts, roles: ['supervisor'] } },
];
