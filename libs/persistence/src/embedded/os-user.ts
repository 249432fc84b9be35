import { execFileSync, spawnSync } from 'node:child_process';
import { EmbeddedPostgresError } from './embedded-postgres.errors';

/** Who PostgreSQL runs as. Undefined members: as this process. */
export interface OsUser {
  uid?: number;
  gid?: number;
}

const NAME = 'onething-postgres';

/** PostgreSQL refuses to run as root: root hands it to a system user without log-in, made when it does not exist. */
export function postgresUser(): OsUser {
  if (process.getuid?.() !== 0) return {};
  const existing = lookUp();
  if (existing) return existing;
  const made = [
    ['useradd', '--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent', '--shell', '/usr/sbin/nologin', NAME],
    ['adduser', '-S', '-D', '-H', '-h', '/nonexistent', '-s', '/sbin/nologin', NAME],
  ].some(([command, ...args]) => spawnSync(command!, args, { stdio: 'ignore' }).status === 0);
  const user = lookUp();
  if (!made && !user) throw new EmbeddedPostgresError(`Cannot make the OS user ${NAME}: start as an ordinary user, or make that user by hand`);
  return user!;
}

/** @throws EmbeddedPostgresError when the user cannot enter the folder, because one above it is closed to others */
export function assertReachable(folder: string, user: OsUser): void {
  if (user.uid === undefined) return;
  const { status } = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...user, cwd: '/', stdio: 'ignore' });
  if (status !== 0) {
    throw new EmbeddedPostgresError(
      `The OS user ${NAME}, which PostgreSQL runs as, cannot enter ${folder}: set ONETHING_HOME to a folder below /var/lib, or leave it unset`,
    );
  }
}

function lookUp(): OsUser | undefined {
  try {
    const id = (flag: string) => Number(execFileSync('id', [flag, NAME], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}
