import { ApiProperty } from '@nestjs/swagger';
import { type Post, ROLES } from '@onething/kernel';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsNotEmptyObject, IsOptional, IsString, IsUUID, Length, Matches, Max, Min, ValidateNested } from 'class-validator';

const STAFF_ROLES = ROLES.filter((role): role is Post['role'] => role !== 'resident');
const STATES = ['proposed', 'active', 'locked', 'closed'] as const;
const GRANT_STATES = ['proposed', 'approved', 'rejected'] as const;
const LOGIN = /^[A-Za-z][A-Za-z0-9._-]{3,39}$/;
const LOGIN_MESSAGE = { message: 'is 4 to 40 letters, digits, dots, hyphens or underscores, the first one a letter' };
const NAME = /^\S(?:.{0,98}\S)?$/u;
const NAME_MESSAGE = { message: 'is a name of 1 to 100 characters without blanks at its ends' };
const DEPARTMENT = /^[a-zA-Z][a-zA-Z0-9-]{0,63}$/;
const DIVISION = /^[1-9]\d{5}$/;

export class StaffPostDto {
  @ApiProperty({ enum: STAFF_ROLES })
  @IsIn(STAFF_ROLES)
  role!: Post['role'];

  /** Of the catalogue; `governmentServices` for who runs the platform and its windows. */
  @Matches(DEPARTMENT, { message: 'is the code of a department' })
  departmentCode!: string;

  @Matches(DIVISION, { message: 'is the code of a division, 6 digits' })
  divisionCode!: string;

  /** Of a window clerk. */
  @IsOptional()
  @IsUUID()
  windowId?: string;
}

export class ReasonOfChangeDto {
  /** For who decides, and for the auditor. */
  @IsString()
  @Length(1, 500)
  @Matches(/\S/, { message: 'is not blank' })
  reason!: string;
}

export class ProposeStaffDto extends ReasonOfChangeDto {
  @Matches(LOGIN, LOGIN_MESSAGE)
  login!: string;

  @Matches(NAME, NAME_MESSAGE)
  name!: string;

  /** Citizen's number. */
  @Matches(/^[0-9A-Za-z]{18}$/, { message: 'is the number as the card shows it, 18 characters' })
  number!: string;

  /** The first password is made by recovery with it. */
  @Matches(/^\d{11}$/, { message: 'is the 11 digits of a mobile number' })
  mobile!: string;

  @Type(() => StaffPostDto)
  @IsNotEmptyObject()
  @ValidateNested()
  post!: StaffPostDto;
}

export class StaffSearchDto {
  /** How the login begins. */
  @IsOptional()
  @Matches(/^[A-Za-z0-9._-]{1,40}$/, { message: 'is the beginning of a login' })
  login?: string;

  /** The whole name. */
  @IsOptional()
  @Matches(NAME, NAME_MESSAGE)
  name?: string;

  @ApiProperty({ enum: STAFF_ROLES, required: false })
  @IsOptional()
  @IsIn(STAFF_ROLES)
  role?: Post['role'];

  @IsOptional()
  @Matches(DEPARTMENT, { message: 'is the code of a department' })
  departmentCode?: string;

  @IsOptional()
  @Matches(DIVISION, { message: 'is the code of a division, 6 digits' })
  divisionCode?: string;

  @ApiProperty({ enum: STATES, required: false })
  @IsOptional()
  @IsIn(STATES)
  state?: (typeof STATES)[number];

  /** `next` of the page before. */
  @IsOptional()
  @IsUUID()
  after?: string;

  /** Entries of a page, 1 to 100, 20 if not given. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(100)
  limit?: number;
}

export class StaffAccountDto {
  accountId!: string;
  login!: string;
  name!: string;
  @ApiProperty({ enum: STATES })
  state!: (typeof STATES)[number];
  @ApiProperty({ type: StaffPostDto, isArray: true })
  posts!: Post[];
}

export class StaffPageDto {
  entries!: StaffAccountDto[];
  next?: string;
}

export class ProposeRoleDto extends ReasonOfChangeDto {
  /** Give a role, or end it. */
  @ApiProperty({ enum: ['grant', 'end'] })
  @IsIn(['grant', 'end'])
  what!: 'grant' | 'end';

  @IsUUID()
  accountId!: string;

  @Type(() => StaffPostDto)
  @IsNotEmptyObject()
  @ValidateNested()
  post!: StaffPostDto;
}

export class ApproveRoleDto {
  /** Of the proposal that was seen. */
  @IsInt()
  @Min(1)
  version!: number;
}

export class RejectRoleDto extends ReasonOfChangeDto {
  /** Of the proposal that was seen. */
  @IsInt()
  @Min(1)
  version!: number;
}

export class RoleGrantDto {
  id!: string;
  @ApiProperty({ enum: ['grant', 'end'] })
  what!: 'grant' | 'end';
  accountId!: string;
  /** Of that account. */
  login!: string;
  @ApiProperty({ type: StaffPostDto })
  post!: Post;
  reason!: string;
  @ApiProperty({ enum: GRANT_STATES })
  state!: (typeof GRANT_STATES)[number];
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

export class RoleGrantPageQueryDto {
  @IsOptional()
  @IsIn(GRANT_STATES)
  state?: (typeof GRANT_STATES)[number];

  /** Of one account. */
  @IsOptional()
  @IsUUID()
  accountId?: string;

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

export class RoleGrantPageDto {
  entries!: RoleGrantDto[];
  next?: string;
}
