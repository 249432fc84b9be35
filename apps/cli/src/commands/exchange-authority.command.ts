import { createPublicKey } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newSm2Key, Sm2PrivateKey } from '@onething/crypto';
import { certify, type DirectoryDraft, type ExchangeCertificate, issueDirectory, joinKey, newPendingKey, type StoredNodeKey } from '@onething/exchange';
import { DomainError } from '@onething/kernel';
import { Command } from 'commander';
import type { Terminal } from '../terminal';

const KEY_FILE = 'root.key';
const PUBLIC_FILE = 'root.pem';

/** `onething exchange root FOLDER`: the key of the national root, on a machine without a network. */
export function exchangeRootCommand(terminal: Terminal): Command {
  return new Command('root')
    .description('make the key of the national root; keep the folder away from every network, and hand root.pem to each node')
    .argument('<folder>', 'an existing folder without such a key')
    .action(async (folder: string) => {
      const pkcs8 = newSm2Key();
      const spki = new Sm2PrivateKey(pkcs8).publicKey.spki;
      await write(join(folder, KEY_FILE), `${pkcs8.toString('base64')}\n`, 0o600);
      await write(join(folder, PUBLIC_FILE), createPublicKey({ key: spki, format: 'der', type: 'spki' }).export({ type: 'spki', format: 'pem' }), 0o644);
      terminal.out(`${join(folder, PUBLIC_FILE)}: give it to every node`);
      terminal.exit(0);
    });
}

/** `onething exchange certify REQUEST`: prints a certificate. */
export function exchangeCertifyCommand(terminal: Terminal): Command {
  return new Command('certify')
    .description('print the certificate of the national root for a request of `onething exchange key`')
    .argument('<request>', 'JSON, as the node printed it')
    .requiredOption('--root <folder>', 'folder of the root\'s key')
    .option('--days <number>', 'how long it is valid', '365')
    .action(async (request: string, { root, days }: { root: string; days: string }) => {
      terminal.out(JSON.stringify(certify(await jsonIn(request), { now: Date.now(), days: daysOf(days) }, await rootIn(root))));
      terminal.exit(0);
    });
}

/** `onething exchange directory DRAFT`: prints a signed directory. */
export function exchangeDirectoryCommand(terminal: Terminal): Command {
  return new Command('directory')
    .description('print the directory signed by the national root, for HUB_DIRECTORY_FILE')
    .argument('<draft>', 'JSON {number, hub, members, revoked}; the number is higher each time')
    .requiredOption('--root <folder>', 'folder of the root\'s key')
    .option('--days <number>', 'until when a newer one must be there', '30')
    .action(async (draft: string, { root, days }: { root: string; days: string }) => {
      terminal.out(JSON.stringify(issueDirectory(await jsonIn(draft) as DirectoryDraft, { now: Date.now(), days: daysOf(days) }, await rootIn(root))));
      terminal.exit(0);
    });
}

/** `onething exchange key`: new keys of a node; the private halves stay in the file. */
export function exchangeKeyCommand(terminal: Terminal): Command {
  return new Command('key')
    .description('make keys for a province (or the hub, region 000000), and print the request for the national root')
    .requiredOption('--region <code>', 'division code of the province')
    .requiredOption('--name <name>', 'who holds the keys')
    .requiredOption('--out <file>', 'where the private halves wait for their certificate; it must not exist')
    .action(async ({ region, name, out }: { region: string; name: string; out: string }) => {
      const pending = newPendingKey(region, name);
      await write(out, JSON.stringify(pending), 0o600);
      terminal.out(JSON.stringify(pending.request));
      terminal.exit(0);
    });
}

/** `onething exchange accept PENDING CERTIFICATE`: adds a key with its certificate to the key file. */
export function exchangeAcceptCommand(terminal: Terminal): Command {
  return new Command('accept')
    .description('add keys with their certificate to the key file of EXCHANGE_KEY_FILE or HUB_KEY_FILE; older ones stay')
    .argument('<pending>', 'file of `onething exchange key`')
    .argument('<certificate>', 'JSON, as the national root printed it')
    .requiredOption('--key-file <file>', 'it is made when it is not there')
    .action(async (pending: string, certificate: string, { keyFile }: { keyFile: string }) => {
      const key = joinKey(await jsonIn(pending), await jsonIn(certificate) as ExchangeCertificate);
      const present = await jsonIn(keyFile).catch((error: DomainError) => {
        if (error.detail.includes('ENOENT')) return { keys: [] };
        throw error;
      }) as { keys: StoredNodeKey[] };
      // Whole or not at all: running processes read it.
      await writeFile(`${keyFile}.new`, JSON.stringify({ keys: [...present.keys, key] }), { mode: 0o600 });
      await rename(`${keyFile}.new`, keyFile);
      terminal.out(`${keyFile}: ${present.keys.length + 1} keys`);
      terminal.exit(0);
    });
}

async function rootIn(folder: string): Promise<Sm2PrivateKey> {
  const file = join(folder, KEY_FILE);
  try {
    return new Sm2PrivateKey(Buffer.from((await readFile(file, 'utf8')).trim(), 'base64'));
  } catch (error) {
    throw new DomainError('invalid', 'CLI.NO_ROOT', `${file} is no key of a root: ${(error as Error).message}`);
  }
}

async function jsonIn(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new DomainError('invalid', 'CLI.NO_FILE', `${file} cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'it is no JSON'}`);
  }
}

async function write(file: string, content: string | Buffer, mode: number): Promise<void> {
  await writeFile(file, content, { flag: 'wx', mode }).catch((error: NodeJS.ErrnoException) => {
    throw new DomainError('invalid', 'CLI.CANNOT_WRITE', `${file} cannot be written: ${error.code}`);
  });
}

function daysOf(text: string): number {
  const days = Number(text);
  if (!Number.isSafeInteger(days) || days < 1 || days > 3_650) throw new DomainError('invalid', 'CLI.NO_NUMBER', '--days is a whole number from 1 to 3650');
  return days;
}
