import { sm3 } from 'sm-crypto-v2';
import type { Schema } from '../../api/client';
import { verifiesInclusion } from '../../shared/tree-proof';

const bytesOf = (hex: string): number[] => (hex.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
const digest = (...parts: (number[] | Uint8Array)[]): string => sm3(Uint8Array.from(parts.flatMap((part) => [...part])));

/** Whether the proof leads from the leaf to the signed root, computed here (RFC 9162 with SM3): not because the server says so. */
export function isProven({ index, leaf, head, proof }: Schema<'InclusionProofDto'>): boolean {
  const hash = {
    empty: digest([]),
    leaf: (entry: string | Uint8Array) => digest([0], typeof entry === 'string' ? new TextEncoder().encode(entry) : entry),
    node: (left: string, right: string) => digest([1], bytesOf(left), bytesOf(right)),
  };
  return verifiesInclusion(hash, { index, size: head.size, leaf: String((leaf as { hash?: string }).hash), root: head.root, proof });
}
