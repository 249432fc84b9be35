import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { IsInt, IsObject, IsOptional, Max, Min } from 'class-validator';
import { ChoiceDto, TextDto } from './text.dto';

const ANSWERS_SCHEMA: ApiPropertyOptions = {
  type: 'object',
  additionalProperties: { oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }], nullable: true },
};

/** The largest number of PostgreSQL's integer. */
const MOST_VERSIONS = 2_147_483_647;

export class PreviewRequestDto {
  /** Answers by question code; a question that is left out counts as not answered. */
  @ApiProperty(ANSWERS_SCHEMA)
  @IsObject()
  answers!: Record<string, unknown>;

  /** A published version; the one in force when left out. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MOST_VERSIONS)
  version?: number;
}

type MaskKindName = 'none' | 'name' | 'citizenId' | 'mobile' | 'address' | 'bankCard' | 'email' | 'full';
type SubjectName = 'applicant' | 'agent' | 'otherParent' | 'child' | 'spouse' | 'legalRepresentative' | 'case';

export class PlannedItemDto {
  code!: string;
  name!: TextDto;
  department!: string;
  dependsOn!: string[];
  /** Working days promised for this item alone. */
  promisedDays!: number;
}

export class DependencyDto {
  item!: string;
  on!: string;

  /** Written in the one-thing, or inferred because `on` produces that material. */
  @ApiProperty({
    oneOf: [
      { type: 'string', enum: ['declared'] },
      { type: 'object', properties: { material: { type: 'string' } } },
    ],
  })
  because!: 'declared' | { material: string };
}

export class PatternDto {
  pattern!: string;
  hint!: TextDto;
}

/** Lengths in characters; dates as `YYYY-MM-DD` or `today`. */
export class MergedValidationDto {
  minLength?: number;
  maxLength?: number;
  min?: number;
  max?: number;
  earliest?: string;
  latest?: string;
  minItems?: number;
  maxItems?: number;
  /** All of them apply. */
  patterns?: PatternDto[];
  /** Applies beside the fixed date in `earliest`. */
  notBeforeToday?: boolean;
  /** Applies beside the fixed date in `latest`. */
  notAfterToday?: boolean;
}

export class ListMemberDto {
  code!: string;
  name!: TextDto;
  type!: string;
  required!: boolean;
  validation?: MergedValidationDto;
  choices?: ChoiceDto[];
  mask?: MaskKindName;
}

/** Where a known value comes from: the account, or a face field of a held licence. It cannot be changed by the applicant. */
export class PrefillDto {
  account?: 'name' | 'number' | 'mobile';
  licenceType?: string;
  face?: string;
}

export class MergedFieldDto {
  /** Code of the data element, `child.birthDate`. */
  element!: string;
  name!: TextDto;
  hint?: TextDto;
  type!: string;
  subject!: SubjectName;
  required!: boolean;
  /** Items that ask for it. */
  askedBy!: string[];
  /** CEL conditions over `q` and `form`: it is asked when any of them holds; none = always. */
  when!: string[];
  validation!: MergedValidationDto;
  choices?: ChoiceDto[];
  members?: ListMemberDto[];
  prefill?: PrefillDto;
  /** Filled by the result of an item of this application, not by a person. */
  filledByResult!: boolean;
  sensitivity!: 'public' | 'internal' | 'personal' | 'sensitive';
  /** How it is shown to those who need not see it whole. */
  mask!: MaskKindName;
}

export class FormSectionDto {
  subject!: SubjectName;
  name!: TextDto;
  fields!: MergedFieldDto[];
}

export class OmissionReasonDto {
  by!: 'predecessorResult' | 'licence' | 'sharedDatum' | 'promise' | 'onlineAuthorisation';
  /** With `predecessorResult`: the item that produces it. */
  item?: string;
  licenceType?: string;
  holder?: SubjectName;
  datum?: string;
  /** With `sharedDatum`: the department that shares it. */
  source?: string;
  /** With `promise`: what is promised. */
  text?: TextDto;
}

export class MergedMaterialDto {
  material!: string;
  name!: TextDto;
  /** Whose paper it is. */
  subject!: SubjectName;
  askedBy!: string[];
  /** 1 necessary, 2 optional, 3 may be supplied later. */
  necessity!: '1' | '2' | '3';
  originals!: number;
  copies!: number;
  when!: string[];
  /** `handIn` the applicant gives it; `form` it is the merged form itself; `omitted` something else replaces it. */
  status!: 'handIn' | 'form' | 'omitted';
  reason?: OmissionReasonDto;
  explanation!: TextDto;
}

export class SavingDto {
  before!: number;
  after!: number;
  /** before − after; below zero when the bundle costs more. */
  saved!: number;
  /** saved ÷ before; 0 when before is 0. */
  rate!: number;
  /** What was counted, line by line. */
  explanation!: TextDto[];
}

export class MaterialsByDto {
  union!: number;
  predecessorResult!: number;
  licence!: number;
  sharedDatum!: number;
  promise!: number;
  onlineAuthorisation!: number;
}

export class SavingsDto {
  materials!: SavingDto;
  steps!: SavingDto;
  visits!: SavingDto;
  /** Working days. */
  days!: SavingDto;
  /** What saves the materials; adds up to `materials.saved`. */
  materialsBy!: MaterialsByDto;
  /** Working days of the longest single item. */
  longestItemDays!: number;
}

export class BundlePlanDto {
  oneThing!: string;
  version!: number;

  @ApiProperty(ANSWERS_SCHEMA)
  answers!: Record<string, string | number | boolean | null>;

  /** In an order in which each stands after what it depends on. */
  items!: PlannedItemDto[];
  dependencies!: DependencyDto[];
  form!: FormSectionDto[];
  materials!: MergedMaterialDto[];
  /** Working days along the critical path. */
  criticalPathDays!: number;
  criticalPath!: string[];
  savings!: SavingsDto;
}
