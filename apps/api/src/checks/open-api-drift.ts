import { existsSync, readFileSync } from 'node:fs';

/** The document as it is committed: indented, so that a change can be read in a diff. */
export async function openApiText(url: string): Promise<string> {
  const response = await fetch(`${url}/api/openapi.json`);
  if (!response.ok) throw new Error(`/api/openapi.json answered ${response.status}`);
  return `${JSON.stringify(await response.json(), null, 2)}\n`;
}

/** @returns the first line in which the committed document differs; undefined when it is the same */
export function firstDifference(file: string, text: string): string | undefined {
  const committed = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  const actual = text.split('\n');
  const line = actual.findIndex((content, index) => content !== committed[index]);
  if (line < 0) return committed.length > actual.length ? `line ${actual.length}: the API has less than the file` : undefined;
  return `line ${line + 1}: the API has "${actual[line]!.trim()}", the file "${(committed[line] ?? '').trim()}"`;
}
