import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runToEnd } from './process.mjs';

/** What the portal is made of: its own files, and the pure code that it shares with the server. */
const PORTAL_SOURCES = [
  'apps/portal', 'libs/kernel/src', 'libs/catalogue/src/domain', 'libs/cases/src/domain', 'package-lock.json',
];
const SOURCES = ['apps', 'libs', 'config', 'bench', 'test', 'tsconfig.json', 'tsconfig.build.json', 'nest-cli.json', 'package-lock.json'];

/** Compiles everything into dist/ when a source has changed since dist/ was made. */
export async function buildIfStale(root, node, env) {
  const digest = sourceDigest(root);
  const recordFile = join(root, 'dist/.sources');
  if (existsSync(recordFile) && readFileSync(recordFile, 'utf8') === digest) return;
  console.error('Building …');
  // Moved away first: nothing that was deleted from the sources may live on, and a half-made dist is never taken for whole.
  const old = join(root, `dist.old.${process.pid}`);
  if (existsSync(join(root, 'dist'))) renameSync(join(root, 'dist'), old);
  rmSync(old, { recursive: true, force: true });
  const code = await runToEnd([node, join(root, 'node_modules/@nestjs/cli/bin/nest.js'), 'build', 'api'], { cwd: root, env, output: 'stderr' });
  if (code !== 0) throw new Error(`The build failed with exit code ${code}`);
  writeFileSync(recordFile, digest);
}

/** Builds the portal into apps/portal/dist when what it is made of has changed. */
export async function buildPortalIfStale(root, node, env) {
  const digest = digestOf(root, PORTAL_SOURCES.flatMap((source) => allFilesBelow(root, source)));
  const recordFile = join(root, 'apps/portal/dist/.sources');
  if (existsSync(recordFile) && readFileSync(recordFile, 'utf8') === digest) return;
  console.error('Building the portal …');
  const vite = [node, join(root, 'node_modules/vite/bin/vite.js'), 'build', '--config', 'apps/portal/vite.config.mjs', '--logLevel', 'warn'];
  const code = await runToEnd(vite, { cwd: root, env, output: 'stderr' });
  if (code !== 0) throw new Error(`The build of the portal failed with exit code ${code}`);
  writeFileSync(recordFile, digest);
}

/** By content, not by time: a checkout gives old files new times. */
function sourceDigest(root) {
  return digestOf(root, SOURCES.flatMap((source) => filesBelow(root, source)));
}

function digestOf(root, files) {
  const hash = createHash('sha256');
  for (const path of files) hash.update(path).update('\0').update(readFileSync(join(root, path)));
  return hash.digest('hex');
}

function filesBelow(root, path) {
  if (!existsSync(join(root, path))) return [];
  if (/\.(json)$/.test(path)) return [path];
  return readdirSync(join(root, path), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ts|json)$/.test(entry.name) && !/\.(spec|int-spec|e2e-spec)\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .filter((file) => !file.includes('node_modules') && !file.startsWith('apps/portal/'))
    .sort();
}

function allFilesBelow(root, path) {
  if (/\.json$/.test(path)) return [path];
  return readdirSync(join(root, path), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !/\.(spec|int-spec|e2e-spec)\.ts$|\.md$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .filter((file) => !file.startsWith('apps/portal/dist/'))
    .sort();
}
