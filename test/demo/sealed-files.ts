import { createHash } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { sm3 } from '@onething/crypto';
import type { Clock } from '@onething/kernel';
import { readSealedPdf } from '@onething/sealed-files';
import { CertificateAuthority, verifySesSignature } from '@onething/seals';
import type { Text } from '../acceptance/views';
import { clientOf, type World } from '../acceptance/world';

interface SealedThing {
  file: { state: string; sha256?: string };
}

/** Opens the newest licence of the child and the newest document of its case as PDF, and verifies the seals in them. */
export async function verifySealedFiles(world: World, app: INestApplicationContext, clock: Clock): Promise<void> {
  const mother = await clientOf(world, 'mother');
  const { entries } = mother.expect(await mother.get<{ entries: { id: string; type: { name: Text }; origin: string }[] }>('/api/licences'), 200);
  const licence = entries.find(({ origin }) => origin === 'issued')!;
  await verifyFile(licence.type.name.zh, `/api/licences/${licence.id}/file`, async () => mother.expect(await mother.get<SealedThing>(`/api/licences/${licence.id}`), 200));
  const { cases } = mother.expect(await mother.get<{ cases: { id: string }[] }>('/api/me/data'), 200);
  const documentsOf = async () => mother.expect(await mother.get<(SealedThing & { id: string; title: Text })[]>(`/api/cases/${cases[0]!.id}/documents`), 200);
  const last = (await documentsOf()).at(-1)!;
  await verifyFile(last.title.zh, `/api/cases/${cases[0]!.id}/documents/${last.id}/file`, async () => (await documentsOf()).find(({ id }) => id === last.id)!);

  async function verifyFile(name: string, path: string, look: () => Promise<SealedThing>): Promise<void> {
    const sha256 = await world.until(`the file of ${name} is made`, async () => (await look()).file.sha256);
    const bytes = await mother.download(path);
    const { rendered, sealSignature, documentSignature } = readSealedPdf(bytes);
    const trust = await app.get(CertificateAuthority, { strict: false }).getTrust('SM2');
    const { valid, signature } = verifySesSignature(sealSignature, trust, { dataHash: Buffer.from(sm3(rendered), 'hex'), now: clock.now() });
    if (!valid || createHash('sha256').update(bytes).digest('hex') !== sha256) throw new Error(`The file of ${name} is not what the register says, or its seal does not verify`);
    world.say(`${name}：PDF ${bytes.length} bytes, seal “${signature!.seal.name}” verified (SM2/SM3), ${documentSignature.length} bytes of PAdES signature, SHA-256 as registered`);
  }
}
