import type { DocumentKind } from '@onething/cases';
import { dayInWords } from '@onething/kernel';
import type { SealPurpose } from '@onething/seals';
import type { DocumentContent } from '../content/document-content';
import { LABELS } from '../content/document-texts';

/** Kind of the sealed files of documents. */
export const DOCUMENT_FILES = 'document';

/** What stands on the sealed paper of a document: in Chinese, the language that prevails. */
export interface DocumentPaper {
  authority: string;
  authorityCode: string;
  title: string;
  number: string;
  /** 主送: whom it is written to. */
  addressee: string;
  issuedOn: string;
  /** With the authority's name in red at its head (版头, GB/T 9704-2012); receipts and confirmations have none. */
  hasRedHead: boolean;
  facts: { label: string; value: string }[];
  paragraphs: string[];
  points: { name: string; reason: string; rule: string }[];
  /** Free text of an official, and lists, each below a heading of its own. */
  sections: { heading: string; texts: string[] }[];
}

const PLAIN: ReadonlySet<DocumentKind> = new Set(['receipt', 'deliveryReceipt', 'withdrawalConfirmation']);
const DECISIONS: ReadonlySet<DocumentKind> = new Set(['grantDecision', 'refusalDecision', 'grantWithdrawalDecision']);

/** For what the seal must be authorised. */
export const sealPurposeOf = (kind: DocumentKind): SealPurpose => (DECISIONS.has(kind) ? 'decision' : 'notice');

/**
 * Pure. A document has to go out whoever it is for: a character that the font lacks is written as its number in Unicode.
 * @param missingIn characters of a text that cannot be printed
 */
export function documentPaper(kind: DocumentKind, content: DocumentContent, missingIn: (text: string) => string[]): DocumentPaper {
  const { authority, title, number, issuedOn, facts, paragraphs, points, reason, explanation, remedies } = content;
  const sections = [
    { heading: reason?.label.zh ?? '', texts: reason ? reason.text.split(/\r?\n/).filter((line) => line.trim() !== '') : [] },
    { heading: LABELS.explanation.zh, texts: explanation.map((step, index) => `${index + 1}. ${step.zh}`) },
    { heading: LABELS.remedies.zh, texts: remedies.map(({ zh }) => zh) },
  ];
  const addressee = facts.find(({ label }) => label === LABELS.to)?.value.zh ?? '';
  const paper: DocumentPaper = {
    authority: authority.name.zh, authorityCode: authority.uscc, title: title.zh, number, addressee, issuedOn: dayInWords(issuedOn).zh, hasRedHead: !PLAIN.has(kind),
    facts: facts.filter(({ label }) => label !== LABELS.to).map(({ label, value }) => ({ label: label.zh, value: value.zh })),
    paragraphs: paragraphs.map(({ zh }) => zh), points: points.map(({ name, reason: wrong, rule }) => ({ name: name.zh, reason: wrong, rule: rule.zh })),
    sections: sections.filter(({ texts }) => texts.length > 0),
  };
  const missing = new Set(missingIn(JSON.stringify(paper)));
  return missing.size === 0 ? paper : printable(paper, missing) as DocumentPaper;
}

function printable(value: unknown, missing: ReadonlySet<string>): unknown {
  if (typeof value === 'string') return [...value].map((one) => (missing.has(one) ? `〔U+${one.codePointAt(0)!.toString(16).toUpperCase()}〕` : one)).join('');
  if (Array.isArray(value)) return value.map((one) => printable(one, missing));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, printable(one, missing)]));
}
