import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderDocx, renderMarkdown } from '@onething/statistics';
import { annualReport } from '../../apps/cli/src/commands/report-annual.command';
import { loadRegion } from '../../apps/cli/src/region/load-region';
import { startTestPlatform } from '../support/test-platform';

const FOLDER = join(__dirname, '../../docs/samples');
const YEAR = 2025;

test('the annual report of a made-up region of scale 0.001, seed 1', async () => {
  const platform = await startTestPlatform({ firstStart: true, seals: true, worker: 'byHand', now: Date.parse('2026-01-05T02:00:00Z') });
  try {
    await loadRegion(platform.app, platform.databases.appUrl, { scale: 0.001, seed: 1, year: YEAR, region: platform.settings.region });
    const report = await annualReport(platform.app, YEAR);
    expect(report.checks.filter(({ holds }) => !holds)).toEqual([]);
    writeFileSync(join(FOLDER, `annual-report-${YEAR}.md`), renderMarkdown(report));
    writeFileSync(join(FOLDER, `annual-report-${YEAR}.docx`), await renderDocx(report));
  } finally {
    await platform.stop();
  }
}, 600_000);
