import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Length, Matches, Max, Min, ValidateNested } from 'class-validator';
import type { PersonKind } from '../domain/person-number';
import { REPRESENTATIVE_ROLES, type Representative } from '../registration/claims';
import { type Paper, PAPERS } from '../registration/identity-proofs';

const KINDS = ['natural', 'legal'] as const;
/** Of any script, without blanks at its ends. */
const NAME = /^\S(?:.{0,98}\S)?$/u;
const NAME_MESSAGE = { message: 'is a name of 1 to 100 characters without blanks at its ends' };
const NUMBER = /^[0-9A-Za-z]{18}$/;
const NUMBER_MESSAGE = { message: 'is the number as the paper shows it, 18 characters' };
const MOBILE = /^\d{11}$/;
const MOBILE_MESSAGE = { message: 'is the 11 digits of a mobile number' };
const CODE = /^\d{6}$/;
const CODE_MESSAGE = { message: 'is the six digits of the message' };
/** It begins with a letter, so that it is nobody's number. */
const LOGIN = /^[A-Za-z][A-Za-z0-9._-]{3,39}$/;
const LOGIN_MESSAGE = { message: 'is 4 to 40 letters, digits, dots, hyphens or underscores, the first one a letter' };

export class RepresentativeNumberDto {
  @Matches(NAME, NAME_MESSAGE)
  name!: string;

  /** Citizen's number. */
  @Matches(NUMBER, NUMBER_MESSAGE)
  number!: string;
}

export class RepresentativeDto extends RepresentativeNumberDto {
  /** 法定代表人, or 经办人 with a paper of hers. */
  @ApiProperty({ enum: REPRESENTATIVE_ROLES })
  @IsIn(REPRESENTATIVE_ROLES)
  role!: Representative['role'];
}

export class MobileDto {
  @Matches(MOBILE, MOBILE_MESSAGE)
  mobile!: string;
}

export class CodeSentDto {
  /** Seconds for which a code is valid. The answer is the same when none was sent. */
  expiresIn!: number;
}

export class RegistrationDto {
  @ApiProperty({ enum: KINDS })
  @IsIn(KINDS)
  kind!: PersonKind;

  @Matches(NAME, NAME_MESSAGE)
  name!: string;

  /** Citizen's number (GB 11643) or unified social credit code (GB 32100). */
  @Matches(NUMBER, NUMBER_MESSAGE)
  number!: string;

  /** Who registers a legal person. */
  @IsOptional()
  @ValidateNested()
  @Type(() => RepresentativeDto)
  representative?: RepresentativeDto;

  @Matches(LOGIN, LOGIN_MESSAGE)
  login!: string;

  @IsString()
  @Length(8, 200)
  password!: string;

  @Matches(MOBILE, MOBILE_MESSAGE)
  mobile!: string;

  /** Sent to the mobile by `POST /api/registrations/codes`. */
  @Matches(CODE, CODE_MESSAGE)
  code!: string;
}

export class RegisteredDto {
  accountId!: string;
  /** 1: drafts only. */
  level!: number;
}

export class OfferDto {
  @ApiProperty({ enum: KINDS })
  kind!: PersonKind;
  name!: string;
  number!: string;
  mobile!: string;
  /** Of a legal person. */
  @ApiProperty({ type: RepresentativeNumberDto, required: false })
  representative?: { name: string; number: string };
}

export class OffersDto {
  /** Always true: nobody is meant by them. */
  synthetic!: boolean;
  /** Where the codes arrive that are sent to these mobiles. */
  messagesIn!: string;
  entries!: OfferDto[];
}

export class CorrectClaimDto {
  /** As `GET /api/me/claim` gives it. */
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  version!: number;

  @Matches(NAME, NAME_MESSAGE)
  name!: string;

  @Matches(NUMBER, NUMBER_MESSAGE)
  number!: string;

  @IsOptional()
  @ValidateNested()
  @Type(() => RepresentativeDto)
  representative?: RepresentativeDto;
}

export class ShownRepresentativeDto {
  @ApiProperty({ enum: REPRESENTATIVE_ROLES })
  role!: Representative['role'];
  /** Masked. */
  name!: string;
  /** Masked. */
  number!: string;
}

export class ClaimDto {
  @ApiProperty({ enum: KINDS })
  kind!: PersonKind;
  /** A natural person's is masked. */
  name!: string;
  number!: string;
  @ApiProperty({ type: ShownRepresentativeDto, nullable: true })
  representative!: ShownRepresentativeDto | null;
  version!: number;
}

export class LevelDto {
  level!: number;
}

export class WindowSearchDto {
  /** As the owner says it. */
  @Matches(LOGIN, LOGIN_MESSAGE)
  login!: string;
}

export class WindowClaimDto extends ClaimDto {
  accountId!: string;
  /** Masked. */
  mobile!: string | null;
}

export class WindowCheckDto {
  /** Of the claim that was looked up. */
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  version!: number;

  @ApiProperty({ enum: [...PAPERS.natural, ...PAPERS.legal] })
  @IsIn([...PAPERS.natural, ...PAPERS.legal])
  paper!: Paper;

  /** Typed from the paper. */
  @Matches(NAME, NAME_MESSAGE)
  name!: string;

  @Matches(NUMBER, NUMBER_MESSAGE)
  number!: string;

  /** Typed from the card of who acts for the legal person. */
  @IsOptional()
  @ValidateNested()
  @Type(() => RepresentativeNumberDto)
  representative?: RepresentativeNumberDto;
}

export class ShownPaperDto {
  @ApiProperty({ enum: [...PAPERS.natural, ...PAPERS.legal] })
  @IsIn([...PAPERS.natural, ...PAPERS.legal])
  paper!: Paper;

  /** Typed from the paper. */
  @Matches(NAME, NAME_MESSAGE)
  name!: string;

  @Matches(NUMBER, NUMBER_MESSAGE)
  number!: string;
}

export class FoundAccountDto {
  accountId!: string;
  /** To be told to its owner. */
  login!: string;
  /** Masked. */
  mobile!: string | null;
}

export class WindowRecoveryCodeDto extends ShownPaperDto {
  /** That the owner has with them. */
  @Matches(MOBILE, MOBILE_MESSAGE)
  mobile!: string;
}

export class WindowRecoveryDto extends WindowRecoveryCodeDto {
  /** As the owner reads it out. */
  @Matches(CODE, CODE_MESSAGE)
  code!: string;
}

export class AskedRecoveryDto {
  id!: string;

  askedAt!: Date;

  /** Until then a colleague can confirm it. */
  confirmUntil!: Date;
}

export class AskedRecoveryListEntryDto extends AskedRecoveryDto {
  /** Asked for by oneself: then somebody else confirms it. */
  own!: boolean;
}

export class AskedRecoveryListDto {
  entries!: AskedRecoveryListEntryDto[];
}

export class RecoveryCodeDto {
  @Matches(LOGIN, LOGIN_MESSAGE)
  login!: string;
}

export class RecoveryDto {
  @Matches(LOGIN, LOGIN_MESSAGE)
  login!: string;

  @Matches(CODE, CODE_MESSAGE)
  code!: string;

  @IsString()
  @Length(8, 200)
  newPassword!: string;

  /** Of the account's person; needed from level 2 on. */
  @IsOptional()
  @Matches(NAME, NAME_MESSAGE)
  name?: string;

  @IsOptional()
  @Matches(NUMBER, NUMBER_MESSAGE)
  number?: string;

  /** Who acts for a legal person, as the register knows it. */
  @IsOptional()
  @ValidateNested()
  @Type(() => RepresentativeNumberDto)
  representative?: RepresentativeNumberDto;
}

export class ChangeMobileDto {
  @Matches(MOBILE, MOBILE_MESSAGE)
  mobile!: string;

  /** Sent to the new mobile by `POST /api/me/mobile/codes`. */
  @Matches(CODE, CODE_MESSAGE)
  code!: string;

  @IsString()
  @Length(1, 200)
  password!: string;
}

export class CloseAccountDto {
  @IsString()
  @Length(1, 200)
  password!: string;
}

export class OpenMatterDto {
  caseId!: string;
  number!: string | null;
  /** Null for a case that two provinces handle, which has a name of its own. */
  oneThing!: string | null;
  name?: { zh: string; en: string };
  state!: string;
}

export class OpenMattersDto {
  /** The account can be closed when there are none. */
  entries!: OpenMatterDto[];
}
