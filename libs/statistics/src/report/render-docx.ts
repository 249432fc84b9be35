import { Document, FootnoteReferenceRun, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } from 'docx';
import type { AnnualReport, ReportTable } from '../domain/report/annual-report';

/** An Office Open XML text document, with footnotes of its own. */
export async function renderDocx(report: AnnualReport): Promise<Buffer> {
  const heading = (text: string, level: (typeof HeadingLevel)[keyof typeof HeadingLevel] = HeadingLevel.HEADING_1) => new Paragraph({ text, heading: level });
  const children = report.paragraph.flatMap(({ text, footnote }) => [new TextRun(text), ...(footnote === undefined ? [] : [new FootnoteReferenceRun(footnote)])]);
  const document = new Document({
    title: report.title, creator: 'OneThing',
    footnotes: Object.fromEntries(report.footnotes.map((text, index) => [index + 1, { children: [new Paragraph(text)] }])),
    sections: [{
      children: [
        heading(report.title, HeadingLevel.TITLE), heading(report.heading), new Paragraph({ children }),
        ...report.tables.flatMap((table) => [heading(table.title, HeadingLevel.HEADING_2), tableOf(table)]),
        heading(report.labels.notReported), ...report.notReported.map(({ figure, because }) => bullet(`${figure}：${because}`)),
        heading(report.labels.checks), ...report.checks.map(({ name, holds }) => bullet(`${name}：${holds ? '成立' : '不成立'}`)),
      ],
    }],
  });
  return Packer.toBuffer(document);
}

const bullet = (text: string): Paragraph => new Paragraph({ text, bullet: { level: 0 } });

function tableOf({ head, rows }: ReportTable): Table {
  const rowOf = (cells: string[], tableHeader: boolean) => new TableRow({ tableHeader, children: cells.map((text) => new TableCell({ children: [new Paragraph(text)] })) });
  return new Table({ width: { size: 100, type: WidthType.PERCENTAGE }, rows: [rowOf(head, true), ...rows.map((row) => rowOf(row, false))] });
}
