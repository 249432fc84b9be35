import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderCommandTable } from '@onething/cases';
import { loadSettings } from '@onething/config';
import { SystemClock } from '@onething/kernel';
import { hostFacts } from '../../../../config/home';
import { startPlatform } from '../start/platform';
import { firstDifference, openApiText } from './open-api-drift';
import { schemaDrift } from './schema-drift';

const DOCS = join(hostFacts().projectRoot, 'docs');

/**
 * Starts a throw-away platform and compares what it is with what is written down: entities with the migrated schema, the
 * API with docs/openapi.json, the commands with docs/commands.md. `--write` renews those files instead.
 */
async function main(): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'onething-check-'));
  chmodSync(home, hostFacts().runsAsRoot ? 0o755 : 0o700);
  const settings = loadSettings({ ONETHING_HOME: home, PORT: '0' });
  const platform = await startPlatform({ settings, clock: new SystemClock(), worker: 'none', register: 'none', log: { write: () => undefined } });
  try {
    const written = new Map([[join(DOCS, 'openapi.json'), await openApiText(platform.url)], [join(DOCS, 'commands.md'), renderCommandTable()]]);
    if (process.argv.includes('--write')) return written.forEach((text, file) => writeFileSync(file, text));
    const statements = await schemaDrift(platform.app, platform.databaseUrls.ownerUrl);
    for (const statement of statements) console.error(`Entities and migrations differ; TypeORM would run: ${statement}`);
    const differences = [...written].flatMap(([file, text]) => {
      const difference = firstDifference(file, text);
      return difference ? [`${file} is out of date, ${difference}\nRenew it with: node scripts/run.mjs openapi`] : [];
    });
    for (const difference of differences) console.error(difference);
    if (statements.length > 0 || differences.length > 0) process.exitCode = 1;
  } finally {
    await platform.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

void main();
