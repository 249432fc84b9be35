import { DomainError } from '@onething/kernel';
import { REPORT_FIGURES } from './annual-data';

/** The words of the annual report. Digits are refused: every number comes from the database. */
export interface ReportTemplate {
  title: string;
  heading: string;
  sentences: { before?: string; parts: string[] }[];
  tables: Record<'departments' | 'months' | 'levels' | 'licences' | 'grades', string>;
  notReported: string;
  checks: string;
  footnotes: string;
}

const NUMERALS = /[0-9０-９]/;
const PLACES = /\{([a-zA-Z.]+)\}/g;
const KNOWN: ReadonlySet<string> = new Set([...REPORT_FIGURES, 'year']);

/** @throws DomainError `STATISTICS.TEMPLATE_INVALID` on a number, or a figure that nobody knows */
export function checkTemplate(template: ReportTemplate): ReportTemplate {
  for (const text of textsOf(template)) {
    if (NUMERALS.test(text)) throw invalid(`"${text}" holds a number: put the code of a figure in its place`);
    for (const [, code] of text.matchAll(PLACES)) if (!KNOWN.has(code!)) throw invalid(`"${code}" is no figure of the report`);
  }
  return template;
}

const textsOf = ({ title, heading, sentences, tables, notReported, checks, footnotes }: ReportTemplate): string[] => [
  title, heading, notReported, checks, footnotes, ...Object.values(tables), ...sentences.flatMap(({ before = '', parts }) => [before, ...parts]),
];

function invalid(message: string): DomainError {
  return new DomainError('invalid', 'STATISTICS.TEMPLATE_INVALID', message);
}
