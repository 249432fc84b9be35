import { type DocumentKind, type EventType, ITEM_RULES } from '@onething/cases';
import { DOCUMENT_TYPES, EVENT_DOCUMENTS } from './document-kinds';

/** What an event can give rise to, whatever it says. */
const PAYLOADS = [{ decision: 'grant' }, { decision: 'refuse' }, { items: ['sign'] }].map((payload) => ({ decision: 'grant', items: [], ...payload }));
function possible(type: EventType): DocumentKind[] {
  const found = EVENT_DOCUMENTS[type] as readonly DocumentKind[] | ((payload: unknown) => readonly DocumentKind[]);
  return typeof found === 'function' ? [...new Set(PAYLOADS.flatMap((payload) => found(payload)))] : [...found];
}

/** The events that a command can write, read from what its rule does; what is only compared with is a state. */
function eventsOf(record: unknown): EventType[] {
  const source = String(record);
  return (Object.keys(EVENT_DOCUMENTS) as EventType[]).filter((type) => new RegExp(`(?<!=== )['"]${type}['"]`).test(source));
}

const RULES = Object.entries(ITEM_RULES).map(([type, rule]) => ({ type, promised: [...rule.documents].sort(), written: eventsOf(rule.record) }));

test.each(RULES)('the documents that the table of commands promises for $type are those of its events', ({ promised, written }) => {
  expect(promised).toEqual([...new Set(written.flatMap(possible))].sort());
});

test('every event with a document is written by a command of an item, or by the delivery of the whole', () => {
  const withDocuments = (Object.keys(EVENT_DOCUMENTS) as EventType[]).filter((type) => possible(type).length > 0);
  const written = new Set(RULES.flatMap((rule) => rule.written));
  expect(withDocuments.filter((type) => !written.has(type))).toEqual(['delivered']);
});

test('every document there is comes from an event', () => {
  const made = new Set((Object.keys(EVENT_DOCUMENTS) as EventType[]).flatMap(possible));
  expect([...made].sort()).toEqual(Object.keys(DOCUMENT_TYPES).sort());
});
