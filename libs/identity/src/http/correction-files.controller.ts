import type { Readable } from 'node:stream';
import { Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Req, Res, StreamableFile } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '@onething/kernel';
import { dispositionOf, FILE_KINDS, FileName, receivedBody, UPLOAD_TYPES } from '@onething/uploads';
import type { FastifyReply } from 'fastify';
import { CorrectionEvidence } from '../corrections/correction-evidence';
import type { CorrectionFile } from '../corrections/correction-file.repository';
import { WindowCorrections } from '../corrections/window-corrections';
import { CorrectionFileDto } from './correction.dto';
import { CurrentActor } from './current-actor.decorator';
import { IdempotencyKey } from './idempotency-key.decorator';
import { Requires } from './requires.decorator';

const CONTENT = Object.fromEntries(FILE_KINDS.map(({ contentType }) => [contentType, { schema: { type: 'string' as const, format: 'binary' } }]));

/** Papers that show what is right, handed in for a correction. */
@ApiTags('privacy')
@ApiBearerAuth()
@Controller()
export class CorrectionFilesController {
  constructor(private readonly evidence: CorrectionEvidence, private readonly corrections: WindowCorrections) {}

  /** Hands in one file for a correction that waits: its bytes are the body. The same request with the same Idempotency-Key is one file. */
  @Post('me/corrections/:id/files')
  @RouteConfig({ streamsBody: true })
  @ApiConsumes(...UPLOAD_TYPES)
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiHeader({ name: 'File-Name', required: true, description: 'Name of the file, percent-encoded UTF-8 (encodeURIComponent)' })
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @Requires('ownData.correct')
  async upload(
    @CurrentActor() actor: Actor, @IdempotencyKey() key: string, @FileName() name: string, @Param('id', ParseUUIDPipe) id: string,
    @Req() { body: content }: { body: unknown },
  ): Promise<CorrectionFileDto> {
    return correctionFileView(await this.evidence.add({ actor, correctionId: id, key, name, content: receivedBody(content) }));
  }

  /** As long as the correction waits. */
  @Delete('me/corrections/:id/files/:fileId')
  @HttpCode(204)
  @Requires('ownData.correct')
  remove(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Param('fileId', ParseUUIDPipe) fileId: string): Promise<void> {
    return this.evidence.remove(actor, id, fileId);
  }

  /** The file, to be saved. */
  @Get('me/corrections/:id/files/:fileId')
  @ApiOkResponse({ content: CONTENT })
  @Requires('ownData.correct')
  async openOwn(
    @CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Param('fileId', ParseUUIDPipe) fileId: string, @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return sent(await this.evidence.openOwn(actor, id, fileId), reply);
  }

  /** For who decides on it. That it was opened is shown to its person. */
  @Get('corrections/:id/files/:fileId')
  @ApiOkResponse({ content: CONTENT })
  @Requires('correction.decide')
  async openAtWindow(
    @CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Param('fileId', ParseUUIDPipe) fileId: string, @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    await this.corrections.open(actor, id);
    return sent(await this.evidence.open(id, fileId), reply);
  }
}

export const correctionFileView = ({ id, name, contentType, size, createdAt }: CorrectionFile): CorrectionFileDto => ({ id, name, contentType, size, createdAt });

function sent({ file: { name, contentType: type, size: length }, content }: { file: CorrectionFile; content: Readable }, reply: FastifyReply): StreamableFile {
  reply.headers({ 'cache-control': 'private, no-store', 'content-security-policy': "default-src 'none'; sandbox", 'x-content-type-options': 'nosniff' });
  return new StreamableFile(content, { type, disposition: dispositionOf(name), length });
}
