import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Inject, Injectable, Optional } from '@nestjs/common';
import { Keyring } from '@onething/crypto';
import { CLOCK, type Clock } from '@onething/kernel';
import { ObjectStore } from '@onething/object-store';
import { Database } from '@onething/persistence';
import { readPortrait } from '@onething/uploads';
import { createHash } from 'node:crypto';
import type { Licence } from '../domain/licence';
import { PhotoSource } from '../photo-source.port';

/** Every object in it is one of these photos. */
export const PHOTO_FOLDER = 'licence-photos';
const PNG = 'image/png';

interface Kept {
  objectKey: string;
  sha256: string;
}

const FIND = { name: 'licences.find-photo', text: 'SELECT object_key AS "objectKey", sha256 FROM onething.licence_photo WHERE licence_id = $1' };
const KEEP = {
  name: 'licences.keep-photo',
  text: `INSERT INTO onething.licence_photo (licence_id, object_key, content_type, size, sha256, taken_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
};

/**
 * Photos of holders as licences bear them. A photo is taken out of the case when the first file is made, and kept with the licence: a later version bears the
 * same one, also when the data of the case are erased by then.
 */
@Injectable()
export class LicencePhotos {
  constructor(
    private readonly database: Database,
    private readonly store: ObjectStore,
    private readonly keyring: Keyring,
    @Inject(CLOCK) private readonly clock: Clock,
    @Optional() private readonly source?: PhotoSource,
  ) {}

  /** @returns PNG; undefined when there was none @throws DomainError those of `PhotoSource`, of `readPortrait` and of the object store */
  async find({ id, source, photoFile }: Licence): Promise<Buffer | undefined> {
    const kept = await this.findKept(id);
    if (kept) return buffer(await this.store.get(kept.objectKey, { sha256: kept.sha256 }));
    if (source === undefined || photoFile === undefined) return undefined;
    if (!this.source) throw new Error('Nobody knows where photos of holders come from');
    const photo = await readPortrait(await buffer(await this.source.openPhoto(source.caseId, photoFile)));
    await this.keep(id, photo);
    return photo;
  }

  private async findKept(licenceId: string): Promise<Kept | undefined> {
    const [row] = await this.database.query<Kept>(FIND, [licenceId]);
    return row;
  }

  private async keep(licenceId: string, photo: Buffer): Promise<void> {
    const sha256 = createHash('sha256').update(photo).digest('hex');
    const objectKey = `${PHOTO_FOLDER}/${licenceId}/${this.keyring.keyedDigest(sha256)}`;
    // What a killed worker stored, and did not register.
    for await (const key of this.store.list(`${PHOTO_FOLDER}/${licenceId}`)) await this.store.remove(key);
    await this.store.put(objectKey, Readable.from([photo]), { contentType: PNG, maxBytes: photo.length });
    await this.database.query(KEEP, [licenceId, objectKey, PNG, photo.length, sha256, new Date(this.clock.now())]);
  }
}
