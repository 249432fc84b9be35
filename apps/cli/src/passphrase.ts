import { readFile } from 'node:fs/promises';
import { DomainError } from '@onething/kernel';

/**
 * A passphrase from the first line of a file: on the command line every user of the machine would see it.
 * @throws DomainError `CLI.NO_PASSPHRASE`
 */
export async function readPassphrase(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new DomainError('invalid', 'CLI.NO_PASSPHRASE', `The passphrase file cannot be read: ${error.message}`);
  });
  return text.split(/\r?\n/)[0]!;
}
