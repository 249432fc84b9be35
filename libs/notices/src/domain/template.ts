import type { Text } from '@onething/kernel';
import { isNoticeKind, NOTICE_KINDS, type NoticeKind, type Placeholder, placeholdersOf } from './notice-kinds';

/** The texts of one kind. `sms` may also name `{recipient}`, and stands without the sender's mark, which the frame adds. */
export interface NoticeTemplate {
  title: Text;
  body: Text;
  sms: Text;
}

/** What stands around the texts of every kind. */
export interface NoticeFrame {
  /** May name `{title}`. */
  mailSubject: Text;
  /** May name `{recipient}`, `{title}`, `{body}`. */
  mailBody: Text;
  /** May name `{text}`. */
  sms: Text;
}

export interface NoticeTemplates {
  frame: NoticeFrame;
  kinds: Record<NoticeKind, NoticeTemplate>;
}

const FRAME_NAMES: Record<keyof NoticeFrame, readonly string[]> = {
  mailSubject: ['title'], mailBody: ['recipient', 'title', 'body'], sms: ['text'],
};
const PLACEHOLDER = /\{(\w*)\}/g;

/** Puts the values into the text. What stands in a value is not read again. */
export function render<Name extends string>(template: string, values: Readonly<Record<Name, string>>): string {
  return template.replace(PLACEHOLDER, (whole, name: string) => (Object.hasOwn(values, name) ? values[name as Name] : whole));
}

export type PlaceholderValues = Readonly<Record<Placeholder, string>>;

/**
 * Checks that every kind has all its texts in both languages, and that they name only what is known.
 * @param files contents of the template files, merged; one of them has `frame`
 * @throws Error naming the first text that is missing or wrong
 */
export function parseTemplates(files: readonly unknown[]): NoticeTemplates {
  const entries = files.flatMap((file) => Object.entries(recordOf(file, 'a template file')));
  const names = entries.map(([name]) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) throw new Error(`The notice texts of "${twice}" stand twice`);
  const unknown = names.find((name) => name !== 'frame' && !isNoticeKind(name));
  if (unknown) throw new Error(`There is no kind of notice "${unknown}"`);
  const found = new Map(entries);
  const frame = partsOf(found.get('frame'), 'frame', ['mailSubject', 'mailBody', 'sms'], (part) => FRAME_NAMES[part]);
  const kinds = (Object.keys(NOTICE_KINDS) as NoticeKind[]).map((kind) => [
    kind, partsOf(found.get(kind), kind, ['title', 'body', 'sms'], (part) => namesIn(kind, part)),
  ] as const);
  return { frame, kinds: Object.fromEntries(kinds) as Record<NoticeKind, NoticeTemplate> };
}

const namesIn = (kind: NoticeKind, part: keyof NoticeTemplate): readonly string[] =>
  [...placeholdersOf(kind), ...(part === 'sms' ? ['recipient'] : [])];

function partsOf<Part extends string>(
  value: unknown, owner: string, parts: readonly Part[], allowed: (part: Part) => readonly string[],
): Record<Part, Text> {
  const record = recordOf(value, `"${owner}"`);
  const surplus = Object.keys(record).find((name) => !parts.includes(name as Part));
  if (surplus) throw new Error(`"${owner}" has a text "${surplus}", which is not known`);
  const texts = parts.map((part) => [part, textOf(record[part], `${owner}.${part}`, allowed(part))] as const);
  return Object.fromEntries(texts) as Record<Part, Text>;
}

function textOf(value: unknown, path: string, allowed: readonly string[]): Text {
  const { zh, en } = recordOf(value, path);
  return { zh: wording(zh, `${path}.zh`, allowed), en: wording(en, `${path}.en`, allowed) };
}

function wording(value: unknown, path: string, allowed: readonly string[]): string {
  if (typeof value !== 'string' || value.trim() === '') throw new Error(`The notice text ${path} is missing`);
  const unknown = [...value.matchAll(PLACEHOLDER)].map((match) => match[1]!).find((name) => !allowed.includes(name));
  if (unknown !== undefined) {
    throw new Error(`The notice text ${path} names {${unknown}}; it may name ${allowed.map((name) => `{${name}}`).join(', ')}`);
  }
  if (/[{}]/.test(value.replace(PLACEHOLDER, ''))) throw new Error(`The notice text ${path} has a single brace`);
  return value.trim();
}

function recordOf(value: unknown, what: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new Error(`The notice texts of ${what} are missing`);
}
