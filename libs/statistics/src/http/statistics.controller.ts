import { Controller, Get, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '@onething/identity';
import { addDays, CLOCK, civilDate, type Clock } from '@onething/kernel';
import { StatisticsOverview } from '../overview';
import { FigureRepository } from '../persistence/figure.repository';
import { OverviewDto, PopularOneThingsDto } from './overview.dto';

/** Days that are looked back for what is applied for most. */
const POPULAR_DAYS = 90;
const MOST_POPULAR = 10;

/** Figures that anyone may read, each with its definition. */
@ApiTags('statistics')
@Controller('statistics')
export class StatisticsController {
  constructor(
    private readonly overview: StatisticsOverview,
    private readonly repository: FigureRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('overview')
  @Requires('statistics.read')
  async getOverview(): Promise<OverviewDto> {
    const { region, asOf, countedUpTo, dividedUpTo, figures } = await this.overview.read();
    return {
      region,
      asOf: isoOf(asOf),
      countedUpTo: countedUpTo === undefined ? null : isoOf(countedUpTo),
      dividedUpTo,
      figures: figures.map((figure) => ({ ...figure, asOf: isoOf(figure.asOf) })),
    };
  }

  /** What was applied for most in the last 90 days: the order alone, not how often. */
  @Get('popular')
  @Requires('statistics.read')
  async getPopular(): Promise<PopularOneThingsDto> {
    const since = addDays(civilDate(this.clock.now()), -POPULAR_DAYS);
    return { since, oneThings: await this.repository.mostSubmitted(since, MOST_POPULAR) };
  }
}

function isoOf(instant: number): string {
  return new Date(instant).toISOString();
}
