/** What the metadata of a licence file say (GB/T 36903-2018). */
export interface FileMetadata {
  /** ZZMC, ZZBS, ZZBH, ZZBFJG, ZZBFJGDM, CZZT … as they are named there. */
  get(element: string): string | undefined;
}

const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/**
 * Reads the metadata as this platform writes them: one flat list, each element once.
 * @returns undefined when they are in another form
 */
export function readFileMetadata(bytes: Uint8Array): FileMetadata | undefined {
  const text = decoded(bytes);
  const list = text === undefined ? undefined : /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<DZZZ>\n((?: {2}<[A-Z]+>[^<>]*<\/[A-Z]+>\n)+)<\/DZZZ>\n$/.exec(text)?.[1];
  if (list === undefined) return undefined;
  const found = new Map<string, string>();
  for (const [, element, value, end] of list.matchAll(/ {2}<([A-Z]+)>([^<>]*)<\/([A-Z]+)>\n/g)) {
    if (element !== end || found.has(element!)) return undefined;
    found.set(element!, value!.replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity]!));
  }
  return { get: (element) => found.get(element) };
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
