import type { Place } from '@onething/crypto';

export const REASON_COLUMN = { table: 'security_act_reason', key: 'act_id', field: 'reason' };

/** Where the encrypted reason of an act stands. */
export const reasonPlace = (actId: string): Place => ({ table: REASON_COLUMN.table, field: REASON_COLUMN.field, row: actId });

/** What the act's keyed digest is made of: with the act's id, so that equal reasons have unlike digests. */
export const digestedReason = (actId: string, reason: string): object => ({ act: actId, reason });
