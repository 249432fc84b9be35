import { Inject, Injectable } from '@nestjs/common';
import { SignatureVerifier, SigningKeys } from '@onething/crypto';
import type { ObjectStore } from '@onething/object-store';
import { Database } from '@onething/persistence';
import { caseDeleted, checkChain } from '../domain/chain-check';
import type { Finding } from '../domain/finding';
import type { FeedPosition, StoredChain } from '../domain/stored-chain';
import type { SignedTreeHead } from '../domain/tree-head';
import { type ChainSource, EVENT_CHAINS, type EventChains } from '../event-chains.port';
import { ActRepository } from '../persistence/act.repository';
import { TreeRepository } from '../persistence/tree.repository';
import { HEAD_STORE, HeadFiles } from '../tree/head-files';
import { ActCheck } from './act-check';
import { DatabaseHeadRows } from './database-head-rows';
import { HeadWalk } from './head-walk';
import { SignedEnds } from './signed-ends';

export interface VerificationProgress {
  phase: 'heads' | 'cases';
  done: number;
}

export interface VerificationOptions {
  /** A copy of the heads that somebody has kept; those of the installation's store when not given. */
  copy?: HeadFiles;
  onProgress?: (progress: VerificationProgress) => void;
}

export interface VerificationReport {
  findings: Finding[];
  /** How much was looked at. */
  heads: number;
  leaves: number;
  cases: number;
  events: number;
  lastHead?: Pick<SignedTreeHead, 'number' | 'size' | 'time' | 'root'>;
  /** What no head has yet: of events it is only known that their chains are whole and end where the states say. */
  younger: { acts: number; events: number };
  /** Heads whose files a worker has still to write. */
  pendingHeads: number;
}

const PAGE = 200;

type SourcedChain = StoredChain & { source: ChainSource };

/**
 * Compares everything with what was signed: heads and their files, leaves, security acts, event chains and states. It only reads, page
 * by page, beside a working platform.
 */
@Injectable()
export class LogVerification {
  constructor(
    private readonly database: Database,
    private readonly tree: TreeRepository,
    private readonly acts: ActRepository,
    private readonly actCheck: ActCheck,
    @Inject(EVENT_CHAINS) private readonly chains: readonly EventChains[],
    @Inject(HEAD_STORE) private readonly store: ObjectStore,
    private readonly keys: SigningKeys,
  ) {}

  /** @throws DomainError `OBJECT_STORE.UNAVAILABLE` */
  async verify({ copy, onProgress }: VerificationOptions = {}): Promise<VerificationReport> {
    // Read first: whatever the log has passed by now is in a head that is looked at.
    const progress = await this.database.transaction((tx) => this.tree.progress(tx));
    const report: VerificationReport = { findings: [], heads: 0, leaves: 0, cases: 0, events: 0, younger: { acts: 0, events: 0 }, pendingHeads: 0 };
    const signed = await this.walkHeads(report, copy, onProgress);
    await this.checkEnd(report);
    report.findings.push(...await this.actCheck.added(), ...await this.actCheck.concerned());
    await this.checkCases(report, signed, progress, onProgress);
    report.younger.acts = await this.acts.countYounger();
    return report;
  }

  private async walkHeads(report: VerificationReport, copy: HeadFiles | undefined, onProgress: VerificationOptions['onProgress']): Promise<SignedEnds> {
    const signed = new SignedEnds();
    const walk = new HeadWalk({
      files: copy ?? HeadFiles.ofStore(this.store), isCopy: copy !== undefined, rows: new DatabaseHeadRows(this.tree),
      verifiers: new Map(this.keys.publicKeys().map(({ id, pem }) => [id, new SignatureVerifier(pem)])),
      report: (finding) => void report.findings.push(finding),
    });
    for await (const walked of walk.heads()) {
      const { number, size, time, root } = walked.head;
      signed.note(walked);
      report.findings.push(...await this.actCheck.check(walked.head, walked.leaves ?? []));
      report.heads += 1;
      report.leaves = size;
      report.lastHead = { number, size, time, root };
      onProgress?.({ phase: 'heads', done: number });
    }
    report.pendingHeads = walk.pending;
    return signed;
  }

  /** Leaves come with a head, in one transaction. */
  private async checkEnd({ leaves, findings }: VerificationReport): Promise<void> {
    const [extra] = await this.tree.leaves(leaves, Number.MAX_SAFE_INTEGER, 1);
    if (!extra || ((await this.tree.findLastHead())?.size ?? 0) > extra.index) return;
    findings.push({ kind: 'leafAdded', message: `leaf ${extra.index} is behind the last tree head: leaves come with a head only` });
  }

  private async checkCases(report: VerificationReport, signed: SignedEnds, progress: Record<ChainSource, FeedPosition>, onProgress: VerificationOptions['onProgress']): Promise<void> {
    for await (const caseIds of pagesOf(this.allCases(signed))) {
      // The leaves first: a chain that is read later has at least what they say.
      const ends = signed.of(caseIds, await this.tree.leavesOfCases(caseIds));
      const stored = await this.chainsOf(caseIds);
      const known = new Set(stored.map(({ caseId, itemId }) => itemId ?? caseId));
      const lost = [...ends].filter(([id]) => !known.has(id)).map(([, { caseId, itemId }]): SourcedChain => ({ caseId, itemId, links: [], source: 'events' }));
      for (const [caseId, chains] of Map.groupBy([...stored, ...lost], (chain) => chain.caseId)) {
        const signedOf = (chain: StoredChain) => ends.get(chain.itemId ?? chain.caseId)?.ends ?? [];
        const allSigned = chains.flatMap(signedOf);
        const isGone = allSigned.length > 0 && chains.every(({ links, stateEnd }) => links.length === 0 && !stateEnd);
        report.findings.push(...isGone ? [caseDeleted(caseId, allSigned)] : chains.flatMap((chain) => checkChain(chain, signedOf(chain), progress[chain.source])));
        report.events += chains.reduce((sum, { links }) => sum + links.length, 0);
        report.younger.events += chains.reduce((sum, chain) => sum + youngerLinks(chain, signedOf(chain)), 0);
      }
      report.cases += caseIds.length;
      onProgress?.({ phase: 'cases', done: report.cases });
    }
  }

  private async chainsOf(caseIds: string[]): Promise<SourcedChain[]> {
    const stored = await Promise.all(this.chains.map(async (chains) => (await chains.chainsOf(caseIds)).map((chain) => ({ ...chain, source: chains.source }))));
    return stored.flat();
  }

  /** Every case of which anybody knows: the cases themselves, the leaves of the database, and what only the files say. */
  private allCases(signed: SignedEnds): AsyncGenerator<string> {
    return merged([
      ...this.chains.map((chains) => inPages((after) => chains.caseIds(after, PAGE))),
      inPages((after) => this.tree.caseIds(after, PAGE)),
      inPages(async (after) => (after === undefined ? signed.rememberedCases() : [])),
    ]);
  }
}

function youngerLinks({ links }: StoredChain, ends: readonly { seq: number }[]): number {
  const highest = Math.max(0, ...ends.map(({ seq }) => seq));
  return links.filter(({ seq }) => seq > highest).length;
}

async function* inPages(read: (after: string | undefined) => Promise<string[]>): AsyncGenerator<string> {
  for (let after: string | undefined; ;) {
    const page = await read(after);
    yield* page;
    if (page.length === 0) return;
    after = page.at(-1);
  }
}

/** One ordered sequence out of several, each value once. */
async function* merged(sources: AsyncGenerator<string>[]): AsyncGenerator<string> {
  const heads = await Promise.all(sources.map((source) => source.next()));
  for (;;) {
    const values = heads.flatMap((head) => (head.done ? [] : [head.value]));
    if (values.length === 0) return;
    const least = values.reduce((one, other) => (other < one ? other : one));
    yield least;
    for (const [index, head] of heads.entries()) if (!head.done && head.value === least) heads[index] = await sources[index]!.next();
  }
}

async function* pagesOf(ids: AsyncGenerator<string>): AsyncGenerator<string[]> {
  let page: string[] = [];
  for await (const id of ids) {
    page.push(id);
    if (page.length < PAGE) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}
