import { Module } from '@nestjs/common';
import { CasesModule } from '@onething/cases';
import { CatalogueModule } from '@onething/catalogue';
import { IdentityModule } from '@onething/identity';
import { SealedFilesModule } from '@onething/sealed-files';
import { DocumentContents } from './document-contents';
import { DocumentReader } from './document-reader';
import { DocumentWriter } from './document-writer';
import { DocumentRenderer } from './file/document-renderer';
import { DocumentsController } from './http/documents.controller';
import { DocumentRepository } from './persistence/document.repository';

/** Documents (文书) of cases: receipts, notices, decisions. */
@Module({
  imports: [CasesModule, CatalogueModule, IdentityModule, SealedFilesModule],
  controllers: [DocumentsController],
  providers: [DocumentContents, DocumentReader, DocumentRenderer, DocumentRepository, DocumentWriter],
  exports: [DocumentWriter],
})
export class DocumentsModule {}
