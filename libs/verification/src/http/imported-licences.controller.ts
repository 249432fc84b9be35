import { Readable } from 'node:stream';
import { Controller, Delete, Get, Header, HttpCode, Inject, Param, ParseUUIDPipe, Post, Query, Req, Res, StreamableFile } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Requires } from '@onething/identity';
import { type Actor, CLOCK, type CivilDate, civilDate, type Clock, isCitizenId, maskCitizenId, maskName } from '@onething/kernel';
import { dispositionOf, FileName } from '@onething/uploads';
import type { FastifyReply } from 'fastify';
import { ImportedLicences, type ShownImport } from '../imports/imported-licences';
import { ImportedLicenceDto, ImportedLicencesDto, ImportQueryDto } from './imported-licence.dto';
import { problem, receiveFile } from './received-file';

/** Licences from elsewhere (外部证照) that holders bring as files. */
@ApiTags('licences')
@ApiBearerAuth()
@Controller('imported-licences')
export class ImportedLicencesController {
  constructor(private readonly imports: ImportedLicences, @Inject(CLOCK) private readonly clock: Clock) {}

  /**
   * Brings the PDF of a licence that somebody else issued. It must be one's own, or a child's, and verify with a trust list of this platform; with
   * `unverified=true` a file that nobody here can judge is kept too. What is altered, revoked or of somebody else is refused, with the reason.
   */
  @Post()
  @RouteConfig({ streamsBody: true })
  @ApiConsumes('application/pdf', 'application/octet-stream')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiHeader({ name: 'File-Name', required: true, description: 'Name of the file, percent-encoded UTF-8 (encodeURIComponent)' })
  @Requires('licence.import')
  async bring(@CurrentActor() actor: Actor, @FileName() name: string, @Query() { unverified }: ImportQueryDto, @Req() { body }: { body: unknown }): Promise<ImportedLicenceDto> {
    if (!(body instanceof Readable)) throw problem('FILE_EMPTY', 'Send the bytes of the file as the body, as application/pdf.');
    return view(await this.imports.bring(actor, { bytes: await receiveFile(body), name, asUnverified: unverified === 'true' }), civilDate(this.clock.now()));
  }

  /** One's own and those of the children in one's care. */
  @Get()
  @Header('Cache-Control', 'no-store')
  @Requires('licence.readOwn')
  async list(@CurrentActor() actor: Actor): Promise<ImportedLicencesDto> {
    const today = civilDate(this.clock.now());
    return { entries: (await this.imports.list(actor)).map((licence) => view(licence, today)) };
  }

  @Get(':id/file')
  @ApiOkResponse({ description: 'The file as it was brought', content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } } })
  @Requires('licence.readOwn')
  async file(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<StreamableFile> {
    const { licence, content } = await this.imports.open(actor, id);
    reply.headers({ 'cache-control': 'private, no-store', 'content-security-policy': "default-src 'none'; sandbox", 'x-content-type-options': 'nosniff' });
    return new StreamableFile(content, { type: licence.contentType, disposition: dispositionOf(`${licence.facts.title}.pdf`), length: licence.size });
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('licence.import')
  remove(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.imports.remove(actor, id);
  }
}

function view({ id, standing, facts: { number, ...facts }, trustedIssuer, size, importedAt, holderName }: ShownImport, today: CivilDate): ImportedLicenceDto {
  const shown = number !== undefined && isCitizenId(number, today) ? maskCitizenId(number, 'internal') : number;
  return { id, standing, ...facts, ...(shown === undefined ? {} : { number: shown }), holder: maskName(holderName), trustedIssuer, size, importedAt: importedAt.toISOString() };
}
