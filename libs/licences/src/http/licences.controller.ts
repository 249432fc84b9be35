import { Controller, Get, Header, Inject, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { CatalogueService } from '@onething/catalogue';
import { CurrentActor, Requires } from '@onething/identity';
import { type Actor, CLOCK, civilDate, type Clock } from '@onething/kernel';
import { Wallet } from '../wallet';
import { LicenceDto, LicencePageDto, LicencePageQueryDto } from './licence.dto';
import { decodeCursor, encodeCursor } from './licence-cursor';
import { entryView, type LicenceTypes, wholeView } from './licence-view';

/** The licences of the person who asks, and of the children whose guardian that person is. */
@ApiTags('licences')
@ApiBearerAuth()
@Controller('licences')
export class LicencesController {
  constructor(
    private readonly wallet: Wallet,
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
    return { entries: entries.map((entry) => entryView(entry, types, today)), next: last && encodeCursor(last.licence) };
  }

  /** One licence, whole. */
  @Get(':id')
  @Header('Cache-Control', 'no-store')
  @Requires('licence.readOwn')
  async get(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<LicenceDto> {
    return wholeView(await this.wallet.get(actor, id), await this.types());
  }

  private async types(): Promise<LicenceTypes> {
    return (await this.catalogue.getEdition()).catalogue.licenceTypes;
  }
}
