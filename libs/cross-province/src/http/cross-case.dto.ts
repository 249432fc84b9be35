import type { FormSectionDto } from '@onething/catalogue';
import type { CrossFormCheckVerdictDto } from './cross-intake.dto';

/** A text in Simplified Chinese and English. */
export class CrossTextDto {
  zh!: string;
  en!: string;
}

export class CrossItemDto {
  code!: string;
  number!: number;
  name!: CrossTextDto;
  nationalCode!: string;
  department!: string;
  /** online 全程网办, collected 异地代收代办, joint 多地联办. */
  mode!: 'online' | 'collected' | 'joint';
  /** What leads to the place that decides (办理地判定规则). */
  decidedBy!: string;
  /** Data element of the form that holds that place; of complete items. */
  placeElement?: string;
  /** Whether it can be taken in here; the others are listed only. */
  complete!: boolean;
  /** The service item with its form, of complete ones. */
  serviceItem?: string;
  provenance?: string;
}

export class CrossItemListDto {
  entries!: CrossItemDto[];
}

export class CrossMaterialDto {
  material!: string;
  name!: CrossTextDto;
  /** Whether the paper itself is asked for. */
  original!: boolean;
}

/** What the applicant fills in and hands in. */
export class CrossFormDto {
  form!: FormSectionDto[];
  materials!: CrossMaterialDto[];
}

export class CrossFormCheckDto {
  code!: string;
  text!: CrossTextDto;
}

export class CrossPlaceDto {
  region!: string;
  /** What that place wants looked at before anything is taken in (形式审查要点). */
  formChecks!: CrossFormCheckDto[];
}

export class CrossParcelDto {
  trackingNumber!: string;
  postedOn!: string;
  receivedOn?: string;
  state!: 'onItsWay' | 'complete' | 'missing' | 'damaged';
}

export class CrossTroubleDto {
  type!: string;
  outcome!: 'refused' | 'overdue';
  code?: string;
  detail?: string;
  at!: string;
}

/** An item case that stands behind it. */
export class CrossHandledAsDto {
  caseId!: string;
  itemId!: string;
}

export class CrossCaseEntryDto {
  id!: string;
  /** 收件编号 of the receipt of this place. */
  number!: string;
  /** 办件编号 of the deciding place, from its acceptance on. */
  caseNumber?: string;
  side!: 'intake' | 'deciding';
  /** The other region. */
  region!: string;
  /** National code. */
  item!: string;
  /** Code of the item in the list here, by which its form is found. */
  itemCode?: string;
  itemName!: CrossTextDto;
  mode!: 'online' | 'collected' | 'joint';
  state!: string;
  outcome?: string;
  /** Masked. Absent when it was erased. */
  applicant?: { name: string; number: string };
  parcels!: CrossParcelDto[];
  /** At the deciding place, where the item's own process handles it. */
  handledAs?: CrossHandledAsDto;
  /** At the intake place: the item of a one-thing that was handed to the other region (多地联办). */
  partOf?: CrossHandledAsDto;
  /** The promise of the deciding place; absent until it has accepted. */
  dueOn?: string;
  /** At the deciding place while its clock runs. */
  light?: 'green' | 'yellow' | 'orange' | 'red' | 'paused';
  /** A message of this side that the other has refused or not answered for long. */
  trouble?: CrossTroubleDto;
  version!: number;
  createdAt!: string;
}

export class CrossCaseListDto {
  entries!: CrossCaseEntryDto[];
}

export class CrossStepDto {
  type!: string;
  at!: string;
  /** Which place did it; absent: the platform by itself. */
  by?: 'intake' | 'deciding';
  text!: CrossTextDto;
  /** Who answers for what comes next: a place, or the carrier. */
  next?: 'intake' | 'deciding' | 'carrier';
  /** What was told: reasons, points, parcels. Absent when it was erased. */
  detail?: Record<string, unknown>;
}

/** A scan or a result of either place. */
export class CrossFileDto {
  sha256!: string;
  name!: string;
  contentType!: string;
  /** Bytes. */
  size!: number;
  /** Which place handed it in. */
  by!: 'intake' | 'deciding';
  /** With which step. */
  step!: string;
  /** The paper that it is a scan of; absent of results. */
  material?: string;
  /** False while it is on its way from the other place. */
  isHere!: boolean;
}

/** A file that was handed in and waits for the step that names it. */
export class CrossUploadDto {
  id!: string;
  name!: string;
  contentType!: string;
  /** Bytes. */
  size!: number;
  sha256!: string;
}

export class CrossCaseDto extends CrossCaseEntryDto {
  /** With what was corrected. Empty when it was erased. */
  answers!: Record<string, unknown>;
  formChecks!: CrossFormCheckVerdictDto[];
  /** Office here. */
  department!: string;
  division!: string;
  timeline!: CrossStepDto[];
  files!: CrossFileDto[];
  /** Places that the applicant has rated. */
  rated!: ('intake' | 'deciding')[];
  /** Calendar days on which papers travelled; they count for no place. */
  transportDays!: number;
}
