import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runToEnd } from './process.mjs';

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

/** By content, not by time: a checkout gives old files new times. */
function sourceDigest(root) {
  const hash = createHash('sha256');
  for (const path of SOURCES.flatMap((source) => filesBelow(root, source))) hash.update(path).update('\0').update(readFileSync(join(root, path)));
  return hash.digest('hex');
}

function filesBelow(root, path) {
  if (!existsSync(join(root, path))) return [];
  if (/\.(json)$/.test(path)) return [path];
  return readdirSync(join(root, path), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ts|json)$/.test(entry.name) && !/\.(spec|int-spec|e2e-spec)\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .filter((file) => !file.includes('node_modules'))
    .sort();
}
