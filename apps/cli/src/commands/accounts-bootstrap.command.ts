import { NestFactory } from '@nestjs/core';
import { Command } from 'commander';
import { loadSettings, type Settings } from '@onething/config';
import { ADMINISTRATOR_ROLES, type FirstAdministrator, FirstAdministrators } from '@onething/identity';
import { DomainError, SystemClock } from '@onething/kernel';
import { ApiModule } from '../../../api/src/api.module';
import { prepareDatabase } from '../../../api/src/start/database';
import type { Terminal } from '../terminal';

const TITLES: Record<FirstAdministrator['role'], string> = {
  administrator: 'system administrator (系统管理员)', securityAdministrator: 'security administrator (安全管理员)', auditor: 'auditor (审计管理员)',
};

/** `onething accounts bootstrap`: makes the first three administrators of an external installation, once. */
export function accountsBootstrapCommand(terminal: Terminal): Command {
  return new Command('bootstrap')
    .description('make the first system administrator, security administrator and auditor, once; asks for login, name, citizen\'s number, '
      + 'mobile and password of each, or reads them as lines from standard input in that order')
    .action(async () => {
      const settings = loadSettings(process.env);
      if (settings.mode === 'embedded') {
        throw new DomainError('refused', 'CLI.DEMONSTRATION', 'DATABASE_URL is missing: the embedded demonstration has its administrators already');
      }
      await prepareDatabase(settings.database, Date.now());
      await bootstrap(terminal, settings, settings.database.appUrl);
      terminal.exit(0);
    });
}

/** @throws DomainError `IDENTITY.ADMINISTRATORS_EXIST` before anything is asked, and as `FirstAdministrators.create` */
export async function bootstrap(terminal: Terminal, settings: Settings, databaseUrl: string): Promise<void> {
  const platform = await NestFactory.createApplicationContext(
    ApiModule.register({ settings, clock: new SystemClock(), databaseUrl }), { logger: ['error', 'warn'], abortOnError: false },
  );
  try {
    const first = platform.get(FirstAdministrators);
    await first.requireNone();
    const three: FirstAdministrator[] = [];
    for (const role of ADMINISTRATOR_ROLES) three.push(await asked(terminal, role));
    await first.create(three);
  } finally {
    await platform.close();
  }
  terminal.out('The three administrators can log in. At the first log-in each of them sets up a second factor.');
}

async function asked(terminal: Terminal, role: FirstAdministrator['role']): Promise<FirstAdministrator> {
  const ask = async (what: string, hidden = false) => (await terminal.ask?.(`${TITLES[role]}, ${what}: `, { hidden }))?.trim() ?? '';
  const login = await ask('login');
  if (!/^[A-Za-z][A-Za-z0-9._-]{3,39}$/.test(login)) {
    throw new DomainError('invalid', 'CLI.LOGIN_FORM', `The login of the ${role} must be 4 to 40 letters, digits, dots, hyphens or underscores, the first one a letter`);
  }
  const name = await ask('name');
  if (name === '') throw new DomainError('invalid', 'CLI.NAME_MISSING', `The name of the ${role} is missing`);
  return { role, login, name, number: await ask('citizen\'s number'), mobile: await ask('mobile'), password: await ask('password', true) };
}
