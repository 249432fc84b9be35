import type { Transaction } from '@onething/persistence';
import type { LicenceOrder } from './licence-register';

/** A result as the case holds it: whole, while its event names only a digest. */
export interface IssuedResult extends Omit<LicenceOrder, 'typeCode' | 'caseId' | 'itemId'> {
  /** Code of the licence type in the catalogue. */
  licenceType: string;
}

/** What the register needs of the cases. Bound to them where the application is put together. */
export abstract class IssuedResults {
  /** The result of an item whose `resultIssued` event was read. @throws when there is none, which would be a broken event */
  abstract getIssuedResult(tx: Transaction, caseId: string, itemId: string): Promise<IssuedResult>;
}
