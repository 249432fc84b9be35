/** `npm run screenshots`: pictures of the portal into docs/screens. Not a test, but it needs the platform of the tests. */
const tests = require('../../jest.config.cjs');

module.exports = { ...tests, testMatch: ['<rootDir>/test/browser/screenshots.ts'] };
