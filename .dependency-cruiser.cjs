/** The architecture as rules: see docs/architecture.md. `$1` is what the first group of `from.path` matched. */
const TESTS = '\\.(spec|int-spec|e2e-spec|contract|arbitrary)\\.ts$|/fixtures/';

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two modules that need each other are one, or hide a third.',
      severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'kernel-stands-alone',
      comment: 'The kernel imports nothing of ours.',
      severity: 'error', from: { path: '^libs/kernel/', pathNot: TESTS }, to: { path: '^(libs|apps|config|test)/', pathNot: '^libs/kernel/' },
    },
    {
      name: 'domain-is-pure',
      comment: 'Domain code imports its own domain, the kernel and the pure libraries workflow and deadlines; of catalogue its model and its conditions, which are pure.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/src/domain/', pathNot: TESTS },
      to: { path: '^(libs|apps|config|test)/', pathNot: ['^libs/$1/src/domain/', '^libs/(kernel|workflow|deadlines|catalogue)/src/index\\.ts$'] },
    },
    {
      name: 'domain-has-no-framework',
      comment: 'No Nest, no TypeORM, no database, no I/O in domain code and in the pure libraries. node:crypto computes.',
      severity: 'error',
      from: { path: '^libs/([^/]+/src/domain|workflow/src|deadlines/src|kernel/src)/', pathNot: TESTS },
      to: { path: '^(@nestjs|typeorm|pg|fastify|minio|node:)|node_modules/(@nestjs|typeorm|pg|fastify|minio)/|^(fs|http|net|child_process|worker_threads)', pathNot: '^(node:)?crypto$' },
    },
    {
      name: 'pure-libraries',
      severity: 'error', from: { path: '^libs/(workflow|deadlines)/src/', pathNot: TESTS },
      to: { path: '^(libs|apps|config|test)/', pathNot: ['^libs/$1/', '^libs/kernel/src/index\\.ts$'] },
    },
    {
      name: 'libraries-by-their-index-only',
      comment: 'A library\'s inside is its own: import from @onething/<library>.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/' },
      to: { path: '^libs/[^/]+/', pathNot: ['^libs/$1/', '^libs/[^/]+/src/index\\.ts$'] },
    },
    {
      name: 'others-by-the-index-only',
      comment: 'The test support starts the server before any alias is known.',
      severity: 'error',
      from: { path: '^(apps|config|bench|test)/', pathNot: ['^test/support/postgres-server\\.ts$', '^apps/portal/src/shared/'] },
      to: { path: '^libs/[^/]+/src/', pathNot: '^libs/[^/]+/src/index\\.ts$' },
    },
    {
      name: 'libraries-know-no-application',
      severity: 'error', from: { path: '^libs/', pathNot: TESTS }, to: { path: '^(apps|test|bench)/' },
    },
    {
      name: 'portal-shares-pure-code-only',
      comment: 'The portal runs in browsers: of the server it may use domain code through src/shared, and the kernel.',
      severity: 'error', from: { path: '^apps/portal/', pathNot: TESTS },
      to: { path: '^(libs|apps|config|test|bench)/', pathNot: ['^apps/portal/', '^libs/[^/]+/src/domain/', '^libs/kernel/src/index\\.ts$'] },
    },
    {
      name: 'product-does-not-import-tests',
      severity: 'error', from: { path: '^(libs|apps|config)/', pathNot: TESTS }, to: { path: ['^test/', TESTS] },
    },
    {
      name: 'product-uses-no-development-package',
      severity: 'error',
      from: { path: '^(libs|apps|config)/', pathNot: [TESTS, '^apps/portal/'] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    { name: 'no-undeclared-package', severity: 'error', from: { path: '^(libs|apps|config|bench|test)/' }, to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|apps/portal/dist|\\.data)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'], extensions: ['.ts', '.js', '.cjs', '.mjs', '.json'] },
  },
};
