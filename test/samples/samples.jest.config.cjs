/** `npm run samples`: pictures of files that the platform issues and the report of a made-up region, into docs/samples. Not a test, but it needs the platform of the tests. */
const tests = require('../../jest.config.cjs');

module.exports = { ...tests, testMatch: ['<rootDir>/test/samples/samples.ts', '<rootDir>/test/samples/annual-report.ts'] };
