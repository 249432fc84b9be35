import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Command, InvalidArgumentError } from 'commander';
import { loadSettings } from '@onething/config';
import { SystemClock } from '@onething/kernel';
import { daysOf, FigureExplanation, FigureRecount, isMonth } from '@onething/statistics';
import { ApiModule } from '../../../api/src/api.module';
import { reachDatabase } from '../reach-database';
import type { Terminal } from '../terminal';

const MOST_SHOWN = 10_000;

interface ExplainOptions {
  department?: string;
  division?: string;
  oneThing?: string;
  item?: string;
  month: string;
}

/** `onething figures explain|check|rebuild`: what is behind the figures. */
export function figuresCommand(terminal: Terminal): Command {
  const explain = new Command('explain').description('show a figure of a month: what it means, and the cases behind it')
    .argument('<name>', 'of the figure, items.granted for example')
    .requiredOption('--month <month>', 'YYYY-MM', month)
    .option('--department <code>', 'of the catalogue').option('--division <code>', 'six digits').option('--one-thing <code>').option('--item <code>')
    .action((name: string, options: ExplainOptions) => withPlatform(terminal, (platform) => tellExplanation(terminal, platform, name, options)));
  const check = new Command('check').description('count everything again from the events, and name what differs from the kept figures: exit 1 then')
    .action(() => withPlatform(terminal, async (platform) => {
      const { cells, differences } = await platform.get(FigureRecount, { strict: false }).compare();
      for (const { cell, kept, recounted } of differences) terminal.out(`${cell.figure} ${cell.day} ${cell.division} ${cell.department} ${cell.oneThing} ${cell.item} ${cell.detail}: kept ${kept}, recounted ${recounted}`);
      terminal.out(`${cells} cells, ${differences.length} differ`);
      terminal.exit(differences.length > 0 ? 1 : 0);
    }));
  const rebuild = new Command('rebuild').description('throw the kept figures away and count them anew from the events')
    .action(() => withPlatform(terminal, async (platform) => {
      terminal.out(`${await platform.get(FigureRecount, { strict: false }).rebuild()} cells`);
      terminal.exit(0);
    }));
  return new Command('figures').description('what the figures mean and what is behind them').addCommand(explain).addCommand(check).addCommand(rebuild);
}

async function tellExplanation(terminal: Terminal, platform: INestApplicationContext, name: string, options: ExplainOptions): Promise<void> {
  const { month: of, department, division, oneThing, item } = options;
  const { definition, kept, found, counts } = await platform.get(FigureExplanation, { strict: false }).explain(
    name, { ...daysOf(of), department, oneThing, item, divisions: division === undefined ? undefined : [division] }, MOST_SHOWN,
  );
  terminal.out(`${definition.name.zh}（${definition.name.en}）`);
  terminal.out(`${definition.formula.zh}。${definition.source.zh}。`);
  for (const { day, department: by, item: what, detail, count, number, caseId } of counts) {
    terminal.out([day, by, what, detail, String(count), number ?? caseId].filter((word) => word !== '').join('  '));
  }
  terminal.out(`${found} found, ${kept} kept`);
  terminal.exit(found === kept ? 0 : 1);
}

async function withPlatform(terminal: Terminal, work: (platform: INestApplicationContext) => Promise<void>): Promise<void> {
  const settings = loadSettings(process.env);
  const database = await reachDatabase(settings);
  try {
    const platform = await NestFactory.createApplicationContext(
      ApiModule.register({ settings, clock: new SystemClock(), databaseUrl: database.appUrl, worker: 'byHand' }), { logger: ['error', 'warn'], abortOnError: false },
    );
    try {
      await work(platform);
    } finally {
      await platform.close();
    }
  } finally {
    await database.stop();
  }
}

function month(text: string): string {
  if (!isMonth(text)) throw new InvalidArgumentError('Give a month as YYYY-MM.');
  return text;
}
