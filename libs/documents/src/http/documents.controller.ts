import { Body, Controller, Get, Header, HttpCode, Param, ParseUUIDPipe, Post, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Requires } from '@onething/identity';
import type { Actor } from '@onething/kernel';
import type { SealedFileState } from '@onething/sealed-files';
import type { FastifyReply } from 'fastify';
import { DOCUMENT_POLICY } from '../content/render-document';
import { DecisionPreview } from '../decision-preview';
import { DocumentReader } from '../document-reader';
import { DecisionDraftDto, DocumentDto, type DocumentFileDto, DocumentPreviewDto, DocumentQueryDto } from './document.dto';

/** What authorities have put in writing: receipts, notices, decisions. */
@ApiTags('documents')
@ApiBearerAuth()
@Controller('cases/:caseId/documents')
export class DocumentsController {
  constructor(private readonly reader: DocumentReader, private readonly drafts: DecisionPreview) {}

  /** The documents of a case, in the order in which they were issued. They appear a moment after what they are about. */
  @Get()
  @Header('Cache-Control', 'no-store')
  @Requires('case.read')
  async list(@CurrentActor() actor: Actor, @Param('caseId', ParseUUIDPipe) caseId: string): Promise<DocumentDto[]> {
    return (await this.reader.list(actor, caseId)).map(({ file, ...document }) => ({ ...document, file: fileView(file) }));
  }

  /** A decision as its applicant would read it if it were made now. Nothing is stored. */
  @Post('preview')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @Requires('item.decide')
  async preview(
    @CurrentActor() actor: Actor, @Param('caseId', ParseUUIDPipe) caseId: string, @Body() draft: DecisionDraftDto,
  ): Promise<DocumentPreviewDto> {
    const { title, number, issuedOn, authority, facts, paragraphs, reason, remedies } = await this.drafts.compose(actor, caseId, draft);
    return { title, number, issuedOn, authority, facts, paragraphs, reason, remedies };
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
  /** The same document as a sealed PDF, for who may read it. 409 while it is being made. */
  @Get(':documentId/file')
  @ApiOkResponse({ description: 'The file', content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } } })
  @Requires('case.read')
  async file(
    @CurrentActor() actor: Actor, @Param('caseId', ParseUUIDPipe) caseId: string, @Param('documentId', ParseUUIDPipe) documentId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { document, file, content } = await this.reader.openFile(actor, caseId, documentId);
    reply.headers({ 'cache-control': 'private, no-store', 'content-security-policy': "default-src 'none'; sandbox", 'x-content-type-options': 'nosniff' });
    return new StreamableFile(content, { type: file.contentType, disposition: `inline; filename="${document.kind}.pdf"`, length: file.size });
  }
}

function fileView(state: SealedFileState | undefined): DocumentFileDto {
  if (!state) return { state: 'none' };
  if (state.state === 'making') return state;
  const { size, sha256, sm3 } = state.file;
  return { state: 'made', size, sha256, sm3 };
}
