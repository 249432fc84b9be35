import { createHash } from 'node:crypto';
import { dayInWords, type Html, html, styleElement, type Text } from '@onething/kernel';
import type { DocumentContent } from './document-content';
import { LABELS } from './document-texts';

export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const STYLE = `
:root { color-scheme: light; }
body { margin: 0; background: #fff; color: #111; font: 1rem/1.75 "Songti SC", "SimSun", "Noto Serif CJK SC", serif; }
main { max-width: 42rem; margin: 0 auto; padding: 2rem 1.5rem; }
header { text-align: center; border-bottom: 2px solid #b00020; margin-bottom: 1.5rem; }
h1 { font-size: 1.6rem; margin: .25rem 0; letter-spacing: .05em; }
h2 { font-size: 1.05rem; margin: 1.25rem 0 .25rem; }
p { margin: .5rem 0; }
.body p { text-indent: 2em; }
.written { white-space: pre-wrap; overflow-wrap: anywhere; border-left: 3px solid #767676; padding-left: 1rem; }
table { border-collapse: collapse; width: 100%; margin: .75rem 0; }
th, td { border: 1px solid #555; padding: .35rem .6rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { background: #f2f2f2; }
.facts th { width: 11rem; }
.sign { margin-top: 2.5rem; text-align: right; break-inside: avoid; }
.seal { display: inline-block; width: 9rem; height: 9rem; line-height: 9rem; text-align: center; border: 1px dashed #767676; color: #595959; }
@page { size: A4; margin: 25mm 20mm; }
@media print { main { max-width: none; padding: 0; } .seal { border-color: transparent; color: transparent; } }
`;

const STYLE_SOURCE = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;
const POLICY = `default-src 'none'; style-src ${STYLE_SOURCE}; base-uri 'none'; form-action 'none'`;

/** For the answer's header: the document has no script and loads nothing; its style is known by its digest. */
export const DOCUMENT_POLICY = `${POLICY}; frame-ancestors 'none'; sandbox`;

/** A page that stands alone and can be printed. Everything in it is escaped. */
export function renderDocument(content: DocumentContent, language: Language): string {
  const say = (text: Text) => text[language];
  const { title, number, issuedOn, authority } = content;
  return html`<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>${say(title)} ${number}</title>
${styleElement(STYLE)}
</head>
<body>
<main>
<header>
<p>${say(authority.name)}</p>
<h1>${say(title)}</h1>
<p>${number}</p>
</header>
${language === 'en' && html`<p><em>${LABELS.translation.en}</em></p>`}
${factTable(content, say)}
<div class="body">${content.paragraphs.map((paragraph) => html`<p>${say(paragraph)}</p>`)}</div>
${pointTable(content, say)}
${content.reason && html`<section><h2>${say(content.reason.label)}</h2><p class="written">${content.reason.text}</p></section>`}
${content.explanation.length > 0 && html`<section><h2>${say(LABELS.explanation)}</h2><ol>${content.explanation.map((step) => html`<li>${say(step)}</li>`)}</ol></section>`}
${content.remedies.length > 0 && html`<section><h2>${say(LABELS.remedies)}</h2>${content.remedies.map((text) => html`<p>${say(text)}</p>`)}</section>`}
<footer class="sign">
<div class="seal" role="img" aria-label="${say(LABELS.sealPlace)}">${say(LABELS.seal)}</div>
<p>${say(authority.name)}<br>${say(LABELS.authorityCode)} ${authority.uscc}<br><time datetime="${issuedOn}">${say(dayInWords(issuedOn))}</time></p>
</footer>
</main>
</body>
</html>
`.markup;
}

function factTable({ facts }: DocumentContent, say: (text: Text) => string): Html {
  return html`<table class="facts"><tbody>${facts.map(({ label, value }) => html`<tr><th scope="row">${say(label)}</th><td>${say(value)}</td></tr>`)}</tbody></table>`;
}

function pointTable({ points }: DocumentContent, say: (text: Text) => string): Html | undefined {
  if (points.length === 0) return undefined;
  const head = [LABELS.point, LABELS.wrong, LABELS.rule].map((label) => html`<th scope="col">${say(label)}</th>`);
  const rows = points.map(({ name, reason, rule }) => html`<tr><td>${say(name)}</td><td>${reason}</td><td>${say(rule)}</td></tr>`);
  return html`<table><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table>`;
}
