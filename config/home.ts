import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, realpathSync, unlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** What the place of the data depends on: where the clone is and who runs it. */
export interface HostFacts {
  projectRoot: string;
  runsAsRoot: boolean;
}

export function hostFacts(): HostFacts {
  return { projectRoot: findProjectRoot(__dirname), runsAsRoot: process.getuid?.() === 0 };
}

/**
 * The folder of the database, the files and the secrets in embedded mode. PostgreSQL refuses to run as root, and the OS
 * user that it runs as instead cannot enter a clone below a home of mode 0700: root's data lives in `/var/lib/onething`.
 */
export function defaultHome(host: HostFacts): string {
  if (!host.runsAsRoot) return join(host.projectRoot, '.data');
  const place = realpathSync(host.projectRoot);
  const digest = createHash('sha256').update(place).digest('hex').slice(0, 8);
  return `/var/lib/onething/${basename(place).replace(/[^\w.-]/g, '_') || 'clone'}-${digest}`;
}

/**
 * Makes the home: private to an ordinary user; root's must let the database's OS user pass (its files stay 0600), also
 * under a strict umask. Folders that exist keep their mode.
 */
export function makeHome(home: string, host: HostFacts): void {
  const made = mkdirSync(home, { recursive: true, mode: host.runsAsRoot ? 0o755 : 0o700 });
  if (made === undefined || !host.runsAsRoot) return;
  for (let folder = resolve(home); folder.length >= made.length; folder = dirname(folder)) chmodSync(folder, 0o755);
}

/** Secrets of embedded mode, made at the first start and kept in the home. */
export interface HomeSecrets {
  jwtSecret: string;
  superuserPassword: string;
  ownerPassword: string;
  appPassword: string;
}

export function readOrMakeSecrets(home: string): HomeSecrets {
  const secret = () => randomBytes(32).toString('hex');
  const fresh: HomeSecrets = { jwtSecret: secret(), superuserPassword: secret(), ownerPassword: secret(), appPassword: secret() };
  return JSON.parse(readOrWriteOnce(join(home, 'secrets.json'), JSON.stringify(fresh, null, 2))) as HomeSecrets;
}

/** The text of the key file of the home; a first one is made when there is none. */
export function readOrMakeKeyFile(file: string, now: () => string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : readOrWriteOnce(file, now());
}

/** Two first starts at once must end with the same content: the file appears whole, and the second writer reads the first's. */
function readOrWriteOnce(file: string, content: string): string {
  if (!existsSync(file)) {
    const draft = `${file}.${randomBytes(6).toString('hex')}`;
    writeFileSync(draft, content, { mode: 0o600, flush: true });
    try {
      linkSync(draft, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      unlinkSync(draft);
    }
  }
  return readFileSync(file, 'utf8');
}

function findProjectRoot(from: string): string {
  for (let folder = resolve(from); folder !== dirname(folder); folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest) && (JSON.parse(readFileSync(manifest, 'utf8')) as { name?: string }).name === 'onething') return folder;
  }
  return process.cwd();
}
