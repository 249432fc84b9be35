import type { SignatureVerifier } from '@onething/crypto';
import type { Finding } from '../domain/finding';
import { type Leaf, sameLeaf } from '../domain/leaf';
import { GrowingTree } from '../domain/merkle-tree';
import { headDigest, headFileName, headLine, NO_HEAD, signedText, type SignedTreeHead } from '../domain/tree-head';
import { SM3_TREE } from '../domain/tree-hash';
import type { FoundHeadFile, HeadFiles } from '../tree/head-files';

/** What the database says of the log. Outsiders have none. */
export interface HeadRows {
  last(): Promise<number>;
  /** The head of that number, whether it was written outside, and the leaves that the database has for these places. */
  find(number: number): Promise<{ head?: SignedTreeHead; isPublished: boolean }>;
  leaves(from: number, to: number): Promise<Leaf[]>;
}

/** A head whose signature holds, and what is known for certain of its new leaves. */
export interface WalkedHead {
  head: SignedTreeHead;
  /** Place of the first new leaf. */
  from: number;
  /** The leaves that give the signed root; undefined when neither the file nor the database has them. */
  leaves?: Leaf[];
  /** Places at which the database has another leaf, or none. */
  changed: Set<number>;
}

export interface WalkOptions {
  files: HeadFiles;
  verifiers: ReadonlyMap<string, SignatureVerifier>;
  rows?: HeadRows;
  /** The files are a copy that somebody made earlier: newer heads need not be among them. */
  isCopy: boolean;
  report: (finding: Finding) => void;
}

/** Files that are fetched ahead: an S3 store answers slowly and many at once. */
const AHEAD = 8;

/** Goes through all heads in their order, from files and database, and says what does not fit. O(log n) of memory besides one head. */
export class HeadWalk {
  private tree: GrowingTree | undefined = new GrowingTree(SM3_TREE);
  private size = 0;
  private previous: { head?: SignedTreeHead } = {};
  /** Heads in the database that have no file yet: the next worker writes them. */
  pending = 0;

  constructor(private readonly options: WalkOptions) {}

  async *heads(): AsyncGenerator<WalkedHead> {
    const numbers = new Set<number>();
    for await (const number of this.options.files.numbers()) numbers.add(number);
    const lastFile = Math.max(0, ...[...numbers].slice(-1));
    const last = Math.max(lastFile, (await this.options.rows?.last()) ?? 0);
    const fetched = new Map<number, Promise<FoundHeadFile | undefined>>();
    for (let number = 1; number <= last; number += 1) {
      for (let ahead = number; ahead < number + AHEAD && ahead <= last; ahead += 1) {
        if (!numbers.has(ahead) || fetched.has(ahead)) continue;
        const fetching = this.options.files.find(ahead);
        fetching.catch(() => undefined);
        fetched.set(ahead, fetching);
      }
      const file = await fetched.get(number);
      fetched.delete(number);
      const walked = await this.step(number, file, this.options.isCopy && number > lastFile);
      if (walked) yield walked;
    }
  }

  private async step(number: number, listed: FoundHeadFile | undefined, isNewerThanCopy: boolean): Promise<WalkedHead | undefined> {
    const row = await this.options.rows?.find(number);
    // One that was written since the files were listed.
    const file = listed ?? (row?.isPublished ? await this.options.files.find(number) : undefined);
    this.noteMissing(number, file, row, isNewerThanCopy);
    const fileHead = file && this.checkedFileHead(number, file);
    const rowHead = row?.head && this.signatureFault(row.head) === undefined ? row.head : undefined;
    if (row?.head && fileHead && headLine(row.head) !== headLine(fileHead)) {
      this.report({ kind: 'headRowChanged', head: number, message: `tree head ${number}: the database has another one than ${headFileName(number)}` });
    }
    const head = fileHead ?? rowHead;
    if (!head) {
      this.previous = {};
      this.breakOff(number, 'has no valid signature anywhere');
      return undefined;
    }
    this.checkOrder(head);
    this.previous = { head };
    return this.withLeaves(head, fileHead ? file : undefined);
  }

  private noteMissing(number: number, file: FoundHeadFile | undefined, row: Awaited<ReturnType<HeadRows['find']>> | undefined, isNewerThanCopy: boolean): void {
    if (row && !row.head) {
      this.report({
        kind: 'headRowRemoved', head: number,
        message: `tree head ${number} is not in the database${file ? `, but ${headFileName(number)} is there` : ''}: it was removed, or the database is an older one`,
      });
    }
    if (file || isNewerThanCopy) return;
    if (row?.head && !row.isPublished) this.pending += 1;
    else this.report({ kind: 'headFileMissing', head: number, message: `${headFileName(number)} is missing: the file of tree head ${number} was removed` });
  }

  private checkedFileHead(number: number, { head }: FoundHeadFile): SignedTreeHead | undefined {
    const fault = !head ? 'its first line is no tree head' : head.number !== number ? `it holds tree head ${head.number}` : this.signatureFault(head);
    if (fault === undefined) return head;
    this.report({ kind: 'headFileAltered', head: number, message: `${headFileName(number)} was altered or forged: ${fault}` });
    return undefined;
  }

  private signatureFault(head: SignedTreeHead): string | undefined {
    const verifier = this.options.verifiers.get(head.key);
    if (!verifier) return `nobody knows the key "${head.key}" that it names`;
    return verifier.verify(signedText(head), head.signature) ? undefined : 'its signature does not verify';
  }

  private checkOrder(head: SignedTreeHead): void {
    const { head: before } = this.previous;
    const expected = head.number === 1 ? NO_HEAD : before && headDigest(before);
    const fault = expected !== undefined && head.previous !== expected ? 'it follows another head than the one before it'
      : before && (head.size <= before.size || head.time < before.time) ? 'it is smaller or older than the head before it' : undefined;
    if (fault !== undefined) this.report({ kind: 'headOutOfOrder', head: head.number, message: `tree head ${head.number}: ${fault}` });
  }

  private async withLeaves(head: SignedTreeHead, file: FoundHeadFile | undefined): Promise<WalkedHead | undefined> {
    const from = this.size;
    this.size = Math.max(this.size, head.size);
    if (!this.tree) return undefined;
    const stored = await this.options.rows?.leaves(from, head.size);
    const ofFile = this.grown(head, file?.leaves);
    if (file && !ofFile) {
      this.report({ kind: 'headFileAltered', head: head.number, message: `${headFileName(head.number)} was altered: its leaves do not give the root that it signs` });
    }
    const grown = ofFile ?? this.grown(head, stored);
    if (!grown) {
      this.breakOff(head.number, 'cannot be computed anew: its leaves are lost');
      return { head, from, changed: new Set() };
    }
    this.tree = grown;
    const leaves = ofFile ? file!.leaves! : stored!;
    return { head, from, leaves, changed: stored ? this.changedLeaves(head, from, leaves, stored) : new Set() };
  }

  /** The tree with these leaves, if it is the one that was signed. */
  private grown(head: SignedTreeHead, leaves: Leaf[] | undefined): GrowingTree | undefined {
    if (!this.tree || leaves?.length !== head.size - this.tree.size) return undefined;
    const grown = this.tree.copy();
    for (const { hash } of leaves) grown.append(hash);
    return grown.root === head.root ? grown : undefined;
  }

  private changedLeaves(head: SignedTreeHead, from: number, leaves: Leaf[], stored: Leaf[]): Set<number> {
    const changed = new Set<number>();
    leaves.forEach((leaf, offset) => {
      const other = stored[offset];
      if (other && sameLeaf(leaf, other)) return;
      changed.add(from + offset);
      const what = leaf.kind === 'act' ? `act ${leaf.actId}` : `event ${leaf.seq} of case ${leaf.caseId}`;
      this.report({ kind: 'leafChanged', head: head.number, message: `leaf ${from + offset} (${what}): the database ${other ? 'has another one' : 'has none'} than tree head ${head.number} has signed` });
    });
    return changed;
  }

  /** Behind a gap no root can be computed: signatures and order are still checked. */
  private breakOff(number: number, why: string): void {
    if (!this.tree) return;
    this.tree = undefined;
    this.report({ kind: 'logBroken', head: number, message: `tree head ${number} ${why}: from here on acts and chains are compared with no head` });
  }

  private report(finding: Finding): void {
    this.options.report(finding);
  }
}
