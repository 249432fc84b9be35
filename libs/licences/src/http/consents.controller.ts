import { Controller, Get, Header, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { CatalogueService } from '@onething/catalogue';
import { CurrentActor, PersonDirectory, Requires } from '@onething/identity';
import { type Actor, maskName } from '@onething/kernel';
import { Consents, type ShownConsent } from '../consents';
import type { ConsentDecision } from '../domain/consent.machine';
import { ConsentDto, ConsentPageDto, ConsentPageQueryDto } from './consent.dto';
import { typeView } from './licence-view';

/** What others ask to use of the actor's licences, and the actor's decisions. */
@ApiTags('licences')
@ApiBearerAuth()
@Controller('consents')
export class ConsentsController {
  constructor(
    private readonly consents: Consents,
    private readonly directory: PersonDirectory,
    private readonly catalogue: CatalogueService,
  ) {}

  /** What was asked of one, newest first. */
  @Get()
  @Header('Cache-Control', 'no-store')
  @Requires('consent.decide')
  async list(@CurrentActor() actor: Actor, @Query() { after, limit = 20 }: ConsentPageQueryDto): Promise<ConsentPageDto> {
    const found = await this.consents.listAskedOf(actor, { after, limit: limit + 1 });
    const entries = await this.views(found.slice(0, limit));
    return { entries, next: found.length > limit ? entries.at(-1)?.id : undefined };
  }

  /** Allows the use until the term ends. */
  @Post(':id/grant')
  @HttpCode(200)
  @Requires('consent.decide')
  grant(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<ConsentDto> {
    return this.decide(actor, id, 'grant');
  }

  /** Refuses the use. */
  @Post(':id/refuse')
  @HttpCode(200)
  @Requires('consent.decide')
  refuse(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<ConsentDto> {
    return this.decide(actor, id, 'refuse');
  }

  /** Takes a granted consent back, until the decision that rests on it. */
  @Post(':id/revoke')
  @HttpCode(200)
  @Requires('consent.decide')
  revoke(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<ConsentDto> {
    return this.decide(actor, id, 'revoke');
  }

  private async decide(actor: Actor, id: string, decision: ConsentDecision): Promise<ConsentDto> {
    const [view] = await this.views([await this.consents.decide(actor, id, decision)]);
    return view!;
  }

  private async views(consents: ShownConsent[]): Promise<ConsentDto[]> {
    const types = (await this.catalogue.getEdition()).catalogue.licenceTypes;
    const askers = await this.directory.findPersons(consents.map((consent) => consent.requestedBy.personId));
    return consents.map((consent) => ({
      id: consent.id,
      state: consent.state,
      askedBy: { name: maskName(askers.get(consent.requestedBy.personId)?.name ?? '') },
      subject: consent.subject,
      purpose: consent.purpose,
      scope: consent.scope.map((code) => typeView(types, code)),
      askedAt: new Date(consent.askedAt).toISOString(),
      decidedAt: consent.decidedAt === undefined ? undefined : new Date(consent.decidedAt).toISOString(),
      expiresAt: new Date(consent.expiresAt).toISOString(),
    }));
  }
}
