import type { BundlePlan } from '@onething/catalogue';
import type { MandateAct } from '@onething/identity';
import type { BundleStage } from '../domain/bundle-stage';
import type { NationalStateCode, SpecialProcedureKind } from '../domain/national-codes';

/** A text in Simplified Chinese and in English. */
export class CaseTextDto {
  zh!: string;
  en!: string;
}

/** The version of the one-thing under whose rules a case runs. */
export class CaseOneThingDto {
  code!: string;
  name!: CaseTextDto;
  version!: number;
}

/** Days of an item's clock, `YYYY-MM-DD` in China. */
export class ItemClockDto {
  receivedOn?: string;
  /** Last day for the decision on acceptance. */
  acceptBy?: string;
  /** Last day for the applicant's corrections. */
  correctBy?: string;
  acceptedOn?: string;
  /** Last day of the promise. */
  dueOn?: string;
  /** Last day that the law allows. */
  statutoryDueOn?: string;
  /** Last day for the preliminary review (初审), where the authority above decides. */
  forwardBy?: string;
  stepDueOn?: string;
  /** First day on which the public notice that is up may be closed. */
  noticeClosableOn?: string;
  /** Since when the promise is not counted. */
  suspendedSince?: string;
  /** Materials that may come later, and until when. */
  laterBy?: string;
  laterMaterials?: string[];
  /** Last day for the check of a promise (告知承诺核查), while it is to come. */
  checkPromiseBy?: string;
  /** Last day on which a promise that was found broken is to be put right, and found so by a new check (限期整改). */
  rectifyBy?: string;
  decidedOn?: string;
  /** When the grant was withdrawn (撤销). */
  grantWithdrawnOn?: string;
  /** A day may still move, because the notice of its year is not out. */
  provisional?: boolean;
  /** Which of the days above: `acceptBy`, `dueOn`, `statutoryDueOn`, `forwardBy`, `stepDueOn` (of a public notice: until when it is to be closed), `correctBy`, `rectifyBy`. */
  provisionalDays?: string[];
  /** The version of the working-day calendar that the deadlines were computed with. */
  calendarVersion?: string;
}

export class DueDateDto {
  on!: string;
  provisional!: boolean;
  suspended!: boolean;
  calendarVersion!: string;
}

/** One step from the beginning of a limit to its due date. */
export class ExplanationStepDto {
  rule!: string;
  from!: string;
  to!: string;
  /** Days of the limit that the step uses up. */
  days!: number;
  text!: CaseTextDto;
  reason?: string;
}

/** One limit: when it ends, how far it is spent, and how the date came about. */
export class ClockExplanationDto {
  due!: DueDateDto;
  /** Days of the limit, extension included. */
  total!: number;
  used!: number;
  remaining!: number;
  overdue!: boolean;
  paused!: boolean;
  /** Absent when the clock has stopped. */
  light?: 'green' | 'yellow' | 'orange' | 'red' | 'paused';
  steps!: ExplanationStepDto[];
}

export class ItemClocksDto {
  acceptance?: ClockExplanationDto;
  promise?: ClockExplanationDto;
  step?: ClockExplanationDto;
  /** What the law allows, where the item names it; without a light. */
  statutory?: ClockExplanationDto;
  /** Of a preliminary review (初审), until it is forwarded. */
  forwarding?: ClockExplanationDto;
}

export class IssuedResultDto {
  licenceId!: string;
  licenceType!: string;
}

/** One item case (办件) of a one-thing. */
export class ItemCaseDto {
  id!: string;
  item!: string;
  name!: CaseTextDto;
  department!: string;
  departmentName!: CaseTextDto;
  authorityUscc!: string;
  division!: string;
  /** `local`, or `peer:` and the region that handles it. */
  handledBy!: string;
  state!: string;
  step!: string | null;
  stepName!: CaseTextDto | null;
  /** 办件状态 code, as docs/commands.md lists them; null while it waits for other items. */
  stateCode!: NationalStateCode | null;
  /** 特别程序种类 that concerns the promise now: `2` while one suspends it, else `1` when it was extended. */
  specialProcedure!: SpecialProcedureKind | null;
  /** 收件编号 */
  receiptNumber!: string | null;
  /** 办件编号 */
  caseNumber!: string | null;
  /** 查询码, for look-up by the receipt or case number; to the applicant only. */
  queryCode?: string;
  decision!: 'grant' | 'refuse' | null;
  clock!: ItemClockDto;
  /** To be sent with the next command. */
  version!: number;
  endedAt!: string | null;
  result!: IssuedResultDto | null;
}

export class CasePrincipalDto {
  personId!: string;
  /** A natural person's is masked. */
  name!: string;
}

/** Who has begun a case by mandate (代理人), and for whom. */
export class CaseAgentDto {
  /** Masked. */
  name!: string;
  principal!: CasePrincipalDto;
  /** What the agent may do in it now; none when the mandate has ended. A window hands results over only with `collect`. */
  acts!: MandateAct[];
}

/** A one-thing (一件事) that somebody applied for, with its item cases. */
export class CaseDto {
  id!: string;
  /** 一件事编号, from submission on. */
  number!: string | null;
  /** 查询码, for look-up without log-in by that number; to the applicant only. */
  queryCode?: string;
  oneThing!: CaseOneThingDto;
  division!: string;
  state!: string;
  /** How far it is, in the applicant's terms. */
  stage!: BundleStage;
  version!: number;
  promisedOn!: string | null;
  /** The promised day, while items are open, and the day for the delivery may still move: the notice of holidays of a year that they depend on is not out. */
  provisional!: boolean;
  calendarVersion!: string | null;
  createdAt!: string;
  submittedAt!: string | null;
  updatedAt!: string;
  /** Null when the applicant has begun it. */
  agent!: CaseAgentDto | null;
  items!: ItemCaseDto[];
}

/** One event, without personal data except the note that belongs to it. */
export class TimelineEntryDto {
  /** Absent for what concerns the bundle. */
  itemId!: string | null;
  item!: string | null;
  seq!: number;
  type!: string;
  actorKind!: string;
  /** Who has done it as the applicant's agent, masked. */
  agent!: string | null;
  occurredAt!: string;
  detail!: Record<string, unknown>;
  /** Reasons, opinions, points to correct. */
  note!: unknown;
}

/** One thing that must be corrected. */
export class CorrectionPointDto {
  /** `form.<element>` or `materials.<material>`. */
  field!: string;
  reason!: string;
}

/** What one item asks its applicant to correct. */
export class CorrectionDto {
  itemId!: string;
  points!: CorrectionPointDto[];
  until!: string;
}

/** A command that is open to the asker now. */
export class OpenCommandDto {
  /** Name of the command; docs/commands.md says what it does. */
  command!: string;
  name!: CaseTextDto;
  /** What it must bring along. */
  data!: string[];
  /** For a way out of the present step. */
  step?: string;
  outcome?: string;
  decides?: 'grant' | 'refuse';
}

/** What a case asks, and what was answered. */
export class CaseFormDto {
  /** Items, merged form, materials and savings. */
  plan!: BundlePlan;
  answers!: Record<string, unknown>;
  form!: Record<string, unknown>;
  /** Values from the account and from licences; they cannot be changed here. */
  prefilled!: Record<string, unknown>;
}

/** What one item's office needs to see of the form. */
export class ItemFormDto {
  fields!: BundlePlan['form'];
  values!: Record<string, unknown>;
  /** Elements whose values are masked, because the asker's work does not need them now. `POST …/unmask` shows them for a reason. */
  masked!: string[];
}

/** A case in the list of its applicant, or of the applicant's agent. */
export class OwnCaseDto {
  id!: string;
  number!: string | null;
  oneThing!: string;
  oneThingVersion!: number;
  division!: string;
  state!: string;
  promisedOn!: string | null;
  /** The promised day, while items are open, and the day for the delivery may still move: the notice of holidays of a year that they depend on is not out. */
  provisional!: boolean;
  version!: number;
  createdAt!: Date;
  submittedAt!: Date | null;
  /** Whose case it is, when not one's own. */
  principal!: CasePrincipalDto | null;
  /** An agent has begun it. */
  byAgent!: boolean;
}

export class OwnCasePageDto {
  entries!: OwnCaseDto[];
  next?: string;
}
