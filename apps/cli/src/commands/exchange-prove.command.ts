import { writeFile } from 'node:fs/promises';
import { CrossItems } from '@onething/cross-province';
import { ExchangeProofs } from '@onething/exchange';
import { DomainError } from '@onething/kernel';
import { Command } from 'commander';
import { withPlatform } from '../reach-platform';
import type { Terminal } from '../terminal';

interface Options {
  out: string;
  withContent?: boolean;
}

/** `onething exchange prove CASE`: a file that proves to anybody who sent and received what and when. */
export function exchangeProveCommand(terminal: Terminal): Command {
  return new Command('prove')
    .description('write a self-contained proof of what was sent and received in a case')
    .argument('<case>', 'number of the case, or id of a conversation')
    .requiredOption('--out <file>', 'where the proof is written; it must not exist')
    .option('--with-content', 'show what was said too: personal data leave the platform')
    .action(async (subject: string, { out, withContent = false }: Options) => {
      const proof = await withPlatform((platform) => platform.get(ExchangeProofs, { strict: false }).prove(subject, withContent));
      await writeFile(out, proof, { flag: 'wx', mode: 0o600 }).catch((error: NodeJS.ErrnoException) => {
        throw new DomainError('invalid', 'CLI.CANNOT_WRITE', `${out} cannot be written: ${error.code}`);
      });
      terminal.out(`${out}: ${proof.length} bytes`);
      terminal.exit(0);
    });
}

/** `onething exchange trust`: what a verifier elsewhere needs, on standard output. */
export function exchangeTrustCommand(terminal: Terminal): Command {
  return new Command('trust')
    .description('print as JSON the national root that this node has pinned, and the directory of now')
    .action(async () => {
      terminal.out(JSON.stringify(await withPlatform((platform) => platform.get(ExchangeProofs, { strict: false }).trust())));
      terminal.exit(0);
    });
}

/** `onething exchange items`: what this region offers, for its entry in the draft of the directory. */
export function exchangeItemsCommand(terminal: Terminal): Command {
  return new Command('items')
    .description('print as JSON the items that this region offers to others, with their form-check lists, as the published catalogue has them: for `onething exchange directory`')
    .action(async () => {
      terminal.out(JSON.stringify(await withPlatform((platform) => platform.get(CrossItems, { strict: false }).listOffered())));
      terminal.exit(0);
    });
}
