import type { Settings } from '@onething/config';
import { DomainError } from '@onething/kernel';
import { hasEmbeddedDatabase, reachEmbeddedPostgres } from '@onething/persistence';

/** @throws DomainError `CLI.NOTHING_THERE` where there is no installation: these commands make none */
export async function reachDatabase(settings: Settings): Promise<{ appUrl: string; stop(): Promise<void> }> {
  if (settings.mode === 'external') return { appUrl: settings.database.appUrl, stop: async () => undefined };
  if (hasEmbeddedDatabase(settings.home)) return reachEmbeddedPostgres({ home: settings.home, passwords: settings.postgres });
  throw new DomainError('refused', 'CLI.NOTHING_THERE', `${settings.home} holds no database: set ONETHING_HOME to the home of the installation`);
}
