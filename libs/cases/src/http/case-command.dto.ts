import { Type } from 'class-transformer';
import {
  ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsIn, IsInt, IsObject, IsOptional, IsString, IsUUID, Length, Matches, Max, Min, ValidateNested,
} from 'class-validator';
import { PROCEDURE_KINDS, type ProcedureKind } from '../domain/event';
import { IsDay } from '../queues/http/is-day';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const CODE = /^[a-zA-Z][a-zA-Z0-9-]{0,63}$/;

/** Begins an application. */
export class CreateCaseDto {
  /** Code of the one-thing. */
  @Matches(CODE, { message: 'is the code of a one-thing, for example newborn' })
  oneThing!: string;

  /** Where it is to be handled: 6 digits of GB/T 2260. */
  @Matches(/^[1-9]\d{5}$/, { message: 'is a division code of six digits, for example 650102' })
  division!: string;

  /** Answers to the guiding questions, by question code. */
  @IsObject()
  answers!: Record<string, unknown>;

  /** The person in whose name an agent applies: `principal.personId` of a mandate that is in force. Absent: for oneself. */
  @IsOptional()
  @IsUUID()
  onBehalfOf?: string;
}

/** The version that the sender saw: a command on another one is answered with 409. */
export class VersionDto {
  @IsInt()
  @Min(1)
  version!: number;
}

/** Replaces the answers and the form of a draft. */
export class SaveDraftDto extends VersionDto {
  @IsObject()
  answers!: Record<string, unknown>;

  /** Values by element code: `{"child.name": "…"}`. */
  @IsObject()
  form!: Record<string, unknown>;
}

export class ReasonDto extends VersionDto {
  @IsOptional()
  @IsString()
  @Length(1, 500)
  reason?: string;
}

export class DeliverDto extends VersionDto {
  @IsIn(['electronic', 'collected', 'posted'])
  how!: 'electronic' | 'collected' | 'posted';

  /** Codes of the items whose results are handed over; all that can be when left out. */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @Matches(CODE, { each: true, message: 'items holds codes of items of the case' })
  items?: string[];

  /** Number of the parcel: needed with `posted`. */
  @IsOptional()
  @Matches(/^[0-9A-Za-z-]{5,40}$/, { message: 'is the number of a parcel: 5 to 40 letters, digits and hyphens' })
  tracking?: string;

  /**
   * Number on the paper of who collects, needed with `collected`: the applicant's own citizen number or unified social credit code, or
   * the citizen number of an agent (代领), whose mandate must say so.
   */
  @IsOptional()
  @Matches(/^[0-9A-Za-z]{18}$/, { message: 'is the citizen number or unified social credit code of who collects: 18 characters' })
  collectorNumber?: string;
}

/** One thing to correct. */
export class CorrectionPointInputDto {
  /** `form.<element>` or `materials.<material>`. */
  @Matches(/^(form|materials)\.[a-zA-Z][a-zA-Z0-9.-]{0,100}$/, { message: 'names what to correct: form.<element> or materials.<material>' })
  field!: string;

  @IsString()
  @Length(1, 500)
  reason!: string;
}

/** Everything that must be corrected, told once. */
export class AskCorrectionDto extends VersionDto {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => CorrectionPointInputDto)
  points!: CorrectionPointInputDto[];
}

/** A second request before acceptance needs a reason. */
export class AskCorrectionAgainDto extends AskCorrectionDto {
  @IsString()
  @Length(1, 500)
  reason!: string;
}

/** Materials that may come later (容缺受理). */
export class LaterMaterialsDto {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @Matches(CODE, { each: true, message: 'materials holds codes of materials of the item' })
  materials!: string[];

  /** Last day for them. */
  @Matches(DAY, { message: 'is a day, YYYY-MM-DD' })
  until!: string;
}

/** A promise in place of a check (告知承诺). */
export class OnPromiseDto {
  /** Day on which it is checked. */
  @Matches(DAY, { message: 'is a day, YYYY-MM-DD' })
  checkBy!: string;
}

export class AcceptDto extends VersionDto {
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => LaterMaterialsDto)
  later?: LaterMaterialsDto;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => OnPromiseDto)
  onPromise?: OnPromiseDto;
}

export class NotAcceptDto extends VersionDto {
  @IsString()
  @Length(1, 2000)
  reason!: string;

  /** Whose business it is, when it is another authority's: its USCC, or its name, or the code or name of a department. A name that the catalogue does not know stays as it is. */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  competent?: string;
}

export class StartProcedureDto extends VersionDto {
  @IsIn(PROCEDURE_KINDS)
  kind!: ProcedureKind;

  @IsString()
  @Length(1, 500)
  reason!: string;

  @Matches(DAY, { message: 'is a day, YYYY-MM-DD' })
  plannedEnd!: string;
}

export class EndProcedureDto extends VersionDto {
  @IsOptional()
  @IsString()
  @Length(1, 2000)
  finding?: string;
}

export class ProposeExtensionDto extends VersionDto {
  /** Working days; 10 at most (行政许可法 art. 42). */
  @IsInt()
  @Min(1)
  @Max(10)
  days!: number;

  @IsString()
  @Length(1, 500)
  reason!: string;
}

/** A command that needs nothing but its reason. */
export class ReasonedDto extends VersionDto {
  @IsString()
  @Length(1, 2000)
  reason!: string;
}

export class CheckPromiseDto extends VersionDto {
  @IsBoolean()
  kept!: boolean;

  @IsString()
  @Length(1, 2000)
  finding!: string;

  /** Where it was not kept: the last day for putting it right (限期整改); ten working days when absent. */
  @IsOptional()
  @IsDay()
  rectifyBy?: string;
}

export class EndItemDto extends ReasonedDto {
  @IsIn(['applicantCeased', 'purposeGone', 'other'])
  why!: 'applicantCeased' | 'purposeGone' | 'other';
}

export class AnswerCorrectionDto extends VersionDto {
  /** The fields that change, by element code. */
  @IsObject()
  form!: Record<string, unknown>;
}

export class CompleteStepDto extends VersionDto {
  @Matches(CODE, { message: 'is the code of an outcome of the step' })
  outcome!: string;

  @IsOptional()
  @IsString()
  @Length(1, 2000)
  opinion?: string;
}

export class DecideDto extends VersionDto {
  @Matches(CODE, { message: 'is the code of a step' })
  step!: string;

  @Matches(CODE, { message: 'is the code of an outcome of the step' })
  outcome!: string;

  /** Needed for a refusal. */
  @IsOptional()
  @IsString()
  @Length(1, 2000)
  reasons?: string;
}

export class IssueResultDto extends VersionDto {
  @Matches(CODE, { message: 'is the code of a step' })
  step!: string;

  @Matches(CODE, { message: 'is the code of an outcome of the step' })
  outcome!: string;

  /** Fields of the licence that the form does not hold, by face field code. */
  @IsObject()
  face!: Record<string, unknown>;
}

/** What a command has brought about; sent again, the same request gets the same answer. */
export class CommandOutcomeDto {
  caseId!: string;
  itemId!: string | null;
  version!: number;
  state!: string;
  step!: string | null;
}
