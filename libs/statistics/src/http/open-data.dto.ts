import type { FigureDefinitionDto, StatisticsTextDto } from './overview.dto';

export class OpenDataSetDto {
  code!: string;
  name!: StatisticsTextDto;
  definition!: FigureDefinitionDto;
  /** Months that are over, the newest first. */
  months!: string[];
}

export class OpenDataListDto {
  /** Where the JSON Schema of the data is. */
  schema!: string;
  datasets!: OpenDataSetDto[];
}

export class OpenDataCellDto {
  /** Null: all of them. */
  division!: string | null;
  department!: string | null;
  detail!: string | null;
  /** Null: withheld, because it, or another one that follows from it, is below 5. */
  count!: number | null;
}

export class OpenDataMonthDto {
  $schema!: string;
  dataset!: string;
  month!: string;
  asOf!: string;
  definition!: FigureDefinitionDto;
  cells!: OpenDataCellDto[];
}

export class CountedFigureDto {
  code!: string;
  definition!: FigureDefinitionDto;
}
