import { IsOptional, Matches } from 'class-validator';
import { ChoiceDto, TextDto } from './text.dto';

export class DivisionQueryDto {
  /** GB/T 2260 code of the division whose parts are wanted; provinces when left out. */
  @IsOptional() @Matches(/^\d{6}$/, { message: 'parent must be a division code of 6 digits' })
  parent?: string;
}

export class DivisionDto {
  code!: string;
  name!: TextDto;
  parent?: string;
  hasParts!: boolean;
}

export class DepartmentDto {
  code!: string;
  name!: TextDto;
  /** The two department digits of a base code (基本编码). */
  digits!: string;
  provenance?: 'recalled' | 'illustrative';
}

export class AuthorityDto {
  /** Unified social credit code. */
  uscc!: string;
  name!: TextDto;
  department!: string;
  division!: string;
  provenance?: 'recalled' | 'illustrative';
}

export class FaceFieldDto {
  code!: string;
  name!: TextDto;
  type!: string;
  element?: string;
  required!: boolean;
  choices?: ChoiceDto[];
}

export class LicenceTypeDto {
  code!: string;
  name!: TextDto;
  /** 证照类型代码, 21 characters. */
  typeCode!: string;
  /** Department that issues it. */
  department!: string;
  holder!: 'naturalPerson' | 'legalPerson';
  /** Years from issue; absent = for good. */
  validYears?: number;
  face!: FaceFieldDto[];
  provenance?: 'recalled' | 'illustrative';
}
