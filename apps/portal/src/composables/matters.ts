import { api, dataOf, type Schema } from '../api/client';
import type { ServerText } from '../texts/texts';

/** A case in a list, with the name of its one-thing. */
export interface Matter extends Schema<'OwnCaseDto'> {
  name: ServerText;
  group: 'draft' | 'underWay' | 'ended';
}

/** A page of one's own matters and those of one's principals, newest first. @throws Problem */
export async function readMatters(query: { limit: number; after?: string }): Promise<{ entries: Matter[]; next?: string }> {
  const { entries, next } = await dataOf(api.GET('/api/cases', { params: { query } }));
  const codes = [...new Set(entries.map(({ oneThing }) => oneThing))];
  const guides = await Promise.all(codes.map((code) => dataOf(api.GET('/api/one-things/{code}', { params: { path: { code } } })).catch(() => undefined)));
  const names = new Map(guides.flatMap((guide) => (guide ? [[guide.code, guide.name] as const] : [])));
  return { entries: entries.map((entry) => ({ ...entry, name: names.get(entry.oneThing) ?? { zh: entry.oneThing, en: entry.oneThing }, group: groupOf(entry.state) })), next };
}

function groupOf(state: string): Matter['group'] {
  if (state === 'draft') return 'draft';
  return state === 'handling' ? 'underWay' : 'ended';
}
