/** How a conversation stands on one side: how many of its messages each has, and the digest of the last core. */
export interface LedgerLine {
  sent: number;
  sentDigest: string;
  received: number;
  receivedDigest: string;
}

/**
 * `ask` messages of theirs are missing here · `send` messages of ours are missing there · `forgotten` one side had more once than it knows now ·
 * `forked` both have as many, and not the same.
 */
export type LedgerDifference = { kind: 'ask' | 'send'; from: number; to: number } | { kind: 'forgotten' | 'forked' };

/** What two sides of one conversation (对账) know differently. Nothing when they agree. */
export function compareLedgers(mine: LedgerLine, theirs: LedgerLine): LedgerDifference[] {
  const found: LedgerDifference[] = [];
  if (theirs.sent > mine.received) found.push({ kind: 'ask', from: mine.received + 1, to: theirs.sent });
  if (mine.sent > theirs.received) found.push({ kind: 'send', from: theirs.received + 1, to: mine.sent });
  if (theirs.sent < mine.received || mine.sent < theirs.received) found.push({ kind: 'forgotten' });
  const isForked = (theirs.sent === mine.received && theirs.sentDigest !== mine.receivedDigest) || (mine.sent === theirs.received && mine.sentDigest !== theirs.receivedDigest);
  if (isForked) found.push({ kind: 'forked' });
  return found;
}
