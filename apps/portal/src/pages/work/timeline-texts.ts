import type { Schema } from '../../api/client';

type TimelineEntry = Schema<'TimelineEntryDto'>;

interface Tongue {
  t: (key: string) => string;
  te: (key: string) => boolean;
}

/** What happened, in words. */
export function entryTitle({ type }: TimelineEntry, { t, te }: Tongue): string {
  const key = `work.event.${type}`;
  return te(key) ? t(key) : type;
}

/** What was written about it. */
export function entryNote({ note }: TimelineEntry): string | undefined {
  if (typeof note === 'string') return note;
  if (typeof note !== 'object' || note === null) return undefined;
  const texts = Object.values(note as Record<string, unknown>).flatMap((value) => (Array.isArray(value) ? value.map((point) => (point as { reason?: string }).reason) : [value]));
  return texts.filter((value) => typeof value === 'string').join('\n') || undefined;
}

export function entryActor({ actorKind }: TimelineEntry, { t, te }: Tongue): string {
  const key = `work.actor.${actorKind}`;
  return te(key) ? t(key) : actorKind;
}
