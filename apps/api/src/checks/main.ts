import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSettings } from '@onething/config';
import { SystemClock } from '@onething/kernel';
import { hostFacts } from '../../../../config/home';
import { startPlatform } from '../start/platform';
import { firstDifference, openApiText } from './open-api-drift';
import { schemaDrift } from './schema-drift';

const FILE = join(hostFacts().projectRoot, 'docs', 'openapi.json');

/**
 * Starts a throw-away platform and compares what it is with what is written down: entities with the migrated schema, the
 * API with docs/openapi.json. `--write` renews that file instead.
 */
async function main(): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'onething-check-'));
  chmodSync(home, hostFacts().runsAsRoot ? 0o755 : 0o700);
  const settings = loadSettings({ ONETHING_HOME: home, PORT: '0' });
  const platform = await startPlatform({ settings, clock: new SystemClock(), worker: 'none', log: { write: () => undefined } });
  try {
    const text = await openApiText(platform.url);
    if (process.argv.includes('--write')) return writeFileSync(FILE, text);
    const statements = await schemaDrift(platform.app, platform.databaseUrls.ownerUrl);
    for (const statement of statements) console.error(`Entities and migrations differ; TypeORM would run: ${statement}`);
    const difference = firstDifference(FILE, text);
    if (difference) console.error(`docs/openapi.json is out of date, ${difference}\nRenew it with: node scripts/run.mjs openapi`);
    if (statements.length > 0 || difference) process.exitCode = 1;
  } finally {
    await platform.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

void main();
