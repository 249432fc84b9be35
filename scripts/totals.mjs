// Adds up the results of all test runs in a folder (JSON of jest) and prints them as one line: `N passed, N failed`.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2];
const runs = readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')));
const sum = (count) => runs.reduce((total, run) => total + count(run), 0);
const passed = sum((run) => run.numPassedTests);
// A file that could not even be loaded has no failed test, but is no success either.
const failed = sum((run) => run.numFailedTests + run.numRuntimeErrorTestSuites);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
