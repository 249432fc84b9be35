import { ApiPropertyOptional } from '@nestjs/swagger';

/** A text in Simplified Chinese and English. */
export class StatisticsTextDto {
  zh!: string;
  en!: string;
}

/** What a figure means. */
export class FigureDefinitionDto {
  name!: StatisticsTextDto;
  formula!: StatisticsTextDto;
  source!: StatisticsTextDto;
}

export class FigureDto {
  code!: string;
  definition!: FigureDefinitionDto;
  /** `count` is a number of things, `share` lies between 0 and 1. */
  unit!: 'count' | 'share';
  /** Null when there is nothing to divide by yet. */
  value!: number | null;
  /** The value's parts by level, state, licence type or grade; null where they are so few that they are withheld. */
  @ApiPropertyOptional({ type: 'object', additionalProperties: { type: 'integer', nullable: true } })
  parts?: Record<string, number | null>;
  /** ISO 8601 instant at which it was read. */
  asOf!: string;
}

export class OverviewDto {
  /** Division code (GB/T 2260) of the region. */
  region!: string;
  asOf!: string;
  /** Instant of the youngest event or rating that was counted; null before the first. */
  countedUpTo!: string | null;
  figures!: FigureDto[];
}

export class PopularOneThingsDto {
  /** First day that counts, `YYYY-MM-DD`. */
  since!: string;
  /** Codes, the most often applied for first. */
  oneThings!: string[];
}
