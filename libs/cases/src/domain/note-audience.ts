import type { EventType } from './event';
import { pointsOfNote } from './item-command';

/**
 * For whom the free text beside an event is: `addressed` to the party (decisions, reasons given to the applicant, what must be corrected,
 * what the party wrote itself), or `internal` to the authority (审查意见, what a vote or an examination found, reasons of one desk to another).
 */
export type NoteAudience = 'addressed' | 'internal';

/** As whom somebody reads what happened to an item. `office` holds a post of it; `window` takes in and hands over for it (综合窗口). */
export type NoteReader = 'party' | 'office' | 'window' | 'supervisor' | 'otherOffice';

/** Every event that can have a free text beside it. What does not stand here is read by nobody. */
export const NOTE_AUDIENCE = {
  withdrawalRequested: 'addressed',
  returnedForRework: 'addressed',
  correctionAsked: 'addressed',
  notAccepted: 'addressed',
  stepCompleted: 'internal',
  reviewGiven: 'internal',
  decided: 'addressed',
  procedureStarted: 'addressed',
  procedureEnded: 'internal',
  extensionProposed: 'internal',
  extensionRejected: 'internal',
  promiseChecked: 'addressed',
  grantWithdrawn: 'addressed',
  forwardedUp: 'internal',
  itemWithdrawn: 'addressed',
  itemEndedEarly: 'addressed',
  itemReopened: 'addressed',
} as const satisfies Partial<Record<EventType, NoteAudience>>;

const READS: Record<NoteAudience, readonly NoteReader[]> = {
  addressed: ['party', 'office', 'window', 'supervisor'],
  internal: ['office', 'supervisor'],
};

export function mayReadNote(type: EventType, reader: NoteReader): boolean {
  const audience = (NOTE_AUDIENCE as Partial<Record<EventType, NoteAudience>>)[type];
  return audience !== undefined && READS[audience].includes(reader);
}

/**
 * What of a text somebody reads; undefined for nothing. Why a head asks for corrections a second time (against 一次性告知) is a matter of
 * the authority: the party reads the points alone.
 */
export function readableNote(type: EventType, note: unknown, reader: NoteReader): unknown {
  if (!mayReadNote(type, reader)) return undefined;
  return type === 'correctionAsked' && note !== undefined && !READS.internal.includes(reader) ? pointsOfNote(note) : note;
}
