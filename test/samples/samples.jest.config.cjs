/** `npm run samples`: pictures of files that the platform issues, into docs/samples. Not a test, but it needs the platform of the tests. */
const tests = require('../../jest.config.cjs');

module.exports = { ...tests, testMatch: ['<rootDir>/test/samples/samples.ts'] };
