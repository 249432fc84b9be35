import type { Settings } from '@onething/config';
import { type ObjectStore, objectStoreOf } from '@onething/object-store';
import { reachEmbeddedPostgres } from '@onething/persistence';
import { assertConnects } from '../../api/src/start/connection';

/** The database and the files of an installation, without the platform. */
export interface Installation {
  ownerUrl: string;
  appUrl: string;
  store: ObjectStore;
  close(): Promise<void>;
}

/**
 * Embedded mode: the server of the home, that of a platform that runs, or one started for this command alone.
 * @throws SettingError, EmbeddedPostgresError, DomainError `OBJECT_STORE.UNUSABLE`, each in one line
 */
export async function openInstallation(settings: Settings): Promise<Installation> {
  const store = objectStoreOf(settings);
  if (settings.mode === 'embedded') {
    const server = await reachEmbeddedPostgres({ home: settings.home, passwords: settings.postgres });
    return { ownerUrl: server.ownerUrl, appUrl: server.appUrl, store, close: () => server.stop() };
  }
  await assertConnects('MIGRATION_DATABASE_URL', settings.database.ownerUrl);
  await store.assertUsable();
  return { ...settings.database, store, close: async () => undefined };
}
