import { nextTick, watch } from 'vue';
import { createRouter, createWebHistory, type RouteLocationNormalized } from 'vue-router';
import { resume, useSession } from '../session/session';
import { composer, loadTexts } from '../texts/texts';
import { routes } from './routes';

export const router = createRouter({
  history: createWebHistory(),
  routes,
  scrollBehavior(to, _from, saved) {
    if (saved) return saved;
    return to.hash ? { el: to.hash } : { top: 0 };
  },
});

router.beforeEach(async (to) => {
  fetchAhead(to);
  await resume();
  const { session, has } = useSession();
  const { roles } = to.meta;
  if (roles === undefined) return true;
  if (!session.me) return { path: '/login', query: { next: to.fullPath } };
  return roles === 'anyAccount' || roles.some(has) ? true : '/forbidden';
});

/** Begins to load what the page will need while it is looked up who is there. A failure is told where the page itself asks for it. */
function fetchAhead({ matched, meta }: RouteLocationNormalized): void {
  const parts = matched.map((record) => record.components?.default).filter((part) => typeof part === 'function');
  void Promise.allSettled([loadTexts(meta.texts), ...parts.map((load) => (load as () => Promise<unknown>)())]);
}

router.beforeResolve((to) => loadTexts(to.meta.texts));

router.afterEach(async (to, from) => {
  const isFirst = from.matched.length === 0;
  if (!isFirst && to.path === from.path) return;
  showTitle();
  // A new page begins at its content, for the keyboard too; the browser itself begins the first one.
  if (isFirst) return;
  await nextTick();
  document.getElementById('main')?.focus({ preventScroll: true });
});

router.onError((error, to) => {
  console.error(error);
  // The portal was renewed while this page was open: its parts have new names. Once, or it would never end.
  const tried = `onething.reloaded:${to.fullPath}`;
  if (/dynamically imported|module script|preload/i.test(String(error)) && sessionStorage.getItem(tried) === null) {
    sessionStorage.setItem(tried, '1');
    window.location.assign(to.fullPath);
    return;
  }
  if (to.path !== '/error') void router.replace('/error');
});

function showTitle(): void {
  const { title } = router.currentRoute.value.meta;
  document.title = [title && composer.t(title), composer.t('shell.name')].filter(Boolean).join(' - ');
}

watch(() => composer.locale.value, showTitle);
