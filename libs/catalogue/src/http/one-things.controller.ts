import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '@onething/identity';
import { CatalogueService } from '../catalogue.service';
import { refuseOutline } from '../domain/compile';
import { BundlePlanDto, PreviewRequestDto } from './bundle-plan.dto';
import { OneThingGuideDto, QuestionnaireDto } from './one-thing-guide.dto';
import { OneThingPageDto, OneThingQueryDto } from './one-thing-list.dto';
import { presentGuide, presentQuestionnaire } from './one-thing.presenter';

@ApiTags('catalogue')
@Controller('one-things')
export class OneThingsController {
  constructor(private readonly catalogue: CatalogueService) {}

  /** Searches the one-things (一件事), best match first. */
  @Get()
  @Requires('catalogue.read')
  async search(@Query() { page = 1, pageSize = 20, ...filter }: OneThingQueryDto): Promise<OneThingPageDto> {
    return { page, pageSize, ...await this.catalogue.search({ page, pageSize, ...filter }) };
  }

  /** The guide: who can apply, what one gets, which items, and what is saved in the standard situation. */
  @Get(':code')
  @Requires('catalogue.read')
  async guide(@Param('code') code: string): Promise<OneThingGuideDto> {
    return presentGuide(await this.catalogue.getPublished(code));
  }

  /** The questions whose answers decide which items, papers and fields are needed. */
  @Get(':code/questionnaire')
  @Requires('catalogue.read')
  async questionnaire(@Param('code') code: string): Promise<QuestionnaireDto> {
    const published = await this.catalogue.getPublished(code);
    refuseOutline(published.oneThing);
    return presentQuestionnaire(published);
  }

  /** The plan for these answers: items in their order, one form, one set of papers, promised time and savings. Stores nothing. */
  @Post(':code/preview')
  @HttpCode(200)
  @Requires('catalogue.read')
  async preview(@Param('code') code: string, @Body() { answers, version }: PreviewRequestDto): Promise<BundlePlanDto> {
    const published = await this.catalogue.getPublished(code, version);
    return { ...await this.catalogue.compileFor(code, published.version, answers), version: published.version };
  }
}
