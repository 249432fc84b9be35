import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type RenderedPaper, SealedFiles } from '@onething/sealed-files';
import { GlyphSource, type UsableSealImage } from '@onething/seals';
import { CaseHistories } from '@onething/cases';
import { DocumentContents } from '../document-contents';
import { DocumentRepository } from '../persistence/document.repository';
import { DOCUMENT_FILES, documentPaper } from './document-paper';
import { drawDocument } from './draw-document';

/** Renders the files of documents, from the case as it is kept when the file is made. */
@Injectable()
export class DocumentRenderer implements OnModuleInit {
  constructor(
    private readonly files: SealedFiles,
    private readonly repository: DocumentRepository,
    private readonly histories: CaseHistories,
    private readonly contents: DocumentContents,
    private readonly glyphs: GlyphSource,
  ) {}

  onModuleInit(): void {
    this.files.define(DOCUMENT_FILES, (documentId, seal) => this.render(documentId, seal));
  }

  private async render(documentId: string, seal: UsableSealImage): Promise<RenderedPaper> {
    const document = await this.repository.find(documentId);
    if (!document) throw new Error('There is no such document');
    const content = await this.contents.of(document, await this.histories.getWhole(undefined, document.caseId));
    const paper = documentPaper(document.kind, content, (text) => this.glyphs.missingIn(text));
    const { pdf, place } = await drawDocument({ paper, font: this.glyphs.fontFile(), seal: seal.svg, at: Date.parse(`${document.issuedOn}T00:00:00+08:00`) });
    return { pdf, place, reason: paper.title };
  }
}
