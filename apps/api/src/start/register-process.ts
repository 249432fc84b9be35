import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SYNTHETIC_REGISTER } from '@onething/identity';
import { DomainError } from '@onething/kernel';

export interface RegisterProcess {
  url: string;
  key: string;
  stop(): Promise<void>;
}

const MAIN = join(__dirname, '../../../register/src/main.js');
const PATIENCE_MS = 20_000;

/**
 * Starts the reference register beside an embedded platform, with the made-up persons that the registration offers. It ends with
 * this process, also when that is killed.
 * @throws DomainError `START.REGISTER`
 */
export async function startRegisterProcess(home: string): Promise<RegisterProcess> {
  const file = join(home, 'register.json');
  await writeFile(file, JSON.stringify(SYNTHETIC_REGISTER, null, 2), { mode: 0o600 });
  const key = randomBytes(32).toString('hex');
  const child = fork(MAIN, { execArgv: [], env: { PATH: process.env.PATH, REGISTER_KEY: key, REGISTER_FILE: file }, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    if (child.connected) child.disconnect();
    await ended;
  };
  try {
    const [{ url }] = await Promise.race([
      once(child, 'message', { signal: AbortSignal.timeout(PATIENCE_MS) }),
      once(child, 'exit').then(() => Promise.reject(new Error('it ended'))),
    ]) as [{ url: string }];
    // An open channel alone keeps no process running.
    child.channel?.unref();
    child.unref();
    return { url, key, stop };
  } catch (error) {
    await stop();
    throw new DomainError('unavailable', 'START.REGISTER', `The reference register of the demonstration does not start: ${(error as Error).message}`);
  }
}
