/** Jest runs TypeScript through swc as CommonJS; ESM-only packages load through --experimental-vm-modules (see scripts/run.mjs). */
module.exports = {
  rootDir: __dirname,
  testMatch: ['<rootDir>/(apps|libs|config|test)/**/*.(spec|int-spec|e2e-spec).ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.data/'],
  testEnvironment: 'node',
  transform: {
    '^.+\\.ts$': ['@swc/jest', {
      jsc: { parser: { syntax: 'typescript', decorators: true }, target: 'es2023', transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false }, keepClassNames: true },
      module: { type: 'commonjs' },
    }],
  },
  moduleNameMapper: {
    '^@onething/config$': '<rootDir>/config/env.ts',
    '^@onething/([a-z-]+)$': '<rootDir>/libs/$1/src/index.ts',
  },
};
