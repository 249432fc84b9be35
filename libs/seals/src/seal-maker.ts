import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@onething/kernel';
import type { Transaction } from '@onething/persistence';
import { CertificateAuthority } from './certificate-authority';
import { shapeOf } from './domain/seal-kinds';
import { GlyphSource } from './image/glyphs';
import { drawSeal, type SealDrawing } from './image/seal-image';
import { sealPng } from './image/seal-png';
import { KeyStore } from './keys/key-store.port';
import type { MadeSeal, SealVersion } from './persistence/seal.repository';
import { writeSeal } from './ses/seal-writer';

type Drawn = Pick<SealVersion, 'kind' | 'rank' | 'name' | 'lowerText' | 'number'>;

/** Makes seals (制章): draws the image, binds a new key to the owner by a certificate, and signs the whole. */
@Injectable()
export class SealMaker {
  constructor(
    private readonly authority: CertificateAuthority,
    private readonly keys: KeyStore,
    private readonly font: GlyphSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError `SEALS.CHARACTER_MISSING` */
  draw({ kind, rank, name, lowerText, number }: Drawn): SealDrawing {
    return drawSeal(shapeOf(kind, rank), { name, lowerText: lowerText ?? undefined, number: number ?? undefined }, this.font);
  }

  async make(tx: Transaction, version: SealVersion): Promise<MadeSeal> {
    const maker = await this.authority.getMaker(tx);
    const holder = { name: version.name, organisationCode: version.ownerUscc };
    const owner = await this.authority.issueFor(tx, 'owner', holder);
    const document = await this.authority.issueFor(tx, 'document', holder);
    const drawing = this.draw(version);
    const data = await writeSeal({
      id: `${version.sealId}-${version.version}`, type: 1, name: version.name, holders: [owner.certificate], createdAt: this.clock.now(),
      validFrom: owner.validFrom, validTo: owner.validTo, picture: { type: 'PNG', data: sealPng(drawing), width: drawing.width, height: drawing.height },
    }, maker.certificate, await this.keys.getSigner(maker.keyId));
    return {
      ownerKeyId: owner.keyId, ownerCertificate: owner.certificate, documentKeyId: document.keyId, documentCertificate: document.certificate,
      data, validFrom: new Date(owner.validFrom), validTo: new Date(owner.validTo),
    };
  }
}
