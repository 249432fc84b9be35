import tseslint from 'typescript-eslint';

const PLAIN_SCRIPTS = ['scripts/**/*.mjs', '*.mjs', '*.cjs', '.*.cjs', 'test/support/*.cjs'];
const TESTS = ['**/*.spec.ts', '**/*.int-spec.ts', '**/*.e2e-spec.ts', '**/*.contract.ts', '**/*.fixture.ts', 'test/**/*.ts'];

/** Correctness, not looks: nothing here is about spaces. */
export default tseslint.config(
  { ignores: ['dist/**', 'dist.old.*/**', '.data/**', 'coverage/**', 'test/fixtures/**'] },
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
  { files: ['apps/**/*.ts', 'bench/**/*.ts', 'test/demo/**/*.ts', 'test/chaos/kill.ts'], rules: { 'no-console': 'off' } },
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
  // Jest asks for a default export there.
  { files: ['test/support/global-*.ts'], rules: { 'no-restricted-syntax': 'off' } },
  { files: PLAIN_SCRIPTS, extends: [tseslint.configs.disableTypeChecked], rules: { 'no-console': 'off', '@typescript-eslint/no-require-imports': 'off', 'no-restricted-syntax': 'off' } },
);
