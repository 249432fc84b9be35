import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runToEnd } from './process.mjs';

/** Runs `npm ci` when node_modules is not what package-lock.json asks for. */
export async function installIfMissing(root) {
  if (isInstalled(root)) return;
  console.error('Installing packages (npm ci) …');
  await npm(root, ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
  record(root);
}

/** Node 24 of npm's package `node`. Where install scripts were switched off it is not there yet, and is fetched now. */
export function nodeBinary(root) {
  const binary = join(root, 'node_modules/node/bin/node');
  if (existsSync(binary)) return binary;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  throw new Error('Node 24 was not installed by npm: run "npm rebuild node --ignore-scripts=false", or start under Node 24');
}

const recordFile = (root) => join(root, 'node_modules/.onething-install');
const lockDigest = (root) => createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex');

function isInstalled(root) {
  if (!existsSync(join(root, 'node_modules/.package-lock.json'))) return false;
  if (existsSync(recordFile(root)) && readFileSync(recordFile(root), 'utf8') === lockDigest(root)) return true;
  if (!holdsEveryPackage(root)) return false;
  record(root);
  return true;
}

/** After an `npm install` by hand npm's own record already agrees with the lock file: no need to install again. */
function holdsEveryPackage(root) {
  const packages = (file) => JSON.parse(readFileSync(join(root, file), 'utf8')).packages;
  const installed = packages('node_modules/.package-lock.json');
  return Object.entries(packages('package-lock.json'))
    .filter(([path, entry]) => path !== '' && !entry.optional && !entry.peer)
    .every(([path, entry]) => installed[path]?.version === entry.version && existsSync(join(root, path)));
}

function record(root) {
  try {
    writeFileSync(recordFile(root), lockDigest(root));
  } catch {
    // Another user's node_modules: complete, so the record is not needed.
  }
}

async function npm(root, args) {
  const viaNpm = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const code = await runToEnd([...viaNpm, ...args], { cwd: root, env: process.env, output: 'stderr' });
  if (code !== 0) throw new Error(`npm ${args[0]} failed with exit code ${code}`);
}
