import { ApiProperty } from '@nestjs/swagger';
import { type Post, type Role, ROLES } from '@onething/kernel';
import type { PersonKind } from '../domain/person-number';

export class PostDto {
  @ApiProperty({ enum: ROLES.filter((role) => role !== 'resident') })
  role!: Post['role'];
  departmentCode!: string;
  divisionCode!: string;
  /** Of a window clerk. */
  windowId?: string;
}

export class OwnPersonDto {
  id!: string;
  kind!: PersonKind;
  name!: string;
  /** A citizen's number is masked; the code of a company is public. Null for a newborn. */
  number!: string | null;
}

export class MeDto {
  accountId!: string;
  login!: string;
  kind!: 'resident' | 'staff';
  /** Real-name level: 1 registered, 2 checked. */
  level!: number;
  /** Masked; null when none was given. */
  mobile!: string | null;
  person!: OwnPersonDto;
  @ApiProperty({ enum: ROLES, isArray: true })
  roles!: Role[];
  posts!: PostDto[];
}
