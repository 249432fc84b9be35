import vue from 'eslint-plugin-vue';
import tseslint from 'typescript-eslint';

const PLAIN_SCRIPTS = ['scripts/**/*.mjs', 'apps/portal/checks/*.mjs', 'apps/portal/*.mjs', 'apps/portal/public/*.js', '**/*.jest.config.cjs', '*.mjs', '*.cjs', '.*.cjs', 'test/support/*.cjs'];
const TESTS = ['**/*.spec.ts', '**/*.int-spec.ts', '**/*.e2e-spec.ts', '**/*.contract.ts', '**/*.fixture.ts', 'test/**/*.ts'];

/** Correctness, not looks: nothing here is about spaces. */
export default tseslint.config(
  { ignores: ['dist/**', 'dist.old.*/**', 'apps/portal/dist/**', 'apps/portal/src/api/schema.ts', '.data/**', 'coverage/**', 'test/fixtures/**'] },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-base-to-string': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, argsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // Methods of interfaces are often async although this one implementation waits for nothing.
      '@typescript-eslint/require-await': 'off',
      'eqeqeq': 'error',
      'no-console': 'error',
      'no-restricted-syntax': ['error', { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' }],
      'object-shorthand': 'error',
      'prefer-const': 'error',
    },
  },
  { files: ['**/domain/**/*.ts', 'libs/{workflow,deadlines}/**/*.ts'], ignores: TESTS, rules: { 'no-restricted-globals': ['error', 'process', 'fetch'], 'no-restricted-properties': ['error', { object: 'Date', property: 'now', message: 'Instants are arguments: the clock is a port.' }] } },
  { files: ['apps/**/*.ts', 'bench/**/*.ts', 'test/demo/**/*.ts', 'test/chaos/kill.ts', 'test/chaos/exchange/main.ts'], rules: { 'no-console': 'off' } },
  {
    files: TESTS,
    rules: {
      // Answers of an HTTP client are untyped; the expectation is what checks them.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  // The portal: rules of Vue that find errors, markup from strings never.
  ...vue.configs['flat/essential'].map((config) => ({ ...config, files: ['apps/portal/**/*.vue'] })),
  {
    files: ['apps/portal/**/*.{ts,vue}'],
    languageOptions: { parserOptions: { parser: tseslint.parser, project: './apps/portal/tsconfig.json', tsconfigRootDir: import.meta.dirname, extraFileExtensions: ['.vue'] } },
  },
  {
    files: ['apps/portal/**/*.vue'],
    rules: {
      'vue/no-v-html': 'error', 'vue/no-restricted-static-attribute': ['error', 'style'], 'vue/multi-word-component-names': 'off',
      // vue-tsc knows templates; this parser takes what it exports for any.
      '@typescript-eslint/no-unsafe-assignment': 'off', '@typescript-eslint/no-unsafe-argument': 'off', '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off', '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  { files: ['apps/portal/src/router/*.ts'], rules: { '@typescript-eslint/no-unsafe-argument': 'off', '@typescript-eslint/no-unsafe-assignment': 'off' } },
  { files: ['test/browser/**/*.ts'], languageOptions: { parserOptions: { project: './test/browser/tsconfig.json', tsconfigRootDir: import.meta.dirname } } },
  // The browser's console is where an error of a page is told.
  { files: ['apps/portal/src/**/*.{ts,vue}'], rules: { 'no-console': ['error', { allow: ['error'] }] } },
  // What imports a component has no type here.
  { files: ['apps/portal/src/main.ts'], rules: { '@typescript-eslint/no-unsafe-argument': 'off' } },
  // Jest asks for a default export there.
  { files: ['test/support/global-*.ts'], rules: { 'no-restricted-syntax': 'off' } },
  { files: PLAIN_SCRIPTS, extends: [tseslint.configs.disableTypeChecked], rules: { 'no-console': 'off', '@typescript-eslint/no-require-imports': 'off', 'no-restricted-syntax': 'off' } },
);
