import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { DomainError } from '@onething/kernel';
import { CHECK_WORDS, type FileReport, readTrustList, reportView, VERDICT_WORDS, verifyFile } from '@onething/verification';
import type { Terminal } from '../terminal';

interface Options {
  trust: string;
  key?: string[];
  at?: string;
  json?: boolean;
}

const MARKS = { pass: '✓', fail: '✗', notChecked: '–' } as const;

/** `onething licence verify FILE`: for anybody, without a network. Exit 0 genuine, 1 not, 2 could not check. */
export function licenceVerifyCommand(terminal: Terminal): Command {
  return new Command('verify')
    .description('verify the file of a licence with a trust list alone: everything but whether the licence is in force now')
    .argument('<file>', 'the PDF, as it was received')
    .requiredOption('--trust <file>', 'trust list, from `onething licence trust` or /api/verification/trust')
    .option('--key <file...>', 'public keys in PEM, or as `onething audit keys` prints them, one of which must have signed the trust list')
    .option('--at <time>', 'look as if it were that moment, for an archived file with the trust list of its time (ISO 8601)')
    .option('--json', 'print the report as JSON')
    .action(async (file: string, { trust: trustFile, key, at, json }: Options) => {
      const now = at === undefined ? Date.now() : timeOf(at);
      const knownKeys = key && (await Promise.all(key.map(keysIn))).flat();
      const { trust, list, key: signedBy, pinned } = readTrustList((await contentOf(trustFile)).toString('utf8'), { at: now, knownKeys });
      const report = verifyFile(await contentOf(file), trust, now);
      const trustList = { issuer: list.issuer, issuedAt: list.issuedAt, validUntil: list.validUntil, key: signedBy, keyWasGiven: pinned };
      if (json) terminal.out(JSON.stringify({ ...reportView(report, now), trustList }, null, 2));
      else {
        for (const { check, outcome, code } of report.checks) terminal.out(`${MARKS[outcome]} ${CHECK_WORDS[check].name.zh} ${CHECK_WORDS[check].name.en}${code === undefined ? '' : ` (${code})`}`);
        for (const line of whatItIs(report)) terminal.out(line);
        terminal.out(`${report.verdict}: ${VERDICT_WORDS[report.verdict].zh} ${VERDICT_WORDS[report.verdict].en}`);
        terminal.out(`trust list of ${list.issuer}, ${list.issuedAt}, key ${signedBy}${pinned ? '' : ': not compared with a key that you trust (--key)'}`);
      }
      terminal.exit(report.valid ? 0 : 1);
    });
}

/** What a genuine file says it is; nothing that names its holder. */
function whatItIs({ valid, content, signedAt }: FileReport): string[] {
  if (!valid) return [];
  const named = content === undefined ? [] : [`${content.title} ${content.identifier}`, `${content.issuer}, ${content.issuedOn}`];
  return signedAt === undefined ? named : [...named, `signed ${new Date(signedAt).toISOString()}`];
}

async function contentOf(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new DomainError('invalid', 'CLI.NO_FILE', `${file} cannot be read: ${(error as NodeJS.ErrnoException).code}`);
  }
}

/** PEM, or JSON lines { key, publicKey }. */
async function keysIn(file: string): Promise<string[]> {
  const text = (await contentOf(file)).toString('utf8');
  if (text.includes('-----BEGIN PUBLIC KEY-----') && !text.trimStart().startsWith('{')) return [text];
  try {
    return text.trim().split('\n').map((line) => (JSON.parse(line) as { publicKey: string }).publicKey);
  } catch {
    throw new DomainError('invalid', 'CLI.NO_PUBLIC_KEY', `${file} is no file of public keys.`);
  }
}

function timeOf(text: string): number {
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new DomainError('invalid', 'CLI.NO_TIME', `"${text}" is no time. Write it as 2026-03-02T10:00:00+08:00.`);
  return time;
}
