import { createHash } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { sm3 } from '@onething/crypto';
import type { Clock } from '@onething/kernel';
import { readSealedPdf } from '@onething/sealed-files';
import { CertificateAuthority, verifySesSignature } from '@onething/seals';
import type { Text } from '../acceptance/views';
import { check, clientOf, type World } from '../acceptance/world';
import { OutsideVerifiers } from '../support/outside-verifiers';
import { hasPrograms } from '../support/programs';

interface SealedThing {
  file: { state: string; sha256?: string };
}

/** Opens the social security card of the child and the newest document of its case as PDF, and verifies what is in them, with programs of others as well where there are any. */
export async function verifySealedFiles(world: World, app: INestApplicationContext, clock: Clock): Promise<void> {
  const mother = await clientOf(world, 'mother');
  const { entries } = mother.expect(await mother.get<{ entries: { id: string; type: { code: string; name: Text } }[] }>('/api/licences'), 200);
  const licence = entries.find(({ type }) => type.code === 'social-security-card')!;
  const card = await verifyFile(licence.type.name.zh, `/api/licences/${licence.id}/file`, async () => mother.expect(await mother.get<SealedThing>(`/api/licences/${licence.id}`), 200));
  check(/<KZYWXX>.*"photo":\{"type":"image\/png","sm3":"[0-9a-f]{64}"\}/.test(readSealedPdf(card).metadata!.toString()), 'the card bears the photo, and its metadata the digest');
  const { cases } = mother.expect(await mother.get<{ cases: { id: string }[] }>('/api/me/data'), 200);
  const documentsOf = async () => mother.expect(await mother.get<(SealedThing & { id: string; title: Text })[]>(`/api/cases/${cases[0]!.id}/documents`), 200);
  const last = (await documentsOf()).at(-1)!;
  await verifyFile(last.title.zh, `/api/cases/${cases[0]!.id}/documents/${last.id}/file`, async () => (await documentsOf()).find(({ id }) => id === last.id)!);

  async function verifyFile(name: string, path: string, look: () => Promise<SealedThing>): Promise<Buffer> {
    const sha256 = await world.until(`the file of ${name} is made`, async () => (await look()).file.sha256);
    const bytes = await mother.download(path);
    const { rendered, sealSignature, documentSignature } = readSealedPdf(bytes);
    const authority = app.get(CertificateAuthority, { strict: false });
    const trust = await authority.getTrust('SM2');
    const { valid, signature } = verifySesSignature(sealSignature, trust, { dataHash: Buffer.from(sm3(rendered), 'hex'), now: clock.now() });
    if (!valid || createHash('sha256').update(bytes).digest('hex') !== sha256) throw new Error(`The file of ${name} is not what the register says, or its seal does not verify`);
    world.say(`${name}：PDF ${bytes.length} bytes, seal “${signature!.seal.name}” verified (SM2/SM3), ${documentSignature.length} bytes of PAdES signature, SHA-256 as registered`);
    world.say(`  ${outside(bytes, { p256: (await authority.getRoots('P-256'))[0]!, sm2: (await authority.getRoots('SM2'))[0]! }, clock.now())}`);
    return bytes;
  }
}

/** @throws Error when a program of others does not agree */
function outside(bytes: Buffer, roots: { p256: Buffer; sm2: Buffer }, now: number): string {
  if (!hasPrograms('openssl', 'pdfsig', 'certutil')) return 'openssl, pdfsig and certutil are not all on this machine: nobody else was asked';
  const verifiers = new OutsideVerifiers(bytes, roots, now);
  try {
    verifiers.verifyCades();
    verifiers.verifySeal();
    const report = verifiers.pdfsig();
    check(/Signature is Valid\./.test(report) && /Total document signed/.test(report) && /Certificate is Trusted\./.test(report), `pdfsig agrees: ${report}`);
    return 'openssl cms -cades, openssl pkeyutl (both SM2 values) and pdfsig (valid, trusted, total document signed) agree';
  } finally {
    verifiers.close();
  }
}
