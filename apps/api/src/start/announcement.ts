import type { Settings } from '@onething/config';

export interface DemoAccount {
  login: string;
  password: string;
  /** What the account is for, one short phrase. */
  purpose: string;
}

/** What a person reads who has just typed `npm start`. */
export function announcement(url: string, settings: Settings, accounts: readonly DemoAccount[]): string {
  const lines = ['', `OneThing 一件事  ${url}`, `API documentation  ${url}/api/docs`, ''];
  if (settings.mode === 'embedded') {
    const width = Math.max(0, ...accounts.map(({ login }) => login.length));
    if (accounts.length > 0) lines.push('Demo accounts (login / password):');
    lines.push(...accounts.map(({ login, password, purpose }) => `  ${login.padEnd(width)} / ${password}  ${purpose}`), `Data               ${settings.home}`);
  }
  lines.push('Stop               Ctrl-C', '');
  return lines.join('\n');
}
