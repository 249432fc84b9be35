import type { Text } from '@onething/kernel';
import type { ConsentState } from './consent.machine';

/** A holder's consent (授权用证): this case may use licences of these types, until then. */
export interface Consent {
  id: string;
  caseId: string;
  /** Unknown while nobody with that number has an account. Never shown to who asked. */
  holderPersonId?: string;
  requestedBy: { accountId: string; personId: string };
  /** Whose data it is in the matter: `otherParent`. */
  subject: string;
  purpose: Text;
  /** Codes of licence types. */
  scope: string[];
  state: ConsentState;
  /** Epoch ms, as are the others. */
  askedAt: number;
  decidedAt?: number;
  expiresAt: number;
}
