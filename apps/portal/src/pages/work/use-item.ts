import { computed, shallowRef } from 'vue';
import { api, dataOf, type Schema, UNATTENDED } from '../../api/client';
import { useLoading } from '../../composables/use-loading';

export type TimelineEntry = Schema<'TimelineEntryDto'>;

/** Everything that the page of an item shows, read together and read anew together. */
export function useItem(caseId: string, itemId: string) {
  const path = { caseId, itemId };
  const ofCase = { params: { path: { caseId } } };
  let isByItself = false;
  const how = () => ({ headers: isByItself ? UNATTENDED : {} });
  const main = useLoading(async () => {
    const [bundle, commands, form, clocks] = await Promise.all([
      dataOf(api.GET('/api/cases/{caseId}', { ...ofCase, ...how() })), dataOf(api.GET('/api/cases/{caseId}/items/{itemId}/commands', { params: { path }, ...how() })),
      dataOf(api.GET('/api/cases/{caseId}/items/{itemId}/form', { params: { path }, ...how() })), dataOf(api.GET('/api/cases/{caseId}/items/{itemId}/clock', { params: { path }, ...how() })),
    ]);
    const item = bundle.items.find(({ id }) => id === itemId)!;
    const guide = await dataOf(api.GET('/api/items/{code}', { params: { path: { code: item.item } }, ...how() }));
    return { bundle, item, commands, form, clocks, guide };
  });
  const materials = useLoading(async () => (await dataOf(api.GET('/api/cases/{caseId}/materials', { ...ofCase, ...how() }))).materials);
  const timeline = useLoading(() => dataOf(api.GET('/api/cases/{caseId}/timeline', { ...ofCase, ...how() })));
  const documents = useLoading(() => dataOf(api.GET('/api/cases/{caseId}/documents', { ...ofCase, ...how() })));
  const licenceTypes = useLoading(() => dataOf(api.GET('/api/licence-types')));
  /** What happened since it was read before, when somebody else was first. */
  const news = shallowRef<TimelineEntry[]>([]);

  /** @param unattended of its own accord, because the server has told of a change */
  async function load(unattended = false): Promise<void> {
    isByItself = unattended;
    await Promise.all([main.load(), materials.load(), timeline.load(), documents.load()]);
  }
  return {
    main, materials, timeline, documents, licenceTypes, news, load,
    own: computed(() => (materials.data.value ?? []).filter((one) => main.data.value && one.askedBy.includes(main.data.value.item.item))),
    /** @returns what was not known before */
    async lookForNews(): Promise<void> {
      const known = new Set((timeline.data.value ?? []).map(keyOfEntry));
      await load();
      news.value = (timeline.data.value ?? []).filter((entry) => !known.has(keyOfEntry(entry)) && (entry.itemId === null || entry.itemId === itemId));
    },
  };
}

const keyOfEntry = ({ itemId, seq }: TimelineEntry): string => `${itemId ?? ''}/${seq}`;
