/** Jest runs TypeScript through swc as CommonJS; ESM-only packages load through --experimental-vm-modules (see scripts/run.mjs). */
module.exports = {
  rootDir: __dirname,
  testMatch: ['<rootDir>/(apps|libs|config|test)/**/*.(spec|int-spec|e2e-spec).ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.data/'],
  testEnvironment: 'node',
  // A busy machine of two cores starts PostgreSQL, migrates and hashes passwords within this.
  testTimeout: 30_000,
  // Module registries outlive their file (ESM in vm contexts): a worker that grew is replaced by a fresh one, or the heap ends.
  maxWorkers: 2,
  workerIdleMemoryLimit: '1200MB',
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  transform: {
    // With the Swagger plugin, as nest build does it, so that tests see the OpenAPI document of the product.
    '\\.(dto|controller)\\.ts$': '<rootDir>/test/support/swagger-transform.cjs',
    '^.+\\.ts$': ['@swc/jest', {
      jsc: {
        parser: { syntax: 'typescript', decorators: true },
        target: 'es2023',
        transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
        keepClassNames: true,
        // The global setup knows no moduleNameMapper: there the aliases are resolved by swc.
        baseUrl: __dirname,
        paths: { '@onething/config': ['./config/env.ts'], '@onething/*': ['./libs/*/src/index.ts'] },
      },
      module: { type: 'commonjs' },
    }],
  },
  moduleNameMapper: {
    // Dynamic imports of our own files end in .js, as Node asks for.
    '^(\\.{1,2}/(?:.*/)?(?:apps|libs|config)/.*)\\.js$': '$1',
    '^@onething/config$': '<rootDir>/config/env.ts',
    '^@onething/([a-z-]+)$': '<rootDir>/libs/$1/src/index.ts',
  },
};
