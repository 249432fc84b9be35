import { NestFactory } from '@nestjs/core';
import { Argument, Command } from 'commander';
import { loadSettings } from '@onething/config';
import { DomainError, SystemClock } from '@onething/kernel';
import { HELD_KINDS, type HeldKind, LegalHolds, Retention, type RetentionReport } from '@onething/privacy';
import { ApiModule } from '../../../api/src/api.module';
import { reachDatabase } from '../reach-database';
import type { Terminal } from '../terminal';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

interface Tools {
  retention: Retention;
  holds: LegalHolds;
}

/** `onething retention run|hold|release`: what is kept for longer than the rules say. */
export function retentionCommand(terminal: Terminal): Command {
  const hold = (name: 'hold' | 'release', description: string) => new Command(name).description(description)
    .addArgument(new Argument('<kind>', 'what is held').choices(HELD_KINDS))
    .argument('<id>', 'id of the case or person').argument('<reason>', 'why, for the security log')
    .action(async (kind: HeldKind, id: string, reason: string) => {
      if (!UUID.test(id)) throw new DomainError('invalid', 'CLI.NO_ID', `That is no id: give the UUID of the ${kind}`);
      const changed = await withTools(({ holds }) => (name === 'hold' ? holds.place(kind, id, reason) : holds.lift(kind, id, reason)));
      const before = name === 'hold' ? 'was held already' : 'was not held';
      terminal.out(`${kind} ${id} ${changed ? (name === 'hold' ? 'is held' : 'is free') : before}`);
      terminal.exit(0);
    });
  return new Command('retention').description('how long records about persons are kept')
    .addCommand(new Command('run')
      .description('erase what has been kept for as long as config/retention.yaml says; the worker does it by itself each hour')
      .option('--dry-run', 'list what would go, and erase nothing')
      .action(async ({ dryRun = false }: { dryRun?: boolean }) => {
        for (const report of await withTools(({ retention }) => retention.run({ dryRun }))) tell(terminal, report, dryRun);
        terminal.exit(0);
      }))
    .addCommand(hold('hold', 'keep the records of a case or a person, whatever the rules say'))
    .addCommand(hold('release', 'let the rules hold again'));
}

async function withTools<T>(work: (tools: Tools) => Promise<T>): Promise<T> {
  const settings = loadSettings(process.env);
  const database = await reachDatabase(settings);
  try {
    const platform = await NestFactory.createApplicationContext(
      ApiModule.register({ settings, clock: new SystemClock(), databaseUrl: database.appUrl }), { logger: ['error', 'warn'], abortOnError: false },
    );
    try {
      return await work({ retention: platform.get(Retention, { strict: false }), holds: platform.get(LegalHolds, { strict: false }) });
    } finally {
      await platform.close();
    }
  } finally {
    await database.stop();
  }
}

function tell(terminal: Terminal, { rule, records, held }: RetentionReport, dryRun: boolean): void {
  if (dryRun) for (const { id, endedAt } of records) terminal.out(`${rule.class} ${id}, ended ${endedAt.toISOString().slice(0, 10)}`);
  terminal.out(`${rule.class}: ${records.length} ${dryRun ? 'would go' : 'erased'} (${rule.erases.en})${held > 0 ? `, ${held} held` : ''}`);
}
