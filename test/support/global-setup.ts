import { PostgresServer, SERVER_VARIABLE } from './postgres-server';

export default async function globalSetup(): Promise<void> {
  const server = await PostgresServer.open();
  process.env[SERVER_VARIABLE] = server.address;
  Object.assign(globalThis, { onethingTestPostgres: server });
}
