import { resolve } from 'node:path';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';
import { pdfData } from './checks/pdf-data.mjs';
import { reportSizes } from './checks/report-sizes.mjs';
import { listRouteFiles } from './checks/route-files.mjs';

const here = import.meta.dirname;
/** Where `npm run dev` has the platform. */
const platform = process.env.PLATFORM_URL ?? `http://127.0.0.1:${process.env.PORT ?? 3000}`;

export default defineConfig({
  root: here,
  plugins: [vue(), pdfData(), reportSizes(resolve(here, 'src')), listRouteFiles(resolve(here, 'src'))],
  define: {
    __VUE_OPTIONS_API__: 'false', __VUE_PROD_DEVTOOLS__: 'false', __VUE_I18N_LEGACY_API__: 'false', __VUE_I18N_FULL_INSTALL__: 'false',
    __INTLIFY_PROD_DEVTOOLS__: 'false', __INTLIFY_DROP_MESSAGE_COMPILER__: 'true',
  },
  resolve: {
    alias: {
      // Pure code that the server uses too: one rule, two places where it is asked.
      '@onething/kernel': resolve(here, '../../libs/kernel/src/index.ts'),
      '@onething/catalogue': resolve(here, 'src/shared/catalogue.ts'),
      'node:crypto': resolve(here, 'src/shared/no-node.ts'),
    },
  },
  server: { port: 5173, strictPort: true, proxy: { '/api': { target: platform, changeOrigin: false } } },
  build: {
    outDir: resolve(here, 'dist'),
    emptyOutDir: true,
    // Phones of 2020 and later; older ones lack logical properties.
    target: ['chrome87', 'safari14', 'firefox86', 'edge88'],
    // The policy lets no data: address be a script or a style.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    reportCompressedSize: false,
    // Thirteen kilobytes, packed, for all pages: less than the waits for a hundred files.
    cssCodeSplit: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { debugName: 'texts', name: (id) => /texts\/([^/]+)/.exec(id)[1], test: /\/texts\/[^/]+\/(shell|parts|problems)\.json$/, priority: 3 },
            { name: 'shell', tags: ['$initial'], priority: 2 },
            { name: 'parts', test: /\/portal\/src\/(components|composables)\/|\/not-found-page\.vue/, minShareCount: 12, priority: 2 },
            { name: 'checks', test: /\/libs\/kernel\/|\/person-number\.ts/, priority: 2 },
            { name: 'fields', test: /\/(form-field|ui-date-field|ui-number-field|ui-progress-steps|acting-for|autosave-status)\.vue|\/(field-message|use-autosave|counter-draft)\.ts/, priority: 2 },
            { name: 'application', test: /\/(form-section|application-frame)\.vue|\/(merged-form|use-draft)\.ts/, priority: 1 },
          ],
        },
      },
    },
  },
});
