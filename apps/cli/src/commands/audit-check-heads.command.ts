import { readFile } from 'node:fs/promises';
import { checkHeads, type HeadsReport, type PublishedKey, trustedVerifiers } from '@onething/audit';
import { Command } from 'commander';
import { DomainError } from '@onething/kernel';
import type { Terminal } from '../terminal';
import { headsIn } from './audit-verify.command';

interface Options {
  key: string[];
  json?: boolean;
}

/** `onething audit check-heads FOLDER`: for outsiders, without an installation. Exit 0 whole, 1 with findings, 2 could not look. */
export function auditCheckHeadsCommand(terminal: Terminal): Command {
  return new Command('check-heads')
    .description('check a folder of tree heads with public keys alone: signatures, order, and that each tree begins with the one before')
    .argument('<folder>', 'folder of the files 000000000001.jsonl …')
    .requiredOption('--key <file...>', 'files of public keys: the first one is trusted, each later one if a trusted one vouches for it')
    .option('--json', 'print the report as JSON')
    .action(async (folder: string, { key, json }: Options) => {
      const verifiers = trustedVerifiers(await Promise.all(key.map(readKey)));
      const report = await checkHeads(headsIn(folder), verifiers);
      if (json) terminal.out(JSON.stringify(report, null, 2));
      else print(terminal, report);
      terminal.exit(report.findings.length === 0 ? 0 : 1);
    });
}

async function readKey(file: string): Promise<PublishedKey> {
  try {
    const { key, publicKey, endorsedBy, endorsement } = JSON.parse(await readFile(file, 'utf8')) as PublishedKey;
    return { key, publicKey, endorsedBy, endorsement };
  } catch (error) {
    throw new DomainError('invalid', 'CLI.NO_PUBLIC_KEY', `${file} is no file of a public key: ${(error as Error).message}`);
  }
}

function print(terminal: Terminal, { findings, heads, leaves, lastHead }: HeadsReport): void {
  for (const { kind, message } of findings) terminal.out(`${kind}: ${message}`);
  terminal.out(`tree heads ${heads}, leaves ${leaves}`);
  if (lastHead) terminal.out(`the last one, ${lastHead.number} of ${lastHead.time}: size ${lastHead.size}, root ${lastHead.root}`);
  terminal.out(findings.length === 0 ? 'whole, and in order' : `findings ${findings.length}`);
}
