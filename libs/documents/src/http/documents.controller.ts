import { Controller, Get, Header, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Requires } from '@onething/identity';
import type { Actor } from '@onething/kernel';
import { DOCUMENT_POLICY } from '../content/render-document';
import { DocumentReader } from '../document-reader';
import { DocumentDto, DocumentQueryDto } from './document.dto';

/** What authorities have put in writing: receipts, notices, decisions. */
@ApiTags('documents')
@ApiBearerAuth()
@Controller('cases/:caseId/documents')
export class DocumentsController {
  constructor(private readonly reader: DocumentReader) {}

  /** The documents of a case, in the order in which they were issued. They appear a moment after what they are about. */
  @Get()
  @Header('Cache-Control', 'no-store')
  @Requires('case.read')
  list(@CurrentActor() actor: Actor, @Param('caseId', ParseUUIDPipe) caseId: string): Promise<DocumentDto[]> {
    return this.reader.list(actor, caseId);
  }

  /** One document as a page that can be printed: no script, nothing loaded. */
  @Get(':documentId')
  @Header('Cache-Control', 'no-store')
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Content-Disposition', 'inline')
  @Header('Content-Security-Policy', DOCUMENT_POLICY)
  @ApiOkResponse({ description: 'The document', content: { 'text/html': { schema: { type: 'string' } } } })
  @Requires('case.read')
  get(
    @CurrentActor() actor: Actor, @Param('caseId', ParseUUIDPipe) caseId: string, @Param('documentId', ParseUUIDPipe) documentId: string,
    @Query() { lang = 'zh' }: DocumentQueryDto,
  ): Promise<string> {
    return this.reader.render(actor, caseId, documentId, lang);
  }
}
