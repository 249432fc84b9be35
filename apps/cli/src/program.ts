import { Command, CommanderError } from 'commander';
import { SettingError } from '@onething/config';
import { DomainError } from '@onething/kernel';
import { EmbeddedPostgresError } from '@onething/persistence';
import { accountsBootstrapCommand } from './commands/accounts-bootstrap.command';
import { auditCheckHeadsCommand } from './commands/audit-check-heads.command';
import { auditKeysCommand } from './commands/audit-keys.command';
import { auditVerifyCommand } from './commands/audit-verify.command';
import { backupCommand } from './commands/backup.command';
import { catalogueCheckCommand } from './commands/catalogue-check.command';
import { exchangeAcceptCommand, exchangeCertifyCommand, exchangeDirectoryCommand, exchangeKeyCommand, exchangeRootCommand } from './commands/exchange-authority.command';
import { exchangeItemsCommand, exchangeProveCommand, exchangeTrustCommand } from './commands/exchange-prove.command';
import { exchangeVerifyCommand } from './commands/exchange-verify.command';
import { figuresCommand } from './commands/figures.command';
import { filesAddressCommand } from './commands/files-address.command';
import { filesEncryptCommand } from './commands/files-encrypt.command';
import { keysAddCommand } from './commands/keys-add.command';
import { keysRotateCommand } from './commands/keys-rotate.command';
import { licenceTrustCommand } from './commands/licence-trust.command';
import { licenceVerifyCommand } from './commands/licence-verify.command';
import { retentionCommand } from './commands/retention.command';
import { loadRegionCommand } from './commands/load-region.command';
import { reportAnnualCommand } from './commands/report-annual.command';
import { restoreCommand } from './commands/restore.command';
import { storeCheckCommand } from './commands/store-check.command';
import type { Terminal } from './terminal';

/** The `onething` command. A new command is a file in `commands/` and a line here. */
function createProgram(terminal: Terminal): Command {
  const program = new Command('onething').description('Administers a OneThing platform');
  program.command('catalogue').description('the catalogue of items and one-things').addCommand(catalogueCheckCommand(terminal));
  program.command('accounts').description('the accounts of administrators').addCommand(accountsBootstrapCommand(terminal));
  program.command('keys').description('the keys of personal data').addCommand(keysAddCommand(terminal)).addCommand(keysRotateCommand(terminal));
  program.command('files').description('the files that were handed in').addCommand(filesEncryptCommand(terminal)).addCommand(filesAddressCommand(terminal));
  program.command('store').description('the object store').addCommand(storeCheckCommand(terminal));
  program.command('audit').description('the security log and the tree heads that sign what was recorded')
    .addCommand(auditVerifyCommand(terminal)).addCommand(auditCheckHeadsCommand(terminal)).addCommand(auditKeysCommand(terminal));
  program.command('licence').description('verification of licence files without a network').addCommand(licenceVerifyCommand(terminal)).addCommand(licenceTrustCommand(terminal));
  program.command('load').description('made-up data for trying out').addCommand(loadRegionCommand(terminal));
  program.command('exchange').description('the exchange between provinces')
    .addCommand(exchangeProveCommand(terminal)).addCommand(exchangeVerifyCommand(terminal)).addCommand(exchangeTrustCommand(terminal)).addCommand(exchangeItemsCommand(terminal))
    .addCommand(exchangeRootCommand(terminal)).addCommand(exchangeCertifyCommand(terminal)).addCommand(exchangeDirectoryCommand(terminal))
    .addCommand(exchangeKeyCommand(terminal)).addCommand(exchangeAcceptCommand(terminal));
  program.command('report').description('reports from the figures').addCommand(reportAnnualCommand(terminal));
  program.addCommand(backupCommand(terminal)).addCommand(restoreCommand(terminal)).addCommand(retentionCommand(terminal)).addCommand(figuresCommand(terminal));
  for (const command of withSubcommands(program)) {
    command
      .exitOverride()
      .configureOutput({ writeOut: (text) => terminal.out(text.trimEnd()), writeErr: (text) => terminal.err(text.trimEnd()) });
  }
  return program;
}

function withSubcommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}

/**
 * Runs one command line and sets the exit code. Wrong usage, and a command that cannot run, end with 2.
 * @param words without the interpreter and the script
 */
export async function runCommandLine(words: readonly string[], terminal: Terminal): Promise<void> {
  try {
    await createProgram(terminal).parseAsync([...words], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) {
      terminal.exit(error.exitCode === 0 ? 0 : 2);
      return;
    }
    if (!(error instanceof DomainError || error instanceof SettingError || error instanceof EmbeddedPostgresError)) throw error;
    terminal.err(error.message);
    terminal.exit(2);
  }
}
