import type { PersonKind } from '../domain/person-number';

export class PostDto {
  role!: 'clerk' | 'reviewer' | 'head' | 'supervisor' | 'administrator';
  departmentCode!: string;
  divisionCode!: string;
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
  roles!: ('resident' | 'clerk' | 'reviewer' | 'head' | 'supervisor' | 'administrator')[];
  posts!: PostDto[];
}
