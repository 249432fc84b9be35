import { civilDate } from '@onething/kernel';
import { platformNow } from '../session/platform-clock';
import { type PersonKind, readNumber } from '../../../../libs/identity/src/domain/person-number';

export { civilDate, isMobile } from '@onething/kernel';
export type { PersonKind };

/** Whether a text can be a citizen's number, or a company's code. */
export function isNumberOf(kind: PersonKind, number: string): boolean {
  return readNumber(number, civilDate(platformNow()))?.kind === kind;
}
