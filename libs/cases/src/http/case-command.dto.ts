import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsInt, IsObject, IsOptional, IsString, Length, Matches, Min, ValidateNested } from 'class-validator';

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
