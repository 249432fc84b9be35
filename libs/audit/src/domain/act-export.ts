import type { StoredAct } from './leaf';

type ExportedAct = Omit<StoredAct, 'reasonDigest'> & { hasReason: boolean };

export const EXPORT_FORMATS = ['jsonl', 'csv'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

const COLUMNS = [
  'id', 'recordedAt', 'act', 'outcome', 'actorAccountId', 'actorPersonId', 'actorRoles', 'subjectPersonId', 'objectKind', 'objectId', 'address', 'requestId',
  'detail', 'hasReason',
] as const satisfies readonly (keyof ExportedAct)[];

/** The lines of an export: JSON Lines, or CSV (RFC 4180) with a byte order mark, which office programs need for UTF-8. */
export async function* exportLines(format: ExportFormat, acts: AsyncIterable<ExportedAct>): AsyncGenerator<string> {
  if (format === 'csv') yield `\ufeff${COLUMNS.join(',')}\r\n`;
  for await (const act of acts) yield format === 'csv' ? csvLine(act) : `${JSON.stringify({ ...act, recordedAt: timeOf(act) })}\n`;
}

const timeOf = ({ recordedAt }: ExportedAct): string => new Date(recordedAt).toISOString();

function csvLine(act: ExportedAct): string {
  const cells = { ...act, recordedAt: timeOf(act), actorRoles: act.actorRoles?.join(' ') ?? '', detail: act.detail ? JSON.stringify(act.detail) : '' };
  return `${COLUMNS.map((column) => cell(String(cells[column] ?? ''))).join(',')}\r\n`;
}

/** A text that a spreadsheet would take for a formula is made one that it does not. */
function cell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
