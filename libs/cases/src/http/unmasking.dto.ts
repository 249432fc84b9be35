import { ACCESS_PURPOSES, type AccessPurpose } from '@onething/audit';
import { SUBJECTS } from '@onething/catalogue';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsIn, IsOptional, IsString, IsUUID, Length, Matches } from 'class-validator';

/** What is to be shown whole, and why. `fields` or `subject`; `fields` count when both are given. */
export class UnmaskDto {
  /** The item of one's office that needs it. */
  @IsUUID()
  itemId!: string;

  /** Codes of data elements. Needed without `subject`. */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ArrayUnique()
  @Matches(/^[a-zA-Z]{1,40}\.[a-zA-Z0-9]{1,60}$/, { each: true, message: 'each value is the code of a data element, for example child.name' })
  fields?: string[];

  /** All fields of one subject. */
  @IsOptional()
  @IsIn(SUBJECTS)
  subject?: string;

  /** What it is needed for. The person concerned sees it. */
  @IsIn(ACCESS_PURPOSES)
  purpose!: AccessPurpose;

  /** In words, 10 characters at least. Auditors read it. */
  @IsString()
  @Length(10, 500)
  @Matches(/\S(?:\s*\S){9}/u, { message: 'says in at least 10 characters why it is needed' })
  reason!: string;
}

export class UnmaskedDto {
  /** By code of the data element; absent what was not answered. */
  values!: Record<string, unknown>;
}
