import { readFile } from 'node:fs/promises';
import { type ProvenFact, readTrust, verifyProof } from '@onething/exchange';
import { DomainError } from '@onething/kernel';
import { Command } from 'commander';
import type { Terminal } from '../terminal';

interface Options {
  trust: string;
  json?: boolean;
}

/** `onething exchange verify PROOF`: for anybody, without a network or a platform. Exit 0 it holds, 1 it does not, 2 could not check. */
export function exchangeVerifyCommand(terminal: Terminal): Command {
  return new Command('verify')
    .description('verify a proof of the exchange between provinces with a trust list alone')
    .argument('<proof>', 'from `onething exchange prove`, byte for byte')
    .requiredOption('--trust <file>', 'from `onething exchange trust`, or made by hand: {"format": "onething-exchange/1", "roots": [base64 SPKI]}')
    .option('--json', 'print what was proven as JSON')
    .action(async (file: string, options: Options) => {
      const trust = trustIn(await contentOf(options.trust), options.trust);
      const bytes = await contentOf(file);
      try {
        const { proof, facts } = verifyProof(bytes, trust);
        if (options.json) terminal.out(JSON.stringify({ valid: true, subject: proof.subject, region: proof.region, madeAt: proof.madeAt, facts }, null, 2));
        else {
          for (const fact of facts) terminal.out(inWords(fact));
          terminal.out(`The proof holds: ${facts.length} messages of ${proof.subject}, made by ${proof.region} at ${proof.madeAt}`);
        }
        terminal.exit(0);
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        terminal.out(options.json ? JSON.stringify({ valid: false, code: error.code, detail: error.detail }, null, 2) : `The proof does not hold. ${error.message}`);
        terminal.exit(1);
      }
    });
}

function inWords({ sequence, type, from, to, sentAt, hubReceivedAt, answer }: ProvenFact): string {
  const end = answer ? `${answer.outcome}${answer.code === undefined ? '' : ` (${answer.code})`} by ${to} at ${answer.receivedAt}` : `no answer of ${to} yet`;
  return `${from} → ${to} ${sequence} ${type}: sent ${sentAt}, hub ${hubReceivedAt}, ${end}`;
}

async function contentOf(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new DomainError('invalid', 'CLI.NO_FILE', `${file} cannot be read: ${(error as NodeJS.ErrnoException).code}`);
  }
}

function trustIn(content: Buffer, file: string) {
  try {
    return readTrust(content.toString('utf8'));
  } catch (error) {
    throw new DomainError('invalid', 'CLI.NO_TRUST', `${file} is no trust list: ${(error as Error).message}`);
  }
}
