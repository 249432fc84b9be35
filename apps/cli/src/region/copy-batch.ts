import { finished } from 'node:stream/promises';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

const ROWS = 5_000;

/** Rows on their way into a table, by COPY in batches. */
export class CopyBatch {
  private lines: string[] = [];

  constructor(private readonly client: Client, private readonly table: string, private readonly columns: readonly string[]) {}

  /** @param row in the order of the columns; null and undefined are NULL, objects JSON */
  async add(row: readonly unknown[]): Promise<void> {
    this.lines.push(`${row.map(fieldText).join('\t')}\n`);
    if (this.lines.length >= ROWS) await this.flush();
  }

  async flush(): Promise<void> {
    if (this.lines.length === 0) return;
    const stream = this.client.query(copyFrom(`COPY onething.${this.table} (${this.columns.join(', ')}) FROM STDIN`));
    stream.end(this.lines.join(''));
    this.lines = [];
    await finished(stream);
  }
}

function fieldText(value: unknown): string {
  if (value === null || value === undefined) return '\\N';
  const text = value instanceof Date ? value.toISOString() : typeof value === 'object' ? JSON.stringify(value) : String(value);
  return text.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
}
