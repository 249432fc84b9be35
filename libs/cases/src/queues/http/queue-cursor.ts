import { DomainError, isCivilDate } from '@onething/kernel';
import type { QueueRow } from '../queue-reader';
import type { Cursor, QueueSort } from '../queue-sql';

/** `<sort>~<day or instant>~<case>~<item>` */
export const CURSOR = /^(due|submitted)~[0-9TZ:.-]{0,30}~[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}~[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function cursorOf({ dueOn, submittedAt, caseId, itemId }: QueueRow, sort: QueueSort): string {
  return [sort, sort === 'due' ? (dueOn ?? '') : submittedAt.toISOString(), caseId, itemId].join('~');
}

/** @throws DomainError `CASES.CURSOR_INVALID` (invalid) when it is not of a page in this order */
export function readCursor(text: string, sort: QueueSort): Cursor {
  const [of, key, caseId, itemId] = text.split('~') as [string, string, string, string];
  const valid = of === sort && (sort === 'due' ? key === '' || isCivilDate(key) : isInstant(key));
  if (valid) return { key: key || 'infinity', caseId, itemId };
  const message = 'This is no "next" of a page in this order. Begin with the first page.';
  throw new DomainError('invalid', 'CASES.CURSOR_INVALID', message, { fields: [{ field: 'after', code: 'CASES.CURSOR_INVALID', message }] });
}

const isInstant = (text: string): boolean => {
  const instant = Date.parse(text);
  return Number.isFinite(instant) && new Date(instant).toISOString() === text;
};
