import type { Finding } from './finding';
import type { ChainLink, FeedPosition, StoredChain } from './stored-chain';
import { hasPassed } from './stored-chain';

/** An end of a chain that a tree head has signed. */
export interface SignedEnd {
  seq: number;
  end: string;
  /** Number and time (ISO) of the head. */
  head: number;
  time: string;
}

/** Before the first event of a chain stand 64 zeros. */
const CHAIN_START = '0'.repeat(64);

const nameOf = ({ caseId, itemId }: Pick<StoredChain, 'caseId' | 'itemId'>): string =>
  itemId === null ? `case ${caseId}, chain of the bundle` : `case ${caseId}, chain of item ${itemId}`;
const events = (from: number, to: number): string => (from === to ? `event ${from}` : `events ${from} to ${to}`);
const inHead = ({ head, time }: SignedEnd): string => `tree head ${head} of ${time}`;

/**
 * Compares a chain with itself, with the state of its case, and with what tree heads have signed of it.
 * @param signed in any order
 * @param progress how far the log has read the events
 */
export function checkChain(chain: StoredChain, signed: readonly SignedEnd[], progress: FeedPosition): Finding[] {
  const place = { caseId: chain.caseId, ...(chain.itemId === null ? {} : { itemId: chain.itemId }) };
  const ends = [...signed].sort((one, other) => one.seq - other.seq);
  const found = chain.links.length === 0 && ends.length > 0
    ? [deleted(chain, ends.at(-1)!)]
    : [...withSigned(chain, brokenLinks(chain), ends), ...slippedIn(chain, ends.at(-1)?.seq ?? 0, progress)];
  return withState(chain, found).map((finding) => ({ ...place, ...finding }));
}

/** When nothing is left of a case whose chains were signed. */
export function caseDeleted(caseId: string, signed: readonly SignedEnd[]): Finding {
  const last = signed.reduce((one, other) => (other.head > one.head ? other : one));
  return { kind: 'caseDeleted', caseId, head: last.head, message: `case ${caseId} was deleted: nothing is left of it, and ${inHead(last)} has it` };
}

function deleted(chain: StoredChain, last: SignedEnd): Finding {
  return { kind: 'chainDeleted', head: last.head, message: `${nameOf(chain)}: was deleted, ${inHead(last)} has it up to event ${last.seq}` };
}

/** What does not fit within the chain itself. */
function brokenLinks(chain: StoredChain): Finding[] {
  const found: Finding[] = [];
  const name = nameOf(chain);
  let before: ChainLink | undefined;
  for (const link of chain.links) {
    const expected = (before?.seq ?? 0) + 1;
    const { seq } = link;
    if (seq > expected) found.push({ kind: 'eventRemoved', seq: expected, toSeq: seq - 1, message: `${name}: ${events(expected, seq - 1)} removed, event ${seq} follows` });
    else if (seq < expected) found.push({ kind: 'eventAdded', seq, message: `${name}: event ${seq} is there twice` });
    if (link.hash !== link.computedHash) found.push({ kind: 'eventEdited', seq, message: `${name}: event ${seq} was edited, its hash does not fit what it says` });
    else if (seq === expected && link.prevHash !== (before?.hash ?? CHAIN_START)) found.push(...exchanged(name, link, before, found.at(-1)));
    before = link;
  }
  return found;
}

/** The link is whole, but was made to another predecessor than the one that stands there. */
function exchanged(name: string, { seq }: ChainLink, before: ChainLink | undefined, last: Finding | undefined): Finding[] {
  if (!before) return [{ kind: 'eventEdited', seq, message: `${name}: event ${seq} was exchanged, it does not begin a chain` }];
  if (last?.kind === 'eventEdited' && last.seq === before.seq) return [];
  return [{ kind: 'eventEdited', seq: before.seq, message: `${name}: event ${before.seq} was edited and hashed anew, event ${seq} was linked to another one` }];
}

/** A chain that is whole in itself may still be another one than what was signed. */
function withSigned(chain: StoredChain, broken: Finding[], ends: readonly SignedEnd[]): Finding[] {
  const hashes = new Map(chain.links.map(({ seq, hash }) => [seq, hash]));
  const found = [...broken];
  const differing = ends.find(({ seq, end }) => hashes.has(seq) && hashes.get(seq) !== end);
  if (differing && !broken.some(({ seq }) => seq! <= differing.seq)) {
    const from = Math.max(0, ...ends.filter(({ seq, end }) => seq < differing.seq && hashes.get(seq) === end).map(({ seq }) => seq)) + 1;
    found.push({
      kind: 'chainRecomputed', seq: from, toSeq: differing.seq, head: differing.head,
      message: `${nameOf(chain)}: was recomputed, ${events(from, differing.seq)} are not what ${inHead(differing)} has signed`,
    });
  }
  const last = chain.links.at(-1)!;
  const highest = ends.at(-1);
  if (highest && last && highest.seq > last.seq) {
    found.push({
      kind: 'tailCutOff', seq: last.seq + 1, toSeq: highest.seq, head: highest.head,
      message: `${nameOf(chain)}: its tail was cut off behind event ${last.seq}, ${inHead(highest)} has event ${highest.seq}`,
    });
  }
  return found;
}

/** Events that stand where the log has been, without being in it. */
function slippedIn(chain: StoredChain, highestSigned: number, progress: FeedPosition): Finding[] {
  return chain.links.filter(({ seq, place }) => seq > highestSigned && hasPassed(progress, place)).map(({ seq }) =>
    ({ kind: 'eventAdded', seq, message: `${nameOf(chain)}: event ${seq} was slipped in, the log has passed its place without seeing it` }));
}

/** The state of a case says where its chain ends, also for what is younger than every head. */
function withState(chain: StoredChain, found: Finding[]): Finding[] {
  const { stateEnd, links } = chain;
  const last = links.at(-1);
  if (!stateEnd) return last ? [...found, { kind: 'stateMissing', message: `${nameOf(chain)}: there are events and no state` }] : found;
  const end = last?.seq ?? 0;
  if (end < stateEnd.seq && !found.some(({ kind }) => kind === 'tailCutOff' || kind === 'chainDeleted')) {
    return [...found, {
      kind: 'tailCutOff', seq: end + 1, toSeq: stateEnd.seq, message: `${nameOf(chain)}: its tail was cut off behind event ${end}, the state has event ${stateEnd.seq}`,
    }];
  }
  if (end > stateEnd.seq) {
    return [...found, { kind: 'eventAdded', seq: stateEnd.seq + 1, toSeq: end, message: `${nameOf(chain)}: ${events(stateEnd.seq + 1, end)} the state does not know` }];
  }
  const differs = end === stateEnd.seq && last?.hash !== stateEnd.hash && found.length === 0;
  return differs ? [...found, { kind: 'stateDiffers', seq: end, message: `${nameOf(chain)}: the state names another hash for event ${end}` }] : found;
}
