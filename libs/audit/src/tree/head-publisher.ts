import { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { SigningKeys } from '@onething/crypto';
import { CLOCK, type Clock, DomainError } from '@onething/kernel';
import type { ObjectStore } from '@onething/object-store';
import { TreeRepository, type UnpublishedHead } from '../persistence/tree.repository';
import { endorsementText, type PublishedKey } from './published-key';
import { HEAD_MEDIA_TYPE, HEAD_STORE, headFile, HeadFiles, headObjectKey, KEYS_FOLDER } from './head-files';

const BATCH = 100;

/**
 * Writes committed heads to where the database's administrator cannot reach them. A file's content follows from the database
 * alone: who does it twice, also at the same moment, writes the same bytes, and one that is there is never written over.
 */
@Injectable()
export class HeadPublisher {
  private readonly files: HeadFiles;
  /** The current key when the public keys were written. */
  private keysUpTo: string | undefined;

  constructor(
    private readonly repository: TreeRepository,
    @Inject(HEAD_STORE) private readonly store: ObjectStore,
    private readonly keys: SigningKeys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.files = HeadFiles.ofStore(store);
  }

  /**
   * @returns how many heads were written
   * @throws DomainError `AUDIT.HEAD_CONFLICT` when a file of that number is there and says something else
   */
  async publish(): Promise<number> {
    await this.publishKeys();
    const heads = await this.repository.unpublished(BATCH);
    for (const head of heads) await this.publishHead(head);
    return heads.length;
  }

  private async publishHead({ head, from }: UnpublishedHead): Promise<void> {
    const leaves = (await this.repository.leaves(from, head.size, head.size - from)).map(({ leaf }) => leaf);
    const text = headFile(head, leaves);
    const present = await this.files.findText(head.number);
    const written = present === undefined && await this.put(headObjectKey(head.number), text, HEAD_MEDIA_TYPE);
    if (!written && (present ?? await this.files.findText(head.number)) !== text) throw conflict(head.number);
    await this.repository.notePublished(head.number, this.clock.now());
  }

  /** @returns false when another process wrote it meanwhile */
  private async put(object: string, text: string, contentType: string): Promise<boolean> {
    const content = Buffer.from(text, 'utf8');
    try {
      await this.store.put(object, Readable.from([content]), { contentType, maxBytes: content.length });
      return true;
    } catch (error) {
      if (error instanceof DomainError && error.code === 'OBJECT_STORE.EXISTS') return false;
      throw error;
    }
  }

  /** A key that is there stays as it is: its endorsement was made once. */
  private async publishKeys(): Promise<void> {
    if (this.keysUpTo === this.keys.currentKeyId) return;
    let previous: string | undefined;
    for (const { id, pem } of this.keys.publicKeys()) {
      const endorsement = previous === undefined ? {} : { endorsedBy: previous, endorsement: this.keys.sign(endorsementText(id, pem), previous) };
      const key: PublishedKey = { key: id, publicKey: pem, ...endorsement };
      const object = `${KEYS_FOLDER}/${id}.json`;
      if (!(await this.store.head(object))) await this.put(object, `${JSON.stringify(key, null, 2)}\n`, 'application/json');
      previous = id;
    }
    this.keysUpTo = this.keys.currentKeyId;
  }
}

function conflict(number: number): DomainError {
  return new DomainError('refused', 'AUDIT.HEAD_CONFLICT', `The file of tree head ${number} is there and says something else: was the database restored from an older backup? See docs/audit.md, "After a restore"`);
}
