import type { Readable } from 'node:stream';
import { Logger } from '@nestjs/common';
import { DomainError } from '@onething/kernel';

export interface PutOptions {
  /** Media type that the content was recognised as; never what the client claims. */
  contentType: string;
  /** Largest size that is taken, bytes. */
  maxBytes: number;
  /** Puts the object in the place of one that lies there. For content that is the same in another form; everything else gets a new key. */
  replace?: boolean;
}

/** An object as the store lists it. */
export interface ListedObject {
  key: string;
  /** When it came, epoch ms of the store's clock. */
  storedAt: number;
}

/** What was stored. Digests are lower-case hexadecimal. */
export interface StoredObject {
  /** Bytes. */
  size: number;
  sha256: string;
  /** SM3 (GB/T 32905). */
  sm3: string;
}

/** What whoever reads an object knows of it. */
export type ExpectedObject = Pick<StoredObject, 'sha256'>;

const log = new Logger('ObjectStore');

/** Where files lie. Also the injection token. Keys are made by the platform, never taken from a client. */
export abstract class ObjectStore {
  /**
   * Stores the stream whole or not at all. What lies under the key is never overwritten, unless the options say so.
   * @throws DomainError `OBJECT_STORE.TOO_LARGE`; `OBJECT_STORE.EXISTS`; `OBJECT_STORE.UNAVAILABLE` when the store does not answer or is full;
   *   whatever the stream fails with
   */
  abstract put(key: string, content: Readable, options: PutOptions): Promise<StoredObject>;

  /**
   * @param expected what is known of the content: it is compared on the way, and another one breaks off before its end
   * @throws DomainError `OBJECT_STORE.NO_SUCH_OBJECT`, and `OBJECT_STORE.ERASED` where its key was destroyed, before the first byte;
   *   `OBJECT_STORE.DAMAGED` also in the middle, when it is not what was stored
   */
  abstract get(key: string, expected?: ExpectedObject): Promise<Readable>;

  /** @returns its size in bytes; undefined when there is no such object */
  abstract head(key: string): Promise<{ size: number } | undefined>;

  /**
   * The keys that lie directly in a folder, in their order.
   * @param folder without a slash at its end: `audit/heads`
   */
  abstract list(folder: string): AsyncIterable<string>;

  /**
   * Every object at any depth of a folder, in no order.
   * @param folder without a slash at its end
   */
  abstract walk(folder: string): AsyncIterable<ListedObject>;

  /**
   * Throws away what was begun in a folder and never became an object, where the store keeps such.
   * @param before epoch ms of the store's clock: what began later may still be going on
   * @returns how many
   */
  abstract clearUnfinished(folder: string, before: number): Promise<number>;

  /** Removing what is not there is no failure. */
  abstract remove(key: string): Promise<void>;

  /** Takes back what nobody refers to. When the store cannot, it stays as an orphan, which its check finds: not what the caller's own request should fail with. */
  async discard(key: string): Promise<void> {
    await this.remove(key).catch(() => log.warn(`The object ${key} is an orphan: the store did not remove it`));
  }

  /** Asked at the start. @throws DomainError in one line naming the setting that is wrong */
  abstract assertUsable(): Promise<void>;
}

const KEY = /^[A-Za-z0-9][A-Za-z0-9_-]*(?:[./][A-Za-z0-9_-]+)*$/;
const LONGEST_KEY = 500;

/**
 * Letters, digits, `-`, `_`, single dots and slashes: nothing that could climb out of a folder or needs quoting anywhere.
 * @throws DomainError `OBJECT_STORE.BAD_KEY`
 */
export function assertKey(key: string): void {
  if (key.length <= LONGEST_KEY && KEY.test(key)) return;
  throw new DomainError('invalid', 'OBJECT_STORE.BAD_KEY', `A key is up to ${LONGEST_KEY} letters, digits, "-" and "_", parted by single "." or "/"`);
}

export function objectExists(): DomainError {
  return new DomainError('conflict', 'OBJECT_STORE.EXISTS', 'A file of this key is in the store already; it is not overwritten');
}

export function noSuchObject(): DomainError {
  return new DomainError('notFound', 'OBJECT_STORE.NO_SUCH_OBJECT', 'The file is not in the store');
}
