import { createHash } from 'node:crypto';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { ObjectStore } from '@onething/object-store';
import { type Leaf, leafLine, parseLeaf } from '../domain/leaf';
import { headFileName, headLine, numberOfFile, parseHeadLine, type SignedTreeHead } from '../domain/tree-head';
import { folderPlace, type HeadPlace, storePlace } from './head-place';

/** Injection token of the store of the heads: its objects lie as they are, so that outsiders can read them. They hold no personal data. */
export const HEAD_STORE = Symbol('HeadStore');

/** Where the store keeps the heads, a file each, and the public keys. */
export const HEADS_FOLDER = 'audit/heads';
export const KEYS_FOLDER = 'audit/keys';

export const headObjectKey = (number: number): string => `${HEADS_FOLDER}/${headFileName(number)}`;

export const HEAD_MEDIA_TYPE = 'application/jsonl';

/** The file of a head: the head in the first line, then, a line each, the leaves that are new with it. */
export function headFile(head: SignedTreeHead, leaves: readonly Leaf[]): string {
  return [headLine(head), ...leaves.map(leafLine), ''].join('\n');
}

export const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A head's file as somebody finds it. */
export interface FoundHeadFile {
  /** Undefined when the first line is none of a head. */
  head?: SignedTreeHead;
  /** Undefined when one of the lines is none of a leaf. */
  leaves?: Leaf[];
}

/** Files of heads: those of the installation, or a folder that somebody has kept. */
export class HeadFiles {
  constructor(private readonly place: HeadPlace) {}

  static ofStore(store: ObjectStore): HeadFiles {
    return new HeadFiles(storePlace(store, HEADS_FOLDER));
  }

  static inFolder(path: string): HeadFiles {
    return new HeadFiles(folderPlace(path));
  }

  /** Numbers of the heads that have a file, in order. */
  async *numbers(): AsyncGenerator<number> {
    for await (const name of this.place.names()) {
      const number = numberOfFile(name);
      if (number !== undefined) yield number;
    }
  }

  /** @returns undefined when there is no such file */
  async find(number: number): Promise<FoundHeadFile | undefined> {
    const content = await this.place.find(headFileName(number));
    return content && readHeadFile(content);
  }

  /** @returns the text of the file; undefined when there is none */
  async findText(number: number): Promise<string | undefined> {
    const content = await this.place.find(headFileName(number));
    return content && Buffer.concat(await content.toArray() as Buffer[]).toString('utf8');
  }
}

async function readHeadFile(content: Readable): Promise<FoundHeadFile> {
  let head: SignedTreeHead | undefined;
  let leaves: Leaf[] | undefined = [];
  let isFirst = true;
  for await (const line of createInterface({ input: content, crlfDelay: Infinity })) {
    if (isFirst) head = parseHeadLine(line);
    else {
      const leaf = parseLeaf(line);
      if (leaf) leaves?.push(leaf);
      else leaves = undefined;
    }
    isFirst = false;
  }
  return { head, leaves };
}
