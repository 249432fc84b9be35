import { createHash } from 'node:crypto';
import { type Html, html, styleElement, type Text } from '@onething/kernel';
import { labelOf, WORDS } from './own-data-words';

export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const STYLE = `
:root { color-scheme: light; }
body { margin: 0; background: #fff; color: #111; font: 1rem/1.6 "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; }
main { max-width: 52rem; margin: 0 auto; padding: 2rem 1.5rem; }
h1 { font-size: 1.6rem; border-bottom: 2px solid #b00020; padding-bottom: .5rem; }
h2 { font-size: 1.25rem; margin: 2rem 0 .5rem; break-after: avoid; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 1rem; }
table table { margin: 0; }
th, td { border: 1px solid #767676; padding: .3rem .5rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; font-weight: normal; }
th { width: 11rem; background: #f2f2f2; }
tr { break-inside: avoid; }
@page { size: A4; margin: 20mm 15mm; }
@media print { main { max-width: none; padding: 0; } }
`;

const STYLE_SOURCE = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;
const POLICY = `default-src 'none'; style-src ${STYLE_SOURCE}; base-uri 'none'; form-action 'none'`;

/** For the answer's header: the page has no script and loads nothing. */
export const OWN_DATA_POLICY = `${POLICY}; frame-ancestors 'none'; sandbox`;

export function renderHead(madeAt: string, language: Language): string {
  const say = (text: Text) => text[language];
  return html`<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${say(WORDS.title)}</title>
${styleElement(STYLE)}
</head>
<body>
<main>
<h1>${say(WORDS.title)}</h1>
<p>${say(WORDS.about)}</p>
<p>${say(WORDS.madeAt)} <time datetime="${madeAt}">${madeAt}</time></p>
`.markup;
}

export function renderSectionHead(name: Text, language: Language): string {
  return html`<section><h2>${name[language]}</h2>
`.markup;
}

/** One record, whatever it holds. Texts are shown in the page's language, fields by their names. */
export function renderEntry(entry: object, language: Language): string {
  return html`${shown(entry, language)}
`.markup;
}

export function renderTail(of: 'section' | 'emptySection' | 'page', language: Language): string {
  if (of === 'page') return '</main>\n</body>\n</html>\n';
  return of === 'section' ? '</section>\n' : html`<p>${WORDS.nothing[language]}</p></section>
`.markup;
}

function shown(value: unknown, language: Language): Html | string {
  if (value === null || value === undefined || value === '') return '—';
  if (value === true || value === false) return WORDS[value ? 'yes' : 'no'][language];
  if (Array.isArray(value)) return shownList(value, language);
  if (typeof value !== 'object') return String(value);
  if (isText(value)) return value[language];
  const rows = Object.entries(value).filter(([, cell]) => cell !== undefined);
  return html`<table><tbody>${rows.map(([key, cell]) => row(labelOf(key, language), cell, language))}</tbody></table>`;
}

/** A list of named values (a form) is one table; plain values stand in one line. */
function shownList(values: unknown[], language: Language): Html | string {
  if (values.length === 0) return '—';
  if (values.every(isNamed)) return html`<table><tbody>${values.map(({ name, value }) => row(name[language], value, language))}</tbody></table>`;
  if (values.every((value) => typeof value !== 'object')) return values.map((value) => shown(value, language)).join(', ');
  return html`${values.map((value) => shown(value, language))}`;
}

function row(label: string, value: unknown, language: Language): Html {
  return html`<tr><th scope="row">${label}</th><td>${shown(value, language)}</td></tr>`;
}

function isText(value: object): value is Text {
  const { zh, en } = value as Partial<Text>;
  return typeof zh === 'string' && typeof en === 'string' && Object.keys(value).length === 2;
}

function isNamed(value: unknown): value is { name: Text; value: unknown } {
  return typeof value === 'object' && value !== null && 'value' in value && 'name' in value && typeof value.name === 'object' && value.name !== null && isText(value.name);
}
