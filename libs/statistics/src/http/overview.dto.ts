import { ApiPropertyOptional, getSchemaPath } from '@nestjs/swagger';

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
  /** `count` is a number of things, `share` lies between 0 and 1, `points` are of 10. */
  unit!: 'count' | 'share' | 'points';
  /** Null when there is nothing to divide by yet, or so little that it is withheld. */
  value!: number | null;
  /** How it divides by level, state, licence type or grade, up to `dividedUpTo`, in whole steps of 5; null where they are so few that they are withheld. */
  @ApiPropertyOptional({ type: 'object', additionalProperties: { type: 'integer', nullable: true } })
  parts?: Record<string, number | null>;
  /** What the parts are called. */
  @ApiPropertyOptional({ type: 'object', additionalProperties: { $ref: getSchemaPath(StatisticsTextDto) } })
  partNames?: Record<string, StatisticsTextDto>;
  /** ISO 8601 instant at which it was read. */
  asOf!: string;
}

export class OverviewDto {
  /** Division code (GB/T 2260) of the region. */
  region!: string;
  asOf!: string;
  /** Instant of the youngest event or rating that was counted; null before the first. */
  countedUpTo!: string | null;
  /** The last day that counts for parts, rates, and what registers hold: today's come tomorrow. */
  dividedUpTo!: string;
  figures!: FigureDto[];
}

export class PopularOneThingsDto {
  /** First day that counts, `YYYY-MM-DD`. */
  since!: string;
  /** Codes, the most often applied for first. */
  oneThings!: string[];
}
