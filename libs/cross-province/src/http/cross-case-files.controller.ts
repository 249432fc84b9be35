import { Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Query, Req, Res, StreamableFile } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentActor, IdempotencyKey, Requires } from '@onething/identity';
import type { Actor } from '@onething/kernel';
import { dispositionOf, FILE_KINDS, FileName, receivedBody, safeFileName, UPLOAD_TYPES } from '@onething/uploads';
import type { FastifyReply } from 'fastify';
import { CrossCaseFiles } from '../cross-case-files';
import { CrossCaseReader } from '../cross-case-reader';
import { CrossUploadDto } from './cross-case.dto';
import { CrossFileQueryDto } from './cross-intake.dto';

const CONTENT = Object.fromEntries(FILE_KINDS.map(({ contentType }) => [contentType, { schema: { type: 'string' as const, format: 'binary' } }]));

/** Scans of papers, and results, of cases that two provinces handle. */
@ApiTags('cross-province')
@ApiBearerAuth()
@Controller('cross-province')
export class CrossCaseFilesController {
  constructor(private readonly files: CrossCaseFiles, private readonly reader: CrossCaseReader) {}

  /** Hands in one file: its bytes are the body. Taking in, a correction, a decision or a delivery names it by its id, and sends it along. */
  @Post('files')
  @RouteConfig({ streamsBody: true })
  @ApiConsumes(...UPLOAD_TYPES)
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiHeader({ name: 'File-Name', required: true, description: 'Name of the file, percent-encoded UTF-8 (encodeURIComponent)' })
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @Requires('crossProvince.attach')
  async upload(
    @CurrentActor() actor: Actor, @IdempotencyKey() key: string, @FileName() name: string, @Query() { department, division }: CrossFileQueryDto,
    @Req() { body: content }: { body: unknown },
  ): Promise<CrossUploadDto> {
    const { id, name: kept, contentType, size, sha256 } = await this.files.add(actor, { department, division, key, name, content: receivedBody(content) });
    return { id, name: kept, contentType, size, sha256 };
  }

  /** As long as no step has named it. */
  @Delete('files/:fileId')
  @HttpCode(204)
  @Requires('crossProvince.attach')
  remove(@CurrentActor() actor: Actor, @Param('fileId', ParseUUIDPipe) fileId: string): Promise<void> {
    return this.files.remove(actor, fileId);
  }

  /** A file of a case, from whichever place it came; for both offices and the applicant. */
  @Get('cases/:id/files/:sha256')
  @ApiOkResponse({ content: CONTENT })
  @Requires('crossProvince.read')
  async open(
    @CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Param('sha256') sha256: string, @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { file: { name, contentType, size: length }, content } = await this.reader.openFile(actor, id, sha256);
    reply.headers({ 'cache-control': 'private, no-store', 'content-security-policy': "default-src 'none'; sandbox", 'x-content-type-options': 'nosniff' });
    // The other place says what it is; a browser hears nothing but kinds that are known here.
    const type = FILE_KINDS.some((kind) => kind.contentType === contentType) ? contentType : 'application/octet-stream';
    return new StreamableFile(content, { type, disposition: dispositionOf(safeFileName(name)), length });
  }
}
