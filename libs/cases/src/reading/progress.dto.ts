import type { BundleStage } from '../domain/bundle-stage';
import type { CaseTextDto, ExplanationStepDto } from './case.dto';
import type { TodoKind } from './progress';
import type { HeldBy } from './progress-standings';

/** Something that happened, in a sentence. */
export class ProgressEntryDto {
  at!: string;
  text!: CaseTextDto;
}

/** One point to correct or to hand in. */
export class TodoPointDto {
  /** `form.<element>` or `materials.<material>`. */
  field!: string;
  name!: CaseTextDto;
  /** What the office wrote about it. */
  reason?: string;
}

/** What the applicant has to do. */
export class TodoDto {
  kind!: TodoKind;
  text!: CaseTextDto;
  until?: string;
  /** That day may still move, because the calendar of its year is not published. */
  provisional?: boolean;
  points?: TodoPointDto[];
}

/** Until when, and how that day came about. */
export class ProgressDeadlineDto {
  on!: string;
  /** The day may still move, because the calendar of its year is not published. */
  provisional?: boolean;
  /** In one sentence. */
  text!: CaseTextDto;
  steps!: ExplanationStepDto[];
}

/** How one item stands. */
export class ItemProgressDto {
  itemId!: string;
  item!: string;
  name!: CaseTextDto;
  state!: string;
  ended!: boolean;
  /** How far it is, 0 to 100. */
  share!: number;
  /** Who has to do something next. */
  heldBy!: HeldBy;
  /** The authority that handles it. */
  office!: CaseTextDto;
  step?: CaseTextDto;
  standing!: CaseTextDto;
  deadline?: ProgressDeadlineDto;
  happened!: ProgressEntryDto[];
  todo!: TodoDto[];
  receiptNumber!: string | null;
  caseNumber!: string | null;
  /** 查询码, for look-up without log-in by the receipt or case number; to the applicant only. */
  queryCode?: string;
}

/** How a case stands, in plain words. */
export class ProgressDto {
  caseId!: string;
  number!: string | null;
  oneThing!: CaseTextDto;
  stage!: BundleStage;
  /** How far it is, 0 to 100. */
  share!: number;
  standing!: CaseTextDto;
  happened!: ProgressEntryDto[];
  todo!: TodoDto[];
  items!: ItemProgressDto[];
  /** 查询码, for look-up without log-in by the number of the case; to the applicant only. */
  queryCode?: string;
}
