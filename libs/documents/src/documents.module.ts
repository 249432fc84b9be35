import { Module } from '@nestjs/common';
import { CasesModule } from '@onething/cases';
import { CatalogueModule } from '@onething/catalogue';
import { IdentityModule } from '@onething/identity';
import { SealedFilesModule } from '@onething/sealed-files';
import { DecisionPreview } from './decision-preview';
import { DocumentContents } from './document-contents';
import { DocumentReader } from './document-reader';
import { DocumentWriter } from './document-writer';
import { DocumentRenderer } from './file/document-renderer';
import { DocumentsController } from './http/documents.controller';
import { DocumentRepository } from './persistence/document.repository';
import { SigningAuthorities } from './signing-authorities';

/** Documents (文书) of cases: receipts, notices, decisions. */
@Module({
  imports: [CasesModule, CatalogueModule, IdentityModule, SealedFilesModule],
  controllers: [DocumentsController],
  providers: [DecisionPreview, DocumentContents, DocumentReader, DocumentRenderer, DocumentRepository, DocumentWriter, SigningAuthorities],
  exports: [DocumentWriter],
})
export class DocumentsModule {}
