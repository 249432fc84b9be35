import { IsIn, IsOptional, IsUUID, Matches } from 'class-validator';
import { BOARD_DIMENSIONS, type BoardDimension } from '../figure-board';

const CODE = /^[a-zA-Z][a-zA-Z0-9-]{0,79}$/;

class FigurePlaceDto {
  /** Six digits. */
  @IsOptional()
  @Matches(/^\d{6}$/)
  division?: string;

  @IsOptional()
  @Matches(CODE)
  department?: string;

  @IsOptional()
  @Matches(CODE)
  oneThing?: string;

  @IsOptional()
  @Matches(CODE)
  item?: string;

  /** Id of a service window. */
  @IsOptional()
  @IsUUID()
  window?: string;
}

export class FigureBoardQueryDto extends FigurePlaceDto {
  @IsIn(BOARD_DIMENSIONS)
  by!: BoardDimension;

  /** First month, `YYYY-MM`. */
  @Matches(/^\d{4}-(0[1-9]|1[0-2])$/)
  from!: string;

  /** Last month. */
  @Matches(/^\d{4}-(0[1-9]|1[0-2])$/)
  to!: string;
}

export class FigureExplanationQueryDto extends FigurePlaceDto {
  @Matches(/^[a-zA-Z]+\.[a-zA-Z]+$/)
  figure!: string;

  @Matches(/^\d{4}-(0[1-9]|1[0-2])$/)
  month!: string;
}
