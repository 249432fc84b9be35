// Everything that is checked without running a test. All checks run, also after one has failed; the exit code is 0 only if none did.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const CHECKS = {
  types: ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json', '--incremental', 'false'],
  'types of the browser tests': ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'test/browser/tsconfig.json'],
  'types of the portal': ['node_modules/vue-tsc/bin/vue-tsc.js', '--noEmit', '-p', 'apps/portal/tsconfig.json'],
  'API types of the portal': ['apps/portal/checks/api-types.mjs'],
  lint: ['node_modules/eslint/bin/eslint.js', '.'],
  'dependency rules': ['node_modules/dependency-cruiser/bin/dependency-cruise.mjs', ...['apps', 'libs', 'config', 'test', 'bench'].filter((folder) => existsSync(folder)), '--config', '.dependency-cruiser.cjs'],
  'unused code': ['node_modules/knip/bin/knip.js', '--no-config-hints'],
  'migration and OpenAPI drift': ['--enable-source-maps', 'dist/apps/api/src/checks/main.js'],
  catalogue: ['dist/apps/cli/src/main.js', 'catalogue', 'check', 'config/catalogue'],
};

const wanted = process.argv.slice(2);
const failed = [];
for (const [name, args] of Object.entries(CHECKS)) {
  if (wanted.length > 0 && !wanted.some((word) => name.includes(word))) continue;
  console.log(`── ${name}`);
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (status !== 0) failed.push(name);
}
console.log(failed.length === 0 ? 'All checks hold.' : `Checks that failed: ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
