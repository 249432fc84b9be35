import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsUUID } from 'class-validator';
import { type Measure, MEASURES } from '../staff/account-measure.repository';
import { ReasonOfChangeDto, RoleGrantPageQueryDto } from './staff-account.dto';

const STATES = ['proposed', 'approved', 'rejected'] as const;

export class ProposeMeasureDto extends ReasonOfChangeDto {
  @ApiProperty({ enum: MEASURES })
  @IsIn(MEASURES)
  what!: Measure;

  @IsUUID()
  accountId!: string;
}

export class AccountMeasureDto {
  id!: string;
  @ApiProperty({ enum: MEASURES })
  what!: Measure;
  accountId!: string;
  /** Of that account. */
  login!: string;
  reason!: string;
  @ApiProperty({ enum: STATES })
  state!: (typeof STATES)[number];
  /** Account. */
  proposedBy!: string;
  proposedAt!: Date;
  /** Account; null while nobody has decided. */
  @ApiProperty({ type: String, nullable: true })
  decidedBy!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  decidedAt!: Date | null;
  version!: number;
}

export class DecidedMeasureDto extends AccountMeasureDto {
  /** Of a reset that was approved: lets the owner in once, with the password, to enrol again. Hand it over in person; it is shown once. */
  recoveryCode?: string;
}

export class AccountMeasurePageQueryDto extends RoleGrantPageQueryDto {}

export class AccountMeasurePageDto {
  entries!: AccountMeasureDto[];
  next?: string;
}
