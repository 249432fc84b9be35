import { finished } from 'node:stream/promises';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/** Characters that are collected before they are sent: so few that the collector never takes them for something that stays. */
const LOT = 512 * 1024;
const SPECIAL = /[\\\t\n\r]/;

interface Collected {
  statement: string;
  lines: string[];
}

/**
 * Rows on their way into tables, by COPY over one connection. A lot is written table by table in the order in which the tables were named, so
 * that a row comes after those it refers to. While one lot is being written the next is made; a third waits: memory stays the same however many rows there are.
 */
export class CopyLots<Table extends string> {
  private readonly collected: Map<Table, Collected>;
  private size = 0;
  private written: Promise<void> = Promise.resolve();

  constructor(private readonly client: Client, tables: Record<Table, readonly string[]>) {
    this.collected = new Map((Object.entries(tables) as [Table, readonly string[]][]).map(([table, columns]) => (
      [table, { statement: `COPY onething.${table} (${columns.join(', ')}) FROM STDIN`, lines: [] }])));
  }

  /**
   * @param row in the order of the columns; null and undefined are NULL, objects JSON
   * @throws what an earlier lot has met
   */
  async add(table: Table, row: readonly unknown[]): Promise<void> {
    const line = `${row.map(fieldText).join('\t')}\n`;
    this.collected.get(table)!.lines.push(line);
    this.size += line.length;
    if (this.size >= LOT) await this.send();
  }

  /** Resolves when everything is written. */
  async flush(): Promise<void> {
    await this.send();
    await this.written;
  }

  private async send(): Promise<void> {
    const lot = [...this.collected.values()].filter(({ lines }) => lines.length > 0).map(({ statement, lines }) => ({ statement, text: lines.join('') }));
    for (const entry of this.collected.values()) entry.lines = [];
    this.size = 0;
    await this.written;
    this.written = this.write(lot);
    // Whoever sends the next lot, or flushes, is told; until then nobody listens.
    this.written.catch(() => undefined);
  }

  private async write(lot: { statement: string; text: string }[]): Promise<void> {
    for (const { statement, text } of lot) {
      const stream = this.client.query(copyFrom(statement));
      stream.end(text);
      await finished(stream);
    }
  }
}

function fieldText(value: unknown): string {
  if (value === null || value === undefined) return '\\N';
  if (value instanceof Date) return value.toISOString();
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  if (!SPECIAL.test(text)) return text;
  return text.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
}
