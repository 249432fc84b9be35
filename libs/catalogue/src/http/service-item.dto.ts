import type { AuthorityDto } from './reference.dto';
import type { LimitDto, NamedDto, TextDto } from './text.dto';

export class ItemFieldDto {
  element!: string;
  name!: TextDto;
  required!: boolean;
  when?: string;
}

export class ItemMaterialDto {
  material!: string;
  name!: TextDto;
  /** 材料类型: 1 certificate or proof, 2 application form or document, 3 other. */
  kind!: '1' | '2' | '3';
  /** 材料形式: 1 paper, 2 electronic, 3 either. */
  medium!: '1' | '2' | '3';
  /** 来源渠道: 10 made by the applicant, 20 issued by an authority, 99 other. */
  source!: '10' | '20' | '99';
  /** 材料必要性: 1 necessary, 2 optional, 3 may be supplied later. */
  necessity!: '1' | '2' | '3';
  /** 容缺后补: may follow after the acceptance. */
  mayFollow?: boolean;
  originals!: number;
  copies!: number;
  when?: string;
  basis?: string;
  guidance?: TextDto;
  /** What spares the paper in a one-thing, tried in this order. */
  replacedBy!: ('mergedForm' | 'licence' | 'sharedDatum' | 'promise' | 'onlineAuthorisation')[];
}

/** One way out of a step. */
export class ItemOutcomeDto {
  code!: string;
  name!: TextDto;
  /** Code of the next step, `@granted` or `@refused`. */
  to!: string;
  decides?: 'grant' | 'refuse';
  /** Condition (CEL) under which this way is open. */
  when?: string;
}

export class ItemStepDto {
  code!: string;
  kind!: string;
  name!: TextDto;
  role!: 'clerk' | 'reviewer' | 'head';
  limit!: LimitDto;
  /** Its time is not counted against the promise. */
  suspendsClock!: boolean;
  /** How many people must choose the same outcome; one when left out. */
  reviewers?: number;
  outcomes!: ItemOutcomeDto[];
}

export class ItemVisitDto {
  phase!: 'intake' | 'handling' | 'delivery';
  place!: string;
  reason!: TextDto;
}

export class FeeItemDto {
  name!: TextDto;
  standard!: string;
  reducible!: boolean;
}

export class FeeDto {
  charged!: boolean;
  basis?: string;
  onlinePayment!: boolean;
  items?: FeeItemDto[];
}

export class ItemResultDto {
  licenceType!: NamedDto;
  name!: TextDto;
  kind!: '出证办结' | '出文办结' | '审批办结';
  /** Who will hold it. */
  holder!: string;
  /** Material that is the holder's photo, which stands on the licence: one JPEG or PNG. */
  photo?: string;
  sample!: string;
}

export class FaqDto {
  question!: TextDto;
  answer!: TextDto;
}

export class TopicsDto {
  natural!: string[];
  legal!: string[];
}

export class IntermediaryDto {
  name!: TextDto;
  content!: TextDto;
}

/** 办事指南: the implementation list of one item, as the public reads it. Codes are those of GB/T 39046-2020. */
export class ServiceItemDto {
  code!: string;
  name!: TextDto;
  baseCode!: string;
  itemType!: string;
  legalBasis!: string;
  powerSource?: string;
  level!: string;
  department!: NamedDto;
  /** The offices (实施主体) that handle it. */
  authorities!: AuthorityDto[];
  serviceObjects!: string[];
  handlingForms!: string[];
  caseType!: '1' | '2';
  reviewType!: 'instant' | 'deferred';
  statutoryLimit!: LimitDto;
  promisedLimit!: LimitDto;
  /** (statutory − promised) ÷ statutory; absent when the units differ or there is no statutory time. */
  limitReduction?: number;
  acceptanceConditions!: TextDto;
  online!: boolean;
  onlineDepth!: number;
  visitReason!: TextDto;
  visits!: ItemVisitDto[];
  fee!: FeeDto;
  result?: ItemResultDto;
  /** 实行告知承诺制: may be accepted on a promise. */
  onPromise?: boolean;
  /** 初审转报: examined by the authority of the division, decided by the one above it. */
  decidedAbove?: boolean;
  quantityLimit?: string;
  crossRegion?: 'nation' | 'province' | 'city' | 'county';
  appointment!: boolean;
  courier!: boolean;
  terminal!: boolean;
  hall?: TextDto;
  place!: TextDto;
  openingHours!: TextDto;
  enquiryPhone!: string;
  supervisionPhone!: string;
  topics!: TopicsDto;
  intermediary?: IntermediaryDto;
  faq!: FaqDto[];
  form!: ItemFieldDto[];
  materials!: ItemMaterialDto[];
  steps!: ItemStepDto[];
  /** One-things of which it is part. */
  oneThings!: NamedDto[];
  provenance?: 'recalled' | 'illustrative';
}
