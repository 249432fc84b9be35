import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, Matches, Max, MaxLength, Min } from 'class-validator';
import { QUARANTINE_STATES, type QuarantineState } from '../persistence/quarantine.repository';

export class ExchangeTextDto {
  zh!: string;
  en!: string;
}

/** What waits on the way to a peer. */
export class ExchangeBacklogDto {
  /** Conversations, and single messages, in which something waits. */
  lanes!: number;
  /** ISO 8601 instant since which the oldest waits. */
  oldest!: string;
  /** Tries of the one that has failed most often. */
  attempts!: number;
  lastError!: string | null;
}

/** Answers of the last 24 hours. */
export class ExchangeAnswersDto {
  answered!: number;
  /** Of these. */
  refused!: number;
  /** Seconds from writing a message to its answer. */
  medianSeconds!: number;
  /** Seconds: 95 of 100 answers came within this. */
  p95Seconds!: number;
}

export class ExchangePeerDto {
  /** Division code of the province. */
  region!: string;
  /** Absent: it is not in the directory. */
  name?: ExchangeTextDto;
  backlog?: ExchangeBacklogDto;
  answers?: ExchangeAnswersDto;
  /** Its messages that were refused here in the last 24 hours. */
  refusedHere!: number;
}

export class ExchangeHubStateDto {
  /** Number of the delivery that was read last. */
  number!: number;
  /** ISO 8601 instant at which the hub received it. */
  at!: string | null;
  /** ISO 8601 instant of the last time that reading went well. */
  pulledAt!: string | null;
  /** Why it does not go well now. */
  failure!: string | null;
  failedSince!: string | null;
}

export class ExchangeCertificateStateDto {
  /** `000000` is the hub. */
  region!: string;
  name?: ExchangeTextDto;
  /** Of this installation. */
  own!: boolean;
  /** Absent, as what follows: none is valid. */
  serial?: string;
  notAfter?: string;
  /** Whole days; below zero when it is over. */
  daysLeft?: number;
}

/** A conversation that is caught up with after a restore. */
export class ExchangeCatchingUpDto {
  peer!: string;
  conversation!: string;
  /** Messages of our own that are not back yet. */
  missing!: number;
  noticedAt!: string;
}

/** What a day's comparison with a peer has found, in conversations. */
export class ExchangeReconciledDayDto {
  peer!: string;
  /** Civil date. */
  day!: string;
  statedAt!: string | null;
  stated!: number;
  comparedAt!: string | null;
  compared!: number;
  missingHere!: number;
  missingThere!: number;
  contradictions!: number;
}

export class ExchangeOverviewDto {
  region!: string;
  /** False: no hub is set, this installation handles its own cases alone. */
  takesPart!: boolean;
  directoryNumber?: number;
  /** ISO 8601 instant by which a newer directory must be there. */
  directoryUntil?: string;
  /** Open entries of the quarantine. */
  quarantined!: number;
  /** Deliveries that were not looked into yet. */
  deliveriesWaiting!: number;
  /** Deliveries that wait for one before them. */
  deliveriesParked!: number;
  hub!: ExchangeHubStateDto;
  peers!: ExchangePeerDto[];
  /** Those that end first stand first. */
  certificates!: ExchangeCertificateStateDto[];
  /** 100 at most, those that have waited longest first. */
  catchingUp!: ExchangeCatchingUpDto[];
  /** Of the last 14 days, newest first. */
  reconciliation!: ExchangeReconciledDayDto[];
}

/** Which page of the quarantine. */
export class QuarantinePageQueryDto {
  /** `next` of the page before. */
  @IsOptional()
  @IsUUID()
  after?: string;

  @IsOptional()
  @IsIn(QUARANTINE_STATES)
  state?: QuarantineState = 'open';

  /** Entries of a page, 1 to 100. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit?: number = 20;
}

export class QuarantinedMessageDto {
  id!: string;
  /** Number of the hub. */
  delivery!: number;
  /** Null, as the next two: nothing could be read of it. */
  peer!: string | null;
  conversation!: string | null;
  message!: string | null;
  code!: string;
  detail!: string;
  at!: string;
  state!: 'open' | 'retried' | 'rejected';
  decidedAt!: string | null;
  /** False: it has its place in its conversation and can only be rejected. */
  retriable!: boolean;
}

export class QuarantinePageDto {
  /** Newest first. */
  entries!: QuarantinedMessageDto[];
  /** Give it as `after` for the next page; absent on the last one. */
  next?: string;
}

export class RejectQuarantinedDto {
  /** Why it will not be applied; kept in the security log. */
  @IsString()
  @MaxLength(500)
  @Matches(/\S/)
  reason!: string;
}

export class QuarantineDecisionDto {
  id!: string;
  state!: 'retried' | 'rejected';
}
