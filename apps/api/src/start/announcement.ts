import type { Settings } from '@onething/config';

/** An account that anybody may use: embedded mode only. */
export interface ListedAccount {
  login: string;
  password: string;
  who: { zh: string; en: string };
  /** Of the second factor, where it has one. */
  totpSecret?: string;
}

/** What a person reads who has just typed `npm start`. */
export function announcement(url: string, settings: Settings, accounts: readonly ListedAccount[]): string {
  const lines = ['', `OneThing 一件事  ${url}`, `API documentation  ${url}/api/docs`];
  if (accounts.length > 0) lines.push('', ...accountLines(accounts), '');
  if (settings.mode === 'embedded') lines.push(`Data               ${settings.home}`);
  lines.push('Stop               Ctrl-C', '');
  return lines.join('\n');
}

/** Logins with a dot are the same desks in every department: named once, not forty times. */
function accountLines(accounts: readonly ListedAccount[]): string[] {
  const passwords = [...new Set(accounts.map(({ password }) => password))];
  const single = accounts.filter(({ login }) => !login.includes('.'));
  const desks = accounts.filter(({ login }) => login.includes('.')).map(({ login }) => login.split('.') as [string, string]);
  const unique = (position: 0 | 1) => [...new Set(desks.map((desk) => desk[position]))].join(', ');
  const secrets = [...new Set(accounts.flatMap(({ totpSecret }) => totpSecret ?? []))];
  const width = Math.max(...single.map(({ login }) => login.length), 0);
  return [
    `Demo accounts, password ${passwords.join(', ')}:`,
    ...single.map(({ login, who }) => `  ${login.padEnd(width)}  ${who.en}`),
    ...(desks.length > 0 ? [`  department.desk: ${unique(0)}`, `  with the desks: ${unique(1)}`] : []),
    ...secrets.map((secret) => `Staff log in with a code too: GET /api/auth/demo-accounts shows it, or an authenticator app with the secret ${secret}`),
  ];
}
