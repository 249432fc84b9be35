#!/usr/bin/env node
// Runs a task of the project: installs what is missing, builds what is stale, then goes on under Node 24 (npm's package
// `node`). Plain JavaScript without dependencies, because on a fresh machine nothing else is there yet.
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIfStale, buildPortalIfStale } from './run/build.mjs';
import { installIfMissing, nodeBinary } from './run/install.mjs';
import { runToEnd } from './run/process.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

// Requests leave much short-lived garbage: with 32 MB of room for it, a command costs a tenth less (docs/performance.md).
const NODE_OPTIONS = ['--enable-source-maps', '--max-semi-space-size=32'];
// Commands go through much and keep little: the heap is collected when it has grown by a quarter, not when it is four times as large.
const COMMAND_OPTIONS = ['--enable-source-maps', '--max-semi-space-size=16', '--heap-growing-percent=25'];
const compiled = (entry, { options = NODE_OPTIONS, ...more } = {}) => ({
  build: true, ...more, command: (node, args) => [node, ...options, join(root, 'dist', entry), ...args],
});

const TASKS = {
  start: compiled('apps/api/src/main.js', { portal: true }),
  worker: compiled('apps/worker/src/main.js'),
  register: compiled('apps/register/src/main.js'),
  onething: compiled('apps/cli/src/main.js', { options: COMMAND_OPTIONS }),
  demo: compiled('test/demo/main.js'),
  'demo:provinces': compiled('test/demo/provinces.js'),
  bench: compiled('bench/main.js'),
  'chaos:kill': compiled('test/chaos/kill.js'),
  'chaos:exchange': compiled('test/chaos/exchange/main.js'),
  // The tests of the start run the built platform.
  test: {
    build: true, portal: true,
    command: (node, args) => [
      node, '--experimental-vm-modules', '--disable-warning=ExperimentalWarning', join(root, 'node_modules/jest/bin/jest.js'), ...args,
    ],
  },
  check: { build: true, command: (node, args) => [node, join(root, 'scripts/check.mjs'), ...args] },
  dev: { build: false, command: (node, args) => [node, join(root, 'scripts/dev.mjs'), ...args] },
  // Renews docs/openapi.json, and what the portal knows of the API.
  openapi: { build: true, command: (node) => [node, join(root, 'scripts/openapi.mjs')] },
  // Pictures of the portal for docs/screens.
  screenshots: {
    build: true, portal: true,
    command: (node, args) => [
      node, '--experimental-vm-modules', '--disable-warning=ExperimentalWarning', join(root, 'node_modules/jest/bin/jest.js'), '--config', 'test/browser/screenshots.jest.config.cjs', ...args,
    ],
  },
  // Pictures of licences for docs/samples.
  samples: {
    command: (node, args) => [
      node, '--experimental-vm-modules', '--disable-warning=ExperimentalWarning', join(root, 'node_modules/jest/bin/jest.js'), '--config', 'test/samples/samples.jest.config.cjs', ...args,
    ],
  },
  // For the image and for .ci/run: set up, run nothing.
  build: { build: true, portal: true },
};

const [name, ...args] = process.argv.slice(2);
const task = TASKS[name];
if (!task) fail(`There is no task "${name ?? ''}": give one of ${Object.keys(TASKS).join(', ')}`);
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) fail(`Node ${process.versions.node} is too old: install Node 20.19 or later`);

try {
  process.chdir(root);
  await installIfMissing(root);
  const node = nodeBinary(root);
  // Programs that a task starts (nest, jest's workers) find the same Node first.
  const env = { ...process.env, PATH: [dirname(node), join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter) };
  if (task.build) await buildIfStale(root, node, env);
  if (task.portal) await buildPortalIfStale(root, node, env);
  if (!task.command) process.exit(0);
  const command = task.command(node, args);
  const script = command.find((word) => word.startsWith(root) && word.endsWith('.js') && word.includes('dist'));
  if (script && !existsSync(script)) fail(`${name} is not there: ${script} was not built`);
  process.exitCode = await runToEnd(command, { env, followNpm: true });
} catch (error) {
  fail(error.message);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
