import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Command, InvalidArgumentError, Option } from 'commander';
import { loadSettings } from '@onething/config';
import { SystemClock } from '@onething/kernel';
import { AnnualFigures, type AnnualReport, annualReportOf, FigureRecount, loadReportTemplate, renderDocx, renderMarkdown } from '@onething/statistics';
import { hostFacts } from '../../../../config/home';
import { ApiModule } from '../../../api/src/api.module';
import { reachDatabase } from '../reach-database';
import type { Terminal } from '../terminal';

interface ReportOptions {
  year: number;
  format: 'md' | 'docx';
  out?: string;
}

/** `onething report annual`: exit 0 when every cross-check holds, 1 when a figure was left out because one does not. */
export function reportAnnualCommand(terminal: Terminal): Command {
  return new Command('annual')
    .description('write the platform\'s part of the annual report from the database, each figure with its definition')
    .requiredOption('--year <year>', 'of the report', year)
    .addOption(new Option('--format <format>', 'Markdown or Office Open XML').choices(['md', 'docx']).default('md'))
    .option('--out <file>', 'where to write it; annual-report-<year>.<format> here when absent')
    .action(async ({ year: of, format, out = `annual-report-${of}.${format}` }: ReportOptions) => {
      const settings = loadSettings(process.env);
      const database = await reachDatabase(settings);
      try {
        const platform = await NestFactory.createApplicationContext(
          ApiModule.register({ settings, clock: new SystemClock(), databaseUrl: database.appUrl, worker: 'byHand' }), { logger: ['error', 'warn'], abortOnError: false },
        );
        try {
          const report = await annualReport(platform, of);
          writeFileSync(out, format === 'md' ? renderMarkdown(report) : await renderDocx(report));
          tell(terminal, report, out);
        } finally {
          await platform.close();
        }
      } finally {
        await database.stop();
      }
    });
}

/** Counts everything again before it prints anything. */
export async function annualReport(platform: INestApplicationContext, of: number): Promise<AnnualReport> {
  const { differences } = await platform.get(FigureRecount, { strict: false }).compare();
  const data = await platform.get(AnnualFigures, { strict: false }).read(of, [...new Set(differences.map(({ cell }) => cell.figure))]);
  return annualReportOf(data, loadReportTemplate(join(hostFacts().projectRoot, 'config', 'report', 'annual.yaml')));
}

function tell(terminal: Terminal, { footnotes, notReported, checks }: AnnualReport, out: string): void {
  const broken = checks.filter(({ holds }) => !holds);
  for (const { name } of broken) terminal.err(`does not hold: ${name}`);
  terminal.out(`${out}: ${footnotes.length} figures printed, ${notReported.length} not reported, ${broken.length} cross-checks do not hold`);
  terminal.exit(broken.length > 0 ? 1 : 0);
}

function year(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 2000 || value > 9999) throw new InvalidArgumentError('Give a year of four digits.');
  return value;
}
