import { ApiProperty } from '@nestjs/swagger';
import { MergedMaterialDto, SavingsDto } from './bundle-plan.dto';
import { ChoiceDto, LimitDto, NamedDto, TextDto } from './text.dto';

export class GuideItemDto {
  code!: string;
  name!: TextDto;
  department!: NamedDto;
  /** False when it depends on the answers whether it belongs to the application. */
  always!: boolean;
  promisedLimit!: LimitDto;
  statutoryLimit!: LimitDto;
  online!: boolean;
  /** What one gets, when the item has a result. */
  result?: TextDto;
  provenance?: 'recalled' | 'illustrative';
}

/** The plan in the standard situation: what the savings are stated for. */
export class StandardPlanDto {
  situation?: NamedDto;
  items!: string[];
  materials!: MergedMaterialDto[];
  /** Working days along the critical path. */
  criticalPathDays!: number;
  criticalPath!: string[];
  savings!: SavingsDto;
}

export class OneThingGuideDto {
  code!: string;
  version!: number;
  publishedAt!: string;
  status!: 'open' | 'outline';
  name!: TextDto;
  summary!: TextDto;
  audience!: 'person' | 'enterprise';
  lifeStage!: string;
  keywords!: string[];
  leadDepartment!: NamedDto;
  departments!: NamedDto[];
  whoCanApply?: TextDto;
  whatYouGet?: TextDto;
  promisedDays?: LimitDto;
  items!: GuideItemDto[];
  /** Absent for an outline. */
  standard?: StandardPlanDto;
  provenance?: 'recalled' | 'illustrative';
}

export class QuestionDto {
  code!: string;
  text!: TextDto;
  hint?: TextDto;
  type!: 'boolean' | 'choice' | 'integer' | 'date';
  choices?: ChoiceDto[];
  min?: number;
  max?: number;
  /** CEL condition over earlier answers (`q.<code>`): the question is asked when it holds; absent = always. */
  when?: string;
}

export class SituationDto {
  code!: string;
  name!: TextDto;

  @ApiProperty({ type: 'object', additionalProperties: { oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }] } })
  answers!: Record<string, string | number | boolean>;
}

export class QuestionnaireDto {
  code!: string;
  version!: number;
  questions!: QuestionDto[];
  /** Ready-made sets of answers. */
  situations!: SituationDto[];
}
