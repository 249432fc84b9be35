import type { RouteRecordRaw } from 'vue-router';

/** Figures: everybody's, and those of who supervises. */
export const figureRoutes: RouteRecordRaw[] = [
  { path: '/figures', component: () => import('./figures-page.vue'), meta: { title: 'figures.title', texts: ['figures'], wide: true } },
  { path: '/work/figures', component: () => import('./board-page.vue'), meta: { title: 'board.title', texts: ['board', 'ratings'], roles: ['supervisor'], wide: true } },
];
