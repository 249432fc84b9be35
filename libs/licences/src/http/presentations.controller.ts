import { Body, Controller, Header, HttpCode, Inject, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { CatalogueService } from '@onething/catalogue';
import { CurrentActor, Requires } from '@onething/identity';
import { type Actor, CLOCK, civilDate, type Clock } from '@onething/kernel';
import { Presentations } from '../presentations';
import { presentedView } from './licence-view';
import { PresentationCodeDto, PresentedLicenceDto, ReadPresentationDto } from './presentation.dto';

/** Presentation of licences (亮证): shown by the holder, read by an official. */
@ApiTags('licences')
@ApiBearerAuth()
@Controller()
export class PresentationsController {
  constructor(
    private readonly presentations: Presentations,
    private readonly catalogue: CatalogueService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** A code to show: signed, good for 60 seconds, read once. Asking again gives another one. */
  @Post('licences/:id/presentations')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @Requires('licence.present')
  async show(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<PresentationCodeDto> {
    const { content, expiresAt } = await this.presentations.show(actor, id);
    return { content, expiresAt: new Date(expiresAt).toISOString(), lastsMs: expiresAt - this.clock.now() };
  }

  /** What a code stands for. Each is read once; the holder sees in `GET /api/me/access-log` which office read it. */
  @Post('presentations/readings')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @Requires('licence.readPresentation')
  async read(@CurrentActor() actor: Actor, @Body() { code }: ReadPresentationDto): Promise<PresentedLicenceDto> {
    const presented = await this.presentations.read(actor, code);
    const { catalogue } = await this.catalogue.getEdition();
    const now = this.clock.now();
    return { ...presentedView(presented, catalogue, civilDate(now)), readAt: new Date(now).toISOString() };
  }
}
