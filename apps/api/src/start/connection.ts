import { SettingError } from '@onething/config';
import { Client } from 'pg';

const PATIENCE = 10_000;

/** @throws SettingError naming the setting when nobody can connect with it; the password is not in the message */
export async function assertConnects(setting: string, url: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: PATIENCE });
  try {
    await client.connect();
  } catch (error) {
    const { host, pathname } = new URL(url);
    // A refused connection to several addresses of one name comes as a group without a message.
    const reason = error instanceof AggregateError ? error.errors.map(String).join(', ') : (error as Error).message;
    throw new SettingError(setting, `does not connect to ${host}${pathname}: ${reason}`);
  } finally {
    await client.end().catch(() => undefined);
  }
}
