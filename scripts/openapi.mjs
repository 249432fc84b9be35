// Renews docs/openapi.json and docs/commands.md, and the types of the portal's API client that are made from them.
import { spawnSync } from 'node:child_process';

for (const args of [['--enable-source-maps', 'dist/apps/api/src/checks/main.js', '--write'], ['apps/portal/checks/api-types.mjs', '--write']]) {
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
