/** Behind which row of a feed a reader goes on: transaction id (as text) and position. */
export interface FeedPosition {
  xid: string;
  position: number;
}

/** An event as far as its place in the chain goes. */
export interface ChainLink {
  seq: number;
  prevHash: string;
  hash: string;
  /** What the hash should be, computed anew from the stored event. */
  computedHash: string;
  place: FeedPosition;
}

/** An event chain as it is stored, in the order of `seq`, and where the state of its case says that it ends. */
export interface StoredChain {
  caseId: string;
  itemId: string | null;
  links: ChainLink[];
  /** Undefined when there are events without a state. */
  stateEnd?: { seq: number; hash: string };
}

/** True when a reader at `reader` has passed `place`. */
export function hasPassed(reader: FeedPosition, place: FeedPosition): boolean {
  const [read, stands] = [BigInt(reader.xid), BigInt(place.xid)];
  return stands < read || (stands === read && place.position <= reader.position);
}
