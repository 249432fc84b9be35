import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsInt, IsNotEmptyObject, IsOptional, IsString, IsUUID, Length, Matches, Max, Min, ValidateNested } from 'class-validator';

const DEPARTMENT = /^[a-zA-Z][a-zA-Z0-9-]{0,63}$/;
const DIVISION = /^[1-9]\d{5}$/;
const VISIBLE = /\S/;

/** In both languages of the platform. */
export class WindowTextDto {
  @IsString()
  @Length(1, 100)
  @Matches(VISIBLE, { message: 'is not blank' })
  zh!: string;

  @IsString()
  @Length(1, 200)
  @Matches(VISIBLE, { message: 'is not blank' })
  en!: string;
}

class WindowContentDto {
  @Type(() => WindowTextDto)
  @IsNotEmptyObject()
  @ValidateNested()
  name!: WindowTextDto;

  /** Hall, floor and desk. */
  @Type(() => WindowTextDto)
  @IsNotEmptyObject()
  @ValidateNested()
  place!: WindowTextDto;

  /** Codes of the departments that it serves, 1 to 50. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ArrayUnique()
  @Matches(DEPARTMENT, { each: true, message: 'each is the code of a department' })
  departments!: string[];
}

export class OpenWindowDto extends WindowContentDto {
  /** As on the sign, for example `A03`; unique among the open windows of the division. */
  @Matches(/^[A-Z0-9][A-Z0-9-]{0,15}$/, { message: 'is 1 to 16 capital letters, digits or hyphens, for example A03' })
  code!: string;

  @Matches(DIVISION, { message: 'is the code of a division, 6 digits' })
  division!: string;
}

export class ChangeWindowDto extends WindowContentDto {
  /** The version that was seen. */
  @IsInt()
  @Min(1)
  version!: number;
}

export class CloseWindowDto {
  /** The version that was seen. */
  @IsInt()
  @Min(1)
  version!: number;
}

export class WindowDto {
  id!: string;
  code!: string;
  division!: string;
  name!: WindowTextDto;
  place!: WindowTextDto;
  departments!: string[];
  version!: number;
}

export class WindowPageQueryDto {
  @IsOptional()
  @Matches(DIVISION, { message: 'is the code of a division, 6 digits' })
  division?: string;

  /** Windows that serve this department. */
  @IsOptional()
  @Matches(DEPARTMENT, { message: 'is the code of a department' })
  department?: string;

  /** `next` of the page before. */
  @IsOptional()
  @IsUUID()
  after?: string;

  /** Entries of a page, 1 to 100. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit?: number = 20;
}

export class WindowPageDto {
  entries!: WindowDto[];
  /** To be given as `after` for the next page; absent on the last one. */
  next?: string;
}
