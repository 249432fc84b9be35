import { Readable } from 'node:stream';
import { Controller, Get, Header, Query, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { AccessLog } from '@onething/audit';
import { CurrentActor, Requires } from '@onething/identity';
import type { Actor } from '@onething/kernel';
import { OwnData } from '../own-data/own-data';
import { OWN_DATA_POLICY } from '../own-data/own-data-page';
import { AccessLogQueryDto, AccessPageDto, OwnDataPageQueryDto } from './own-data.dto';

/** What the platform keeps about the person who asks, and who looked at it. */
@ApiTags('privacy')
@ApiBearerAuth()
@Controller('me')
export class OwnDataController {
  constructor(private readonly data: OwnData, private readonly access: AccessLog) {}

  /** Everything about oneself, a list by kind of record. Nothing is masked. */
  @Get('data')
  @Header('Cache-Control', 'no-store')
  @ApiOkResponse({ description: 'Everything about the person', content: { 'application/json': { schema: { type: 'object' } } } })
  @Requires('ownData.export')
  async json(@CurrentActor() actor: Actor): Promise<StreamableFile> {
    await this.data.recordExport(actor, 'json');
    return new StreamableFile(Readable.from(this.data.json(actor)), { type: 'application/json; charset=utf-8', disposition: 'attachment; filename="my-data.json"' });
  }

  /** The same as a page to be read and printed: no script, nothing loaded. */
  @Get('data.html')
  @Header('Cache-Control', 'no-store')
  @Header('Content-Security-Policy', OWN_DATA_POLICY)
  @ApiOkResponse({ description: 'Everything about the person', content: { 'text/html': { schema: { type: 'string' } } } })
  @Requires('ownData.export')
  async page(@CurrentActor() actor: Actor, @Query() { lang = 'zh' }: OwnDataPageQueryDto): Promise<StreamableFile> {
    await this.data.recordExport(actor, 'html');
    return new StreamableFile(Readable.from(this.data.page(actor, lang)), { type: 'text/html; charset=utf-8', disposition: 'inline' });
  }

  /** Who looked at data about oneself, newest first: which office and role, when, at what. Who the official is, the auditors know. */
  @Get('access-log')
  @Header('Cache-Control', 'no-store')
  @Requires('ownData.read')
  async accessLog(@CurrentActor() { personId }: Actor, @Query() { after, limit = 20 }: AccessLogQueryDto): Promise<AccessPageDto> {
    const found = await this.access.ofPerson(personId, { after, limit: limit + 1 });
    const entries = found.slice(0, limit);
    return { entries, next: found.length > limit ? entries.at(-1)!.id : undefined };
  }
}
