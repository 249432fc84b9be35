import { spawnSync } from 'node:child_process';

/** Are these programs on the machine? Where `CI` is set they must be: what a test looks at with them is not skipped there. */
export function hasPrograms(...names: string[]): boolean {
  const missing = names.filter((name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).error !== undefined);
  if (missing.length > 0 && process.env['CI'] === 'true') throw new Error(`These programs are missing: ${missing.join(', ')}`);
  return missing.length === 0;
}
