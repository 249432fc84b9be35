import { Body, Controller, Get, Header, HttpCode, Inject, Param, ParseUUIDPipe, Post, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CatalogueService } from '@onething/catalogue';
import { CurrentActor, Requires } from '@onething/identity';
import { type Actor, CLOCK, civilDate, type Clock } from '@onething/kernel';
import { SealedFiles } from '@onething/sealed-files';
import type { FastifyReply } from 'fastify';
import { LicenceOffice } from '../licence-office';
import { Wallet } from '../wallet';
import { LicenceChangeDto, LicenceDto, LicencePageDto, LicencePageQueryDto, LicenceReplacementDto, LicenceStateDto, LicenceStatusListDto } from './licence.dto';
import { decodeCursor, encodeCursor } from './licence-cursor';
import { entryView, type LicenceTypes, wholeView } from './licence-view';

/** The licences of the person who asks, and of the children whose guardian that person is. */
@ApiTags('licences')
@ApiBearerAuth()
@Controller('licences')
export class LicencesController {
  constructor(
    private readonly wallet: Wallet,
    private readonly office: LicenceOffice,
    private readonly files: SealedFiles,
    private readonly catalogue: CatalogueService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What one holds, newest first; says whose each is. Numbers and names are masked. */
  @Get()
  @Header('Cache-Control', 'no-store')
  @Requires('licence.readOwn')
  async list(@CurrentActor() actor: Actor, @Query() { after, limit = 20 }: LicencePageQueryDto): Promise<LicencePageDto> {
    const found = await this.wallet.list(actor, { after: after === undefined ? undefined : decodeCursor(after), limit: limit + 1 });
    const [types, today] = [await this.types(), civilDate(this.clock.now())];
    const entries = found.slice(0, limit);
    const last = found.length > limit ? entries.at(-1) : undefined;
    const files = await this.files.statesOf(entries.map(({ licence }) => licence.versionId));
    return { entries: entries.map((entry) => entryView(entry, types, files.get(entry.licence.versionId), today)), next: last && encodeCursor(last.licence) };
  }

  /** One licence, whole. */
  @Get(':id')
  @Header('Cache-Control', 'no-store')
  @Requires('licence.readOwn')
  async get(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<LicenceDto> {
    const entry = await this.wallet.get(actor, id);
    const { versionId } = entry.licence;
    return wholeView(entry, await this.types(), (await this.files.statesOf([versionId])).get(versionId));
  }

  /** The sealed file, a PDF: for its holder, and the office that issued it. 409 while it is being made. */
  @Get(':id/file')
  @ApiOkResponse({ description: 'The file', content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } } })
  @Requires('licence.readFile')
  async file(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<StreamableFile> {
    const { licence, file, content } = await this.office.openFile(actor, id);
    reply.headers({ 'cache-control': 'private, no-store', 'content-security-policy': "default-src 'none'; sandbox", 'x-content-type-options': 'nosniff' });
    return new StreamableFile(content, { type: file.contentType, disposition: `inline; filename="${licence.typeCode}.pdf"`, length: file.size });
  }

  /** Why the licence is in its state, the oldest record first. */
  @Get(':id/status-records')
  @Header('Cache-Control', 'no-store')
  @Requires('licence.readFile')
  async statusRecords(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<LicenceStatusListDto> {
    const records = await this.office.listStatus(actor, id);
    return { entries: records.map(({ licenceId: _, occurredAt, ...record }) => ({ ...record, occurredAt: new Date(occurredAt).toISOString() })) };
  }

  /** Changes the state: the head of the office that issued it. Who repeats it with the same `state` gets 409 with the present one. */
  @Post(':id/state-changes')
  @HttpCode(200)
  @Requires('licence.changeState')
  async changeState(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) licenceId: string, @Body() order: LicenceChangeDto): Promise<LicenceStateDto> {
    const { id, version, state } = await this.office.change(actor, licenceId, order);
    return { id, version, state };
  }

  /** A new version (换发) with other fields or another last day: the head of the issuing office. The version before is REPLACED, and a new file is made. */
  @Post(':id/versions')
  @HttpCode(201)
  @Requires('licence.changeState')
  async replace(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) licenceId: string, @Body() { version: seen, ...order }: LicenceReplacementDto): Promise<LicenceStateDto> {
    const { id, version, state } = await this.office.replace(actor, licenceId, { ...order, seen });
    return { id, version, state };
  }

  private async types(): Promise<LicenceTypes> {
    return (await this.catalogue.getEdition()).catalogue.licenceTypes;
  }
}
