import { Command } from 'commander';
import { loadSettings } from '@onething/config';
import { SigningKeys } from '@onething/crypto';
import type { Terminal } from '../terminal';

/** `onething audit keys`: what an outsider must get from somebody whom he trusts. */
export function auditKeysCommand(terminal: Terminal): Command {
  return new Command('keys')
    .description('print the public keys with which tree heads are checked, as JSON lines { key, publicKey }')
    .action(() => {
      for (const { id, pem } of new SigningKeys(loadSettings(process.env).keys.signing).publicKeys()) terminal.out(JSON.stringify({ key: id, publicKey: pem }));
      terminal.exit(0);
    });
}
