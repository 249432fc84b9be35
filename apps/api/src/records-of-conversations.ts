import type { CrossCaseRetention } from '@onething/cross-province';
import type { RetainedExchange } from '@onething/exchange';
import type { ErasableRecords } from '@onething/privacy';

/** Messages of a conversation belong to its case; a file belongs to the cases of all conversations that named it, and stays while one of them is held. */
export const ofConversations = (records: RetainedExchange, cases: Pick<CrossCaseRetention, 'mattersOf'>): ErasableRecords => ({
  ...records,
  async findDue(...asked) {
    const due = await records.findDue(...asked);
    const matters = await cases.mattersOf(due.flatMap(({ id, conversations }) => conversations ?? [id]));
    return due.map(({ conversations, ...record }) => (conversations
      ? { ...record, sharedWith: conversations.flatMap((one) => Object.values(matters.get(one) ?? {})) }
      : { ...record, ...matters.get(record.id) }));
  },
});
