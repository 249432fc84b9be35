import { IsString, Length } from 'class-validator';
import { CaseTextDto } from '../reading/case.dto';

export class SupervisionQueryDto {
  /** Official number of the case, of a receipt or of an item case. */
  @IsString()
  @Length(1, 100)
  number!: string;
}

/** How an item of the supervisor's division stands. */
export class SupervisedItemDto {
  itemId!: string;
  name!: CaseTextDto;
  departmentName!: CaseTextDto;
  division!: string;
  state!: string;
  stepName!: CaseTextDto | null;
  endedAt!: Date | null;
  receiptNumber!: string | null;
  caseNumber!: string | null;
  /** To be sent with the command. */
  version!: number;
  /** `POST …/reopen` is open to the asker. */
  mayReopen!: boolean;
}

export class SupervisedCaseDto {
  caseId!: string;
  number!: string | null;
  oneThingName!: CaseTextDto;
  items!: SupervisedItemDto[];
}

export class OverdueItemDto {
  itemId!: string;
  number!: string | null;
  name!: CaseTextDto;
  departmentName!: CaseTextDto;
  division!: string;
  /** The last day of its promise. */
  dueOn!: string;
}

export class OverdueItemsDto {
  items!: OverdueItemDto[];
}
