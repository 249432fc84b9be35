import type { RouteRecordRaw } from 'vue-router';
import '../../router/route-meta';

const OWN = { texts: ['account', 'login'], roles: 'anyAccount' } as const;
const RESIDENT = { texts: ['account', 'login'], roles: ['resident'] } as const;

/** One's own account: opening it, everything about it, and closing it. */
export const accountRoutes: RouteRecordRaw[] = [
  // No parameter is called `whole`: all steps are one page, and what was typed stays.
  { path: '/register/:step?', component: () => import('./register-page.vue'), meta: { title: 'account.register.title', texts: ['account', 'login'], instance: 'whole' } },
  { path: '/recover', component: () => import('./recover-page.vue'), meta: { title: 'account.recover.title', texts: ['account', 'login'] } },
  { path: '/account', component: () => import('./account-page.vue'), meta: { title: 'account.title', ...OWN } },
  { path: '/account/identity', component: () => import('./identity-page.vue'), meta: { title: 'account.identity.title', ...RESIDENT } },
  { path: '/account/mobile', component: () => import('./mobile-page.vue'), meta: { title: 'account.mobile.title', ...RESIDENT } },
  { path: '/account/password', component: () => import('./password-page.vue'), meta: { title: 'account.password.title', ...OWN } },
  { path: '/account/second-factor', component: () => import('./second-factor-page.vue'), meta: { title: 'account.secondFactor.title', ...OWN } },
  { path: '/account/sessions', component: () => import('./sessions-page.vue'), meta: { title: 'account.sessions.title', ...OWN } },
  { path: '/account/external', component: () => import('./external-page.vue'), meta: { title: 'account.external.title', ...OWN } },
  { path: '/account/closing', component: () => import('./closing-page.vue'), meta: { title: 'account.closing.title', ...RESIDENT } },
  { path: '/mandates', component: () => import('../mandates/mandates-page.vue'), meta: { title: 'mandates.title', texts: ['mandates'], roles: ['resident'] } },
  { path: '/mandates/new', component: () => import('../mandates/mandate-new-page.vue'), meta: { title: 'mandates.giveTitle', texts: ['mandates', 'account'], roles: ['resident'] } },
  { path: '/wallet', component: () => import('../wallet/wallet-page.vue'), meta: { title: 'licences.wallet.title', texts: ['licences'], roles: ['resident'] } },
  { path: '/wallet/:licenceId/present', component: () => import('../wallet/present-page.vue'), meta: { title: 'licences.present.title', texts: ['licences', 'myData'], roles: ['resident'], instance: 'licenceId' } },
  { path: '/my-data', component: () => import('../my-data/my-data-page.vue'), meta: { title: 'myData.title', texts: ['myData'], roles: 'anyAccount' } },
  { path: '/my-data/correction', component: () => import('../my-data/correction-page.vue'), meta: { title: 'myData.correct.title', texts: ['myData'], roles: ['resident'] } },
  { path: '/my-data/access', component: () => import('../my-data/access-page.vue'), meta: { title: 'myData.accessTitle', texts: ['myData'], roles: 'anyAccount' } },
  { path: '/inbox', component: () => import('../inbox/inbox-page.vue'), meta: { title: 'inbox.title', texts: ['inbox'], roles: 'anyAccount' } },
  { path: '/inbox/preferences', component: () => import('../inbox/notice-preferences-page.vue'), meta: { title: 'inbox.preferencesTitle', texts: ['inbox'], roles: 'anyAccount' } },
];
