import { Module } from '@nestjs/common';
import { CasesModule } from '@onething/cases';
import { CatalogueModule } from '@onething/catalogue';
import { IdentityModule } from '@onething/identity';
import { DocumentReader } from './document-reader';
import { DocumentWriter } from './document-writer';
import { DocumentsController } from './http/documents.controller';
import { DocumentRepository } from './persistence/document.repository';

/** Documents (文书) of cases: receipts, notices, decisions. */
@Module({
  imports: [CasesModule, CatalogueModule, IdentityModule],
  controllers: [DocumentsController],
  providers: [DocumentReader, DocumentRepository, DocumentWriter],
  exports: [DocumentWriter],
})
export class DocumentsModule {}
