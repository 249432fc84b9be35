import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { sm3 } from '@onething/crypto';
import { DomainError } from '@onething/kernel';
import { SealingService, type UsableSealImage, writeDocumentSignature } from '@onething/seals';
import type { SealPlace } from './pdf/page';
import { readSealedPdf } from './pdf/read-sealed-pdf';
import { attachSeal, signPdf } from './pdf/sealed-pdf';
import type { SealedFileJob } from './persistence/sealed-file.repository';

/** Revision 1 of a file, the seal drawn onto it. */
export interface RenderedPaper {
  pdf: Buffer;
  place: SealPlace;
  /** Why it is signed, as viewers show it. */
  reason: string;
}

export type PaperRenderer = (id: string, seal: UsableSealImage) => Promise<RenderedPaper>;

export interface MadeFile {
  bytes: Buffer;
  sha256: string;
  sm3: string;
  sealId: string;
  sealVersion: number;
  sealUseId: string;
  sealedAt: Date;
}

/** Bytes of a CMS signature besides its certificates: attributes, names, the value. */
const CMS_REST = 1_536;

/** Renders a file, puts the seal's signature into it, and signs the whole. */
@Injectable()
export class SealedFileMaker {
  constructor(private readonly seals: SealingService) {}

  /**
   * Each signature of a seal is on record, also when the file is lost afterwards and made once more.
   * @throws DomainError `SEALED_FILES.NO_SEAL`, `SEALED_FILES.SEAL_CHANGED`, those of `SealingService` and of the renderer
   */
  async make(job: SealedFileJob, render: PaperRenderer): Promise<MadeFile> {
    const seal = await this.seals.findUsable(job.authorityUscc, job.purpose);
    if (!seal) throw new DomainError('refused', 'SEALED_FILES.NO_SEAL', `The authority ${job.authorityUscc} has no enabled seal for "${job.purpose}". Apply for one, or enable it.`);
    const { pdf, place, reason } = await render(job.id, seal);
    const sealed = await this.seals.sealDigest({
      sealId: seal.sealId, digest: Buffer.from(sm3(pdf), 'hex'), purpose: job.purpose, documentId: job.id, caseId: job.caseId ?? undefined,
      propertyInfo: propertyInfo(pdf, place), authorisedBy: job.authorisedBy,
    });
    if (sealed.version !== seal.version) throw new DomainError('conflict', 'SEALED_FILES.SEAL_CHANGED', 'The seal was changed while the file was made. It is made again.');
    const signer = await this.seals.getDocumentSigner(sealed.useId);
    const bytes = await signPdf(attachSeal(pdf, sealed.signature), {
      signedAt: sealed.signedAt, signer: seal.name, reason, room: signer.certificate.length + Buffer.concat(signer.chain).length + CMS_REST,
      sign: (digest) => writeDocumentSignature(digest, signer),
    });
    if (!readSealedPdf(bytes).rendered.equals(pdf)) throw new Error('A sealed file does not hold what was rendered');
    return {
      bytes, sha256: createHash('sha256').update(bytes).digest('hex'), sm3: sm3(bytes), sealId: seal.sealId, sealVersion: seal.version, sealUseId: sealed.useId,
      sealedAt: new Date(sealed.signedAt),
    };
  }
}

/** What the seal's signature covers, and where its image stands: mm from the upper left corner of the page. */
function propertyInfo(pdf: Buffer, { page, x, y, width, height }: SealPlace): string {
  const [left, top] = [x, y].map((value) => Math.round(value * 10) / 10);
  return `revision=1;length=${pdf.length};page=${page};x=${left};y=${top};width=${width};height=${height}`;
}
