import { canonicalJson } from '@onething/kernel';
import type { LicenceState } from './licence-state.machine';

/** A status record (证照状态记录): why and on whose word a state changed. */
export interface StatusRecord {
  licenceId: string;
  version: number;
  /** 1, 2, 3 … of the licence. */
  seq: number;
  from: LicenceState | null;
  to: LicenceState;
  reason: string;
  legalDocument?: string;
  /** Account of the staff member, or the name of the worker. */
  operator: string;
  /** Epoch ms. */
  occurredAt: number;
}

/** What is signed: the record with its keys in alphabetical order (RFC 8785), the time as ISO 8601, what is absent as null. */
export function signedText({ legalDocument = null, occurredAt, ...record }: Omit<StatusRecord, 'legalDocument'> & { legalDocument?: string | null }): string {
  return canonicalJson({ ...record, legalDocument, occurredAt: new Date(occurredAt).toISOString() });
}
