import { type CaseHistory, type ChainedEvent, type ItemHistory, namesOf, pointsOfNote, type ProgressNames } from '@onething/cases';
import type { ServiceItem } from '@onething/catalogue';
import { type CivilDate, fillText, sameInBoth, type Text, type WorkCalendar } from '@onething/kernel';
import { titleOf } from './document-kinds';
import { LABELS, WORDINGS } from './document-texts';
import { detailsOf } from './document-details';
import { remediesFor } from './remedies';
import type { IssuedDocument } from '../persistence/document.repository';

/** A document as it is read, before it becomes HTML. Texts of people stand in `string`s, as they were written. */
export interface DocumentContent {
  title: Text;
  /** 文号 */
  number: string;
  issuedOn: CivilDate;
  authority: { name: Text; uscc: string };
  facts: { label: Text; value: Text }[];
  paragraphs: Text[];
  points: { name: Text; reason: string; rule: Text }[];
  reason?: { label: Text; text: string };
  explanation: Text[];
  remedies: Text[];
}

export interface DocumentSource {
  document: IssuedDocument;
  event: ChainedEvent;
  history: CaseHistory;
  applicantName: string;
  /** 查询码 of an item. */
  queryCode: (itemId: string) => string;
  calendar: WorkCalendar;
}

/** What the parts of a document are made from. */
export interface Occasion extends DocumentSource {
  item?: ItemHistory;
  serviceItem?: ServiceItem;
  names: ProgressNames;
}

/** What a document says: from its row, and the case as it was at its event. Pure. */
export function contentOf(source: DocumentSource): DocumentContent {
  const { document, history } = source;
  const item = history.items.find(({ itemId }) => itemId === document.itemId);
  const serviceItem = item && history.published.catalogue.items.get(item.item);
  const occasion: Occasion = { ...source, item, serviceItem, names: namesOf(history.published, item) };
  const { values, variants, points, explanation } = detailsOf(occasion);
  const wording = WORDINGS[document.kind];
  const filled = { item: item ? occasion.names.item(item.item) : history.published.oneThing.name, ...values };
  return {
    title: titleOf(document.kind, serviceItem?.itemType),
    number: document.number,
    issuedOn: document.issuedOn,
    authority: { name: document.authorityName, uscc: document.authorityUscc },
    facts: factsOf(occasion),
    paragraphs: [...wording.paragraphs, ...variants.flatMap((name) => wording.variants?.[name] ?? [])].map((text) => fillText(text, filled)),
    points: pointsOf(occasion, points),
    reason: reasonOf(occasion),
    explanation,
    remedies: item && hasRemedies(occasion) ? remediesFor(item, history.published.catalogue) : [],
  };
}

function factsOf({ document, history, applicantName, queryCode, item, serviceItem }: Occasion): DocumentContent['facts'] {
  const facts: [Text, Text | string | null | undefined][] = [
    [LABELS.to, applicantName],
    [LABELS.oneThing, history.published.oneThing.name],
    [LABELS.item, serviceItem?.name],
    [LABELS.legalBasis, serviceItem?.legalBasis],
    [LABELS.bundleNumber, history.number],
    [LABELS.receiptNumber, item?.receiptNumber],
    // The number of the item case is given with acceptance; an earlier document does not know it.
    [LABELS.caseNumber, BEFORE_ACCEPTANCE.has(document.kind) ? undefined : item?.caseNumber],
    [LABELS.queryCode, document.kind === 'receipt' ? queryCode(document.itemId!) : undefined],
    [LABELS.enquiry, serviceItem?.enquiryPhone],
    [LABELS.supervision, serviceItem?.supervisionPhone],
  ];
  return facts.flatMap(([label, value]) => (value ? [{ label, value: typeof value === 'string' ? sameInBoth(value) : value }] : []));
}

const BEFORE_ACCEPTANCE: ReadonlySet<string> = new Set(['receipt', 'reworkNotice', 'nonAcceptanceNotice']);

/** Each point with what was written about it, and the rule of the item that it breaks. */
function pointsOf({ event, history, serviceItem, names }: Occasion, fields: readonly string[]): DocumentContent['points'] {
  const written = pointsOfNote(history.noteOf(event));
  return fields.map((field, index) => ({ name: names.point(field), reason: written[index]?.reason ?? '', rule: ruleOf(field, serviceItem) }));
}

const AS_LISTED: Text = { zh: '办事指南所列要求', en: 'as the service guide asks' };

function ruleOf(field: string, serviceItem: ServiceItem | undefined): Text {
  if (!serviceItem || !field.startsWith('materials.')) return serviceItem ? sameInBoth(serviceItem.legalBasis) : AS_LISTED;
  const material = serviceItem.materials.find((one) => `materials.${one.material}` === field);
  if (!material) return AS_LISTED;
  const { originals, copies, basis = serviceItem.legalBasis } = material;
  return { zh: `原件${originals}份，复印件${copies}份；${basis}`, en: `Originals: ${originals}, copies: ${copies}; ${basis}` };
}

function reasonOf({ document, event, history, ...rest }: Occasion): DocumentContent['reason'] {
  const label = WORDINGS[document.kind].reason;
  const note = history.noteOf({ itemId: event.itemId, seq: seqOfReason({ document, event, history, ...rest }) });
  return label && typeof note === 'string' && note !== '' ? { label, text: note } : undefined;
}

/** The reasons of an extension stand with its proposal. */
function seqOfReason({ event, history: { events } }: Occasion): number {
  const lastBefore = (type: string) => events.findLast((one) => one.itemId === event.itemId && one.seq < event.seq && one.type === type)?.seq;
  if (event.type === 'extensionApproved') return lastBefore('extensionProposed') ?? event.seq;
  return event.seq;
}

/** What the authority decides against the applicant can be challenged; what the applicant, or time, brings about has no decision. */
function hasRemedies({ document: { kind }, event }: Occasion): boolean {
  return kind === 'refusalDecision' || kind === 'grantWithdrawalDecision' || kind === 'nonAcceptanceNotice' || event.type === 'itemEndedEarly';
}
