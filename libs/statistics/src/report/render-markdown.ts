import type { AnnualReport } from '../domain/report/annual-report';

export function renderMarkdown({ title, heading, paragraph, footnotes, tables, notReported, checks, labels }: AnnualReport): string {
  const lines = [
    `# ${title}`, `## ${heading}`,
    paragraph.map(({ text, footnote }) => (footnote === undefined ? text : `${text}[^${footnote}]`)).join(''),
    ...tables.flatMap(({ title: name, head, rows }) => [`### ${name}`, [rowOf(head), rowOf(head.map(() => '---')), ...rows.map(rowOf)].join('\n')]),
    `## ${labels.notReported}`, notReported.map(({ figure, because }) => `- ${figure}：${because}`).join('\n'),
    `## ${labels.checks}`, checks.map(({ name, holds }) => `- ${name}：${holds ? '成立' : '不成立'}`).join('\n'),
    footnotes.map((text, index) => `[^${index + 1}]: ${text}`).join('\n'),
  ];
  return `${lines.join('\n\n')}\n`;
}

const rowOf = (cells: string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
