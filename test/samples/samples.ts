import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { playNewborn } from '../acceptance/newborn';
import { worldOf } from '../acceptance/platform-world';
import { childPhoto } from '../demo/child-photo';
import { settle } from '../support/settle';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';
import { documentsOfARefusedSign } from './document-samples';

const FOLDER = join(__dirname, '../../docs/samples');
/** Whose licences, and which of them. */
const SAMPLES: Record<string, string[]> = {
  mother: ['id-card', 'marriage-certificate'], 'pupil-parent': ['real-estate-certificate'], company: ['business-licence', 'seal-record'],
};

/** Of the company's documents. */
const DOCUMENTS: Record<string, string> = { correctionNotice: 'document-correction-notice', refusalDecision: 'document-decision', receipt: 'document-receipt' };

let folder: string;
let platform: TestPlatform;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'onething-samples-'));
  platform = await startTestPlatform({ firstStart: true, seals: true, worker: 'byHand' });
  await settle(platform.app);
}, 120_000);
afterAll(async () => {
  await platform?.stop();
  rmSync(folder, { recursive: true });
});

const get = async (login: string, path: string) => {
  const token = await platform.login(login);
  return platform.request.get(`/api${path}`).set('authorization', `Bearer ${token}`).responseType('blob').expect(200);
};

async function picture(login: string, path: string, name: string): Promise<void> {
  const file = join(folder, 'paper.pdf');
  writeFileSync(file, (await get(login, path)).body as Buffer);
  execFileSync('pdftoppm', ['-r', '80', '-png', '-singlefile', file, join(FOLDER, name)]);
}

async function picturesOfLicences(login: string, types: readonly string[]): Promise<void> {
  const { entries } = JSON.parse(String((await get(login, '/licences')).body)) as { entries: { id: string; type: { code: string } }[] };
  for (const { id, type: { code } } of entries.filter((entry) => types.includes(entry.type.code))) await picture(login, `/licences/${id}/file`, `licence-${code}`);
}

test('pictures of licences', async () => {
  for (const [login, types] of Object.entries(SAMPLES)) await picturesOfLicences(login, types);
}, 300_000);

test('pictures of documents', async () => {
  const files = await documentsOfARefusedSign(platform);
  for (const [kind, name] of Object.entries(DOCUMENTS)) await picture('company', files.get(kind)!, name);
}, 300_000);

test('the picture of a licence with a photo', async () => {
  await playNewborn({ ...worldOf(platform), photo: childPhoto() });
  await settle(platform.app);
  await picturesOfLicences('mother', ['social-security-card']);
}, 300_000);
