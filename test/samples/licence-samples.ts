import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { settle } from '../support/settle';
import { startTestPlatform } from '../support/test-platform';

const FOLDER = join(__dirname, '../../docs/samples');
/** Whose licences, and which of them. */
const SAMPLES: Record<string, string[]> = {
  mother: ['id-card', 'marriage-certificate'], 'pupil-parent': ['real-estate-certificate'], company: ['business-licence', 'seal-record'],
};

test('pictures of licences', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'onething-samples-'));
  const platform = await startTestPlatform({ firstStart: true, seals: true, worker: 'byHand' });
  try {
    await settle(platform.app);
    for (const [login, types] of Object.entries(SAMPLES)) {
      const token = await platform.login(login);
      const get = (path: string) => platform.request.get(`/api${path}`).set('authorization', `Bearer ${token}`).expect(200);
      const { entries } = (await get('/licences')).body as { entries: { id: string; type: { code: string } }[] };
      for (const { id, type: { code } } of entries.filter((entry) => types.includes(entry.type.code))) {
        writeFileSync(join(folder, 'licence.pdf'), (await get(`/licences/${id}/file`).responseType('blob')).body as Buffer);
        execFileSync('pdftoppm', ['-r', '80', '-png', '-singlefile', join(folder, 'licence.pdf'), join(FOLDER, `licence-${code}`)]);
      }
    }
  } finally {
    await platform.stop();
    rmSync(folder, { recursive: true });
  }
}, 300_000);
