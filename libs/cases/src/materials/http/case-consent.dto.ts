import { SUBJECTS, type Subject } from '@onething/catalogue';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsIn, Matches } from 'class-validator';
import { CaseTextDto } from '../../reading/case.dto';

const OTHERS = SUBJECTS.filter((subject) => subject !== 'applicant' && subject !== 'case');

/** Asks another holder for the use of licences. The holder is the person whose number stands in the draft's form. */
export class AskConsentDto {
  @IsIn(OTHERS)
  subject!: Subject;

  /** Materials of that subject that a licence stands for. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(30)
  @ArrayUnique()
  @Matches(/^[a-zA-Z][a-zA-Z0-9-]{0,63}$/, { each: true, message: 'materials holds codes of materials of the case' })
  materials!: string[];
}

/** A request for consent, as its asker sees it: nothing of the holder. */
export class CaseConsentDto {
  id!: string;
  subject!: string;
  purpose!: CaseTextDto;
  /** Licence types that may be used once it is granted. */
  scope!: string[];
  /** `asked`, `granted`, `refused`, `revoked` or `expired`. */
  state!: string;
  askedAt!: string;
  decidedAt?: string;
  expiresAt!: string;
}

export class CaseConsentsDto {
  entries!: CaseConsentDto[];
}
