import { createApp } from 'vue';
import App from './app.vue';
import { applyPreferences } from './composables/preferences';
import { router } from './router/router';
import './styles/tokens.css';
import './styles/elements.css';
import { applyLanguage, i18n } from './texts/texts';

async function start(): Promise<void> {
  applyPreferences();
  await applyLanguage();
  const app = createApp(App).use(i18n).use(router);
  await router.isReady();
  app.mount('#app');
}

void start();
