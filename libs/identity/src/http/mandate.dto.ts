import { isCivilDate } from '@onething/kernel';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsIn, IsInt, IsObject, IsOptional, IsString, IsUUID, Length, Matches, Max, Min, registerDecorator,
  ValidateNested,
} from 'class-validator';
import { MANDATE_ACTS, MANDATE_STATES, type MandateAct, type MandateState } from '../domain/mandate';
import type { PersonKind } from '../domain/person-number';

const CODE = /^[a-zA-Z][a-zA-Z0-9-]{0,63}$/;

/** An existing day, `YYYY-MM-DD`. */
const IsDay = (): PropertyDecorator => (target, propertyName) =>
  registerDecorator({
    name: 'isDay', target: target.constructor, propertyName: propertyName as string,
    validator: {
      validate: (value: unknown) => typeof value === 'string' && isCivilDate(value),
      defaultMessage: () => 'is an existing day, YYYY-MM-DD',
    },
  });

/** Whom the principal names. Both must be right, or the offer reaches nobody; the answer does not tell. */
export class NamedAgentDto {
  /** The whole name, as it is registered. */
  @IsString()
  @Length(1, 100)
  name!: string;

  /** A citizen's number or a unified social credit code. */
  @IsString()
  @Length(1, 40)
  number!: string;
}

export class OfferMandateDto {
  @IsObject()
  @ValidateNested()
  @Type(() => NamedAgentDto)
  agent!: NamedAgentDto;

  /** What the agent may do; `read` goes with everything. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MANDATE_ACTS.length)
  @ArrayUnique()
  @IsIn(MANDATE_ACTS, { each: true })
  acts!: MandateAct[];

  /** Codes of one-things; all of them when left out. */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ArrayUnique()
  @Matches(CODE, { each: true, message: 'oneThings holds codes of one-things' })
  oneThings?: string[];

  /** First day; today when left out or in the past. */
  @IsOptional()
  @IsDay()
  validFrom?: string;

  /** Last day, within five years. */
  @IsDay()
  validUntil!: string;
}

/** The version that the sender saw. */
export class MandateVersionDto {
  @IsInt()
  @Min(1)
  version!: number;
}

export class MandatePageQueryDto {
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

  @IsOptional()
  @IsIn(MANDATE_STATES)
  state?: MandateState;
}

/** The other side of a mandate. */
export class MandatePartyDto {
  /** Null while the named agent has not answered. */
  personId!: string | null;
  /** Null while the named agent has not answered. */
  kind!: PersonKind | null;
  /** Natural persons masked, except the agent whom oneself has named. */
  name!: string;
  /** A citizen's number is masked. */
  number!: string | null;
}

export class MandateDto {
  id!: string;
  state!: MandateState;
  /** It lets the agent act today: accepted, and within its term. */
  inForce!: boolean;
  /** Its last day is over. */
  expired!: boolean;
  principal!: MandatePartyDto;
  agent!: MandatePartyDto;
  acts!: MandateAct[];
  /** Null for all. */
  oneThings!: string[] | null;
  validFrom!: string;
  validUntil!: string;
  /** To be sent with the next step. */
  version!: number;
  offeredAt!: string;
  answeredAt!: string | null;
  endedAt!: string | null;
}

export class MandatePageDto {
  /** Newest first. */
  entries!: MandateDto[];
  next?: string;
}
