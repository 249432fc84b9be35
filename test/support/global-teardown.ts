import type { PostgresServer } from './postgres-server';

export default async function globalTeardown(): Promise<void> {
  await (globalThis as { onethingTestPostgres?: PostgresServer }).onethingTestPostgres?.close();
}
