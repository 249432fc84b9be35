import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { HeadFiles, LogVerification, SecurityLog, type VerificationReport } from '@onething/audit';
import { NestFactory } from '@nestjs/core';
import { Command } from 'commander';
import { loadSettings, type Settings } from '@onething/config';
import { DomainError, SystemClock } from '@onething/kernel';
import { ApiModule } from '../../../api/src/api.module';
import { commandRunner } from '../recorded-act';
import { reachDatabase } from '../reach-database';
import type { Terminal } from '../terminal';

interface Options {
  heads?: string;
  json?: boolean;
}

/** `onething audit verify`: exit 0 when nothing was changed, 1 with findings, 2 when it could not look. */
export function auditVerifyCommand(terminal: Terminal): Command {
  return new Command('verify')
    .description('compare cases, security log and tree heads with what was signed; name what was edited, removed, cut off, deleted or recomputed')
    .option('--heads <folder>', 'a copy of the tree heads that was kept elsewhere; those of the installation when not given')
    .option('--json', 'print the report as JSON')
    .action(async ({ heads, json }: Options) => {
      const copy = heads === undefined ? undefined : headsIn(heads);
      const settings = loadSettings(process.env);
      const database = await reachDatabase(settings);
      try {
        const report = await verify(terminal, settings, database.appUrl, copy);
        if (json) terminal.out(JSON.stringify(report, null, 2));
        else printReport(terminal, report);
        terminal.exit(report.findings.length === 0 ? 0 : 1);
      } finally {
        await database.stop();
      }
    });
}

/** @throws DomainError `CLI.NO_SUCH_FOLDER` */
export function headsIn(folder: string): HeadFiles {
  const path = resolve(folder);
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw new DomainError('invalid', 'CLI.NO_SUCH_FOLDER', `${path} is no folder`);
  return HeadFiles.inFolder(path);
}

/** @throws DomainError `CLI.CANNOT_VERIFY` */
async function verify(terminal: Terminal, settings: Settings, databaseUrl: string, copy: HeadFiles | undefined): Promise<VerificationReport> {
  try {
    const platform = await NestFactory.createApplicationContext(
      ApiModule.register({ settings, clock: new SystemClock(), databaseUrl }), { logger: ['error', 'warn'], abortOnError: false },
    );
    try {
      const report = await platform.get(LogVerification).verify({ copy, onProgress: ({ phase, done }) => terminal.progress?.(`${phase} ${done}`) });
      const { findings, heads, cases } = report;
      await platform.get(SecurityLog).record({
        act: 'audit.verified', outcome: 'done', reason: commandRunner(), detail: { findings: findings.length, heads, cases, copy: copy !== undefined },
      });
      return report;
    } finally {
      await platform.close();
    }
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw new DomainError('refused', 'CLI.CANNOT_VERIFY', `The installation cannot be verified: ${(error as Error).message}`);
  }
}

function printReport(terminal: Terminal, { findings, heads, leaves, cases, events, lastHead, younger, pendingHeads }: VerificationReport): void {
  for (const { kind, message } of findings) terminal.out(`${kind}: ${message}`);
  terminal.out(`looked at: tree heads ${heads}, leaves ${leaves}, cases ${cases}, events ${events}`);
  if (pendingHeads > 0) terminal.out(`${pendingHeads} tree heads are not written outside yet: the worker does it`);
  if (younger.acts + younger.events > 0) {
    terminal.out(`younger than ${lastHead ? `tree head ${lastHead.number} of ${lastHead.time}` : 'any tree head'}, so signed by none: security acts ${younger.acts}, events ${younger.events} (whose chains were checked)`);
  }
  terminal.out(findings.length === 0 ? 'nothing was changed' : `findings ${findings.length}`);
}
