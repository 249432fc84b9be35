import type { Light } from '@onething/deadlines';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Matches, Max, Min } from 'class-validator';
import { CaseTextDto } from '../../reading/case.dto';
import { IsDay } from './is-day';
import { CURSOR } from './queue-cursor';

const CODE = /^[a-zA-Z][a-zA-Z0-9-]{0,63}$/;
const STATE_OR_STEP = /^\$?[a-zA-Z][a-zA-Z0-9-]{0,63}$/;
const DIVISION = /^\d{6}$/;
const LIGHTS = ['green', 'yellow', 'orange', 'red', 'paused'] as const;

class OfficeQueryDto {
  /** With `division`: one office; without, all in which one holds a post. */
  @IsOptional()
  @Matches(CODE, { message: 'is the code of a department' })
  department?: string;

  @IsOptional()
  @Matches(DIVISION, { message: 'is the code of a division, 6 digits' })
  division?: string;

  /** One's own service window: the departments that it serves. */
  @IsOptional()
  @IsUUID()
  window?: string;
}

export class QueueCountsQueryDto extends OfficeQueryDto {}

export class ColleaguesQueryDto {
  @Matches(CODE, { message: 'is the code of a department' })
  department!: string;

  @Matches(DIVISION, { message: 'is the code of a division, 6 digits' })
  division!: string;
}

export class QueueQueryDto extends OfficeQueryDto {
  @IsOptional()
  @Matches(STATE_OR_STEP, { message: 'is a state of an item case, for example submitted' })
  state?: string;

  /** A step of the item's process, or a pause: `$correction`, `$procedure`. */
  @IsOptional()
  @Matches(STATE_OR_STEP, { message: 'is the code of a step' })
  step?: string;

  /** Green, yellow, orange, red (overdue), or paused. */
  @IsOptional()
  @IsIn(LIGHTS)
  light?: Light;

  /** The role that it waits for. */
  @IsOptional()
  @IsIn(['clerk', 'reviewer', 'head'])
  waitsFor?: 'clerk' | 'reviewer' | 'head';

  @IsOptional()
  @Matches(CODE, { message: 'is the code of a service item' })
  item?: string;

  @IsOptional()
  @Matches(CODE, { message: 'is the code of a one-thing' })
  oneThing?: string;

  /** First day on which it came to the office. */
  @IsOptional()
  @IsDay()
  submittedFrom?: string;

  @IsOptional()
  @IsDay()
  submittedTo?: string;

  @IsOptional()
  @IsDay()
  dueFrom?: string;

  @IsOptional()
  @IsDay()
  dueTo?: string;

  /** `mine`: also those of absent colleagues for whom one stands in. */
  @IsOptional()
  @IsIn(['mine', 'none', 'others'])
  claimed?: 'mine' | 'none' | 'others';

  /** For heads: what that colleague of one's own offices has claimed. */
  @IsOptional()
  @IsUUID()
  claimedBy?: string;

  /**
   * Words of the name of the one-thing or item; or an official number of case, receipt or item case: the whole, or at least six characters of
   * its beginning or end.
   */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  q?: string;

  /** `due`: least time left first; `submitted`: longest here first. */
  @IsOptional()
  @IsIn(['due', 'submitted'])
  sort?: 'due' | 'submitted' = 'due';

  /** `next` of the page before. */
  @IsOptional()
  @Matches(CURSOR, { message: 'is "next" of the page before' })
  after?: string;

  /** Entries of a page, 1 to 100. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit?: number = 20;
}

/** Either number or name. In a body, because addresses are written into logs. */
export class ApplicantSearchDto {
  /** A citizen's number or a unified social credit code. */
  @IsOptional()
  @IsString()
  @Length(1, 40)
  number?: string;

  /** The whole name. */
  @IsOptional()
  @IsString()
  @Length(1, 200)
  name?: string;

  /** `next` of the page before. */
  @IsOptional()
  @Matches(CURSOR, { message: 'is "next" of the page before' })
  after?: string;

  /** Entries of a page, 1 to 100. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(100)
  limit?: number = 20;
}

/** Who works on an item. */
export class QueuedClaimDto {
  accountId!: string;
  since!: Date;
}

/** An open item case in an office's queue. */
export class QueuedItemDto {
  caseId!: string;
  itemId!: string;
  oneThing!: string;
  oneThingName!: CaseTextDto;
  item!: string;
  itemName!: CaseTextDto;
  department!: string;
  division!: string;
  state!: string;
  step!: string | null;
  stepName!: CaseTextDto | null;
  /** The role that it waits for. */
  waitsFor!: string;
  light!: Light;
  /** Last day of the deadline that runs: of acceptance, of the promise, of making the result. Null when none does. */
  dueOn!: string | null;
  /** That day may still move: the notice of holidays of a year that it depends on is not out. */
  provisional!: boolean;
  receiptNumber!: string | null;
  caseNumber!: string | null;
  /** When it came to the office. */
  submittedAt!: Date;
  /** To be sent with the next command. */
  version!: number;
  /** Null when nobody works on it. */
  claim!: QueuedClaimDto | null;
  /** To be sent with the next command on the claim. */
  claimVersion!: number;
}

export class QueuePageDto {
  entries!: QueuedItemDto[];
  /** Of all pages together. Of days of submission, numbers and applicants no more than 1,000 are counted. */
  total!: number;
  /** There are more than `total`. */
  atLeast?: boolean;
  /** To be given as `after` for the next page; absent on the last one. */
  next?: string;
  /** More numbers begin or end so than are looked for (2,000), or more people bear that name (500): cases may be missing. Give more of it. */
  incomplete?: boolean;
}

export class ApplicantPageDto extends QueuePageDto {}

export class QueueCountDto {
  department!: string;
  division!: string;
  state!: string;
  light!: Light;
  items!: number;
}

export class ColleagueDto {
  accountId!: string;
  name!: string;
  roles!: string[];
}

export class DeliveryQueueQueryDto {
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

/** A one-thing whose results wait to be handed over. */
export class DeliverableCaseDto {
  caseId!: string;
  number!: string | null;
  oneThing!: string;
  oneThingName!: CaseTextDto;
  division!: string;
  completedAt!: Date;
  /** Last day for the next result, YYYY-MM-DD. */
  deliverBy!: string;
  /** That day may still move: the notice of holidays of a year that it depends on is not out. */
  provisional!: boolean;
  /** The day of a result has passed. */
  overdue!: boolean;
  /** How the applicant wants it: `electronic`, `collected`, `posted` or `terminal`; null while nothing was chosen. */
  chosenWay!: string | null;
  /** To be sent with the command. */
  version!: number;
}

export class DeliveryQueuePageDto {
  entries!: DeliverableCaseDto[];
  /** To be given as `after` for the next page; absent on the last one. */
  next?: string;
}

export class OpenPromisesQueryDto {
  /** With `division`: one office; without, all of one's own. */
  @IsOptional()
  @Matches(CODE, { message: 'is the code of a department' })
  department?: string;

  @IsOptional()
  @Matches(DIVISION, { message: 'is the code of a division, 6 digits' })
  division?: string;

  /** Those whose last day is this one or an earlier one: with today, what is due; with yesterday, what is late. */
  @IsOptional()
  @IsDay()
  dueTo?: string;

  /** 1 to 100. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit?: number = 100;
}

/** A promise (告知承诺) that is to be checked, or to be put right and checked again. */
export class OpenPromiseDto {
  caseId!: string;
  itemId!: string;
  oneThingName!: CaseTextDto;
  itemName!: CaseTextDto;
  department!: string;
  division!: string;
  /** `handling` or `granted`. */
  state!: string;
  caseNumber!: string | null;
  /** Last day for the check; of a broken one, for putting it right. */
  dueOn!: string;
  /** That day may still move: the notice of holidays of a year that it depends on is not out. */
  provisional!: boolean;
  /** It was found broken. */
  broken!: boolean;
}

export class OpenPromisesDto {
  /** The most urgent first. */
  promises!: OpenPromiseDto[];
}

/** An extension that waits for the approval of a head. */
export class ProposedExtensionDto {
  caseId!: string;
  itemId!: string;
  oneThingName!: CaseTextDto;
  itemName!: CaseTextDto;
  department!: string;
  division!: string;
  caseNumber!: string | null;
  /** Last day of the deadline as it runs now; null during a pause. */
  dueOn!: string | null;
  /** That day may still move: the notice of holidays of a year that it depends on is not out. */
  provisional!: boolean;
  /** Days asked for, in the unit of the item's promise. */
  days!: number;
  /** `workingDays` or `naturalDays`. */
  unit!: string;
}

export class ApprovalsDto {
  /** At most 100, the most urgent first. Not those that one has proposed oneself. */
  extensions!: ProposedExtensionDto[];
}
