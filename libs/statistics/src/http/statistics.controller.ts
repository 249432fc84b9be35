import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '@onething/identity';
import { StatisticsOverview } from '../overview';
import { OverviewDto } from './overview.dto';

/** Figures that anyone may read, each with its definition. */
@ApiTags('statistics')
@Controller('statistics')
export class StatisticsController {
  constructor(private readonly overview: StatisticsOverview) {}

  @Get('overview')
  @Requires('statistics.read')
  async getOverview(): Promise<OverviewDto> {
    const { region, asOf, countedUpTo, figures } = await this.overview.read();
    return {
      region,
      asOf: isoOf(asOf),
      countedUpTo: countedUpTo === undefined ? null : isoOf(countedUpTo),
      figures: figures.map((figure) => ({ ...figure, asOf: isoOf(figure.asOf) })),
    };
  }
}

function isoOf(instant: number): string {
  return new Date(instant).toISOString();
}
