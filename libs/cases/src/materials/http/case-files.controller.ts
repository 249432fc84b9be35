import { Controller, Delete, Get, Param, ParseUUIDPipe, Post, Req, Res, StreamableFile } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Requires } from '@onething/identity';
import type { Actor } from '@onething/kernel';
import { dispositionOf, FILE_KINDS, FileName, receivedBody, UPLOAD_TYPES } from '@onething/uploads';
import type { FastifyReply } from 'fastify';
import { IdempotencyKey } from '../../http/idempotency-key.decorator';
import { CaseFiles } from '../case-files';
import { MaterialReader } from '../material-reader';
import { fileView } from './material-view';
import { MaterialChangeDto, UploadedFileDto } from './material.dto';

/** The files that are handed in for the materials of a case. */
@ApiTags('materials')
@ApiBearerAuth()
@Controller('cases/:caseId/materials/:material/files')
export class CaseFilesController {
  constructor(
    private readonly files: CaseFiles,
    private readonly reader: MaterialReader,
  ) {}

  /**
   * Hands in one file: its bytes are the body. PDF, JPEG, PNG or WebP, told by the content, which must agree with the name. The
   * same request with the same Idempotency-Key is one file.
   */
  @Post()
  @RouteConfig({ streamsBody: true })
  @ApiConsumes(...UPLOAD_TYPES)
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiHeader({ name: 'File-Name', required: true, description: 'Name of the file, percent-encoded UTF-8 (encodeURIComponent)' })
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @Requires('file.upload')
  async upload(
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
    @FileName() name: string,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('material') material: string,
    @Req() { body: content }: { body: unknown },
  ): Promise<UploadedFileDto> {
    const file = await this.files.upload({ actor, key, caseId, material, name, content: receivedBody(content) });
    return { ...fileView(file), version: file.version };
  }

  /** The file, to be saved. For the applicant, and for the offices whose items ask for the material. */
  @Get(':fileId')
  @ApiOkResponse({
    content: Object.fromEntries(
      FILE_KINDS.map(({ contentType }) => [contentType, { schema: { type: 'string', format: 'binary' } }]),
    ),
  })
  @Requires('file.read')
  async download(
    @CurrentActor() actor: Actor,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('material') material: string,
    @Param('fileId', ParseUUIDPipe) fileId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { file, content } = await this.reader.open(actor, { caseId, material, fileId });
    reply.headers({
      'cache-control': 'private, no-store',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    });
    return new StreamableFile(content, { type: file.contentType, disposition: dispositionOf(file.name), length: file.size });
  }

  /** Throws a file of a draft away. */
  @Delete(':fileId')
  @Requires('file.upload')
  remove(
    @CurrentActor() actor: Actor,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('material') material: string,
    @Param('fileId', ParseUUIDPipe) fileId: string,
  ): Promise<MaterialChangeDto> {
    return this.files.remove(actor, { caseId, material, fileId });
  }
}
