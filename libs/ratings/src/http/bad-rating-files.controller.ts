import { Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Req, Res, StreamableFile } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { IdempotencyKey } from '@onething/cases';
import { CurrentActor, Requires } from '@onething/identity';
import type { Actor } from '@onething/kernel';
import { dispositionOf, FILE_KINDS, FileName, receivedBody, UPLOAD_TYPES } from '@onething/uploads';
import type { FastifyReply } from 'fastify';
import { BadRatingFiles } from '../bad-rating-files';
import { badRatingFileView } from './bad-rating-view';
import { BadRatingFileDto } from './bad-rating.dto';

const CONTENT = Object.fromEntries(FILE_KINDS.map(({ contentType }) => [contentType, { schema: { type: 'string' as const, format: 'binary' } }]));

/** Files on which findings, decisions on appeals and rectifications rest (佐证材料). */
@ApiTags('bad ratings')
@ApiBearerAuth()
@Controller('bad-ratings/:id/files')
export class BadRatingFilesController {
  constructor(private readonly files: BadRatingFiles) {}

  /** Hands in one file: its bytes are the body. A step names it by its id. The same request with the same Idempotency-Key is one file. */
  @Post()
  @RouteConfig({ streamsBody: true })
  @ApiConsumes(...UPLOAD_TYPES)
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiHeader({ name: 'File-Name', required: true, description: 'Name of the file, percent-encoded UTF-8 (encodeURIComponent)' })
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @Requires('badRating.prove')
  async upload(
    @CurrentActor() actor: Actor, @IdempotencyKey() key: string, @FileName() name: string, @Param('id', ParseUUIDPipe) id: string,
    @Req() { body: content }: { body: unknown },
  ): Promise<BadRatingFileDto> {
    return badRatingFileView(await this.files.add(actor, { badRatingId: id, key, name, content: receivedBody(content) }));
  }

  /** As long as no step has named it. */
  @Delete(':fileId')
  @HttpCode(204)
  @Requires('badRating.prove')
  remove(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Param('fileId', ParseUUIDPipe) fileId: string): Promise<void> {
    return this.files.remove(actor, id, fileId);
  }

  /** The file, to be saved. */
  @Get(':fileId')
  @ApiOkResponse({ content: CONTENT })
  @Requires('badRating.read')
  async open(
    @CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Param('fileId', ParseUUIDPipe) fileId: string, @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { file: { name, contentType: type, size: length }, content } = await this.files.open(actor, id, fileId);
    reply.headers({ 'cache-control': 'private, no-store', 'content-security-policy': "default-src 'none'; sandbox", 'x-content-type-options': 'nosniff' });
    return new StreamableFile(content, { type, disposition: dispositionOf(name), length });
  }
}
