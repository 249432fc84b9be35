import { createApp } from 'vue';
import App from './app.vue';
import { applyPreferences } from './composables/preferences';
import { router } from './router/router';
import './styles/tokens.css';
import './styles/elements.css';
import { applyLanguage, i18n } from './texts/texts';

async function start(): Promise<void> {
  applyPreferences();
  // Texts and page come at the same time: on a slow network each wait for another would be seen.
  const language = applyLanguage();
  const app = createApp(App).use(i18n).use(router);
  await Promise.all([language, router.isReady()]);
  app.mount('#app');
}

void start();
