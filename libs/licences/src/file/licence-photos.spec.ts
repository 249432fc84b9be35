import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { DomainError, VirtualClock } from '@onething/kernel';
import type { Licence } from '../domain/licence';
import { LicencePhotos, PHOTO_FOLDER } from './licence-photos';

const HANDED_IN = readFileSync(join(__dirname, '../../../uploads/src/fixtures/portrait.jpg'));
const licence = (change: Partial<Licence> = {}) => ({ id: 'l', source: { caseId: 'c', itemId: 'i' }, photoFile: 'f', ...change }) as Licence;

/** A store and a table in memory. */
class World {
  readonly objects = new Map<string, Buffer>();
  readonly rows = new Map<string, { objectKey: string; sha256: string }>();
  readonly inCase = new Map([['c/f', HANDED_IN]]);
  asked = 0;
  readonly photos: LicencePhotos;

  constructor() {
    const query = async ({ name }: { name: string }, [id, objectKey, , , sha256]: string[]) => {
      if (name === 'licences.keep-photo') this.rows.set(id!, { objectKey: objectKey!, sha256: sha256! });
      return [this.rows.get(id!)].filter(Boolean);
    };
    const { objects } = this;
    const store = {
      get: async (key: string) => Readable.from([objects.get(key)!]),
      put: async (key: string, content: Readable) => void objects.set(key, await buffer(content)),
      remove: async (key: string) => void objects.delete(key),
      async* list(folder: string) {
        yield* [...objects.keys()].filter((key) => key.startsWith(`${folder}/`));
      },
    };
    const source = {
      openPhoto: async (caseId: string, fileId: string) => {
        this.asked += 1;
        const file = this.inCase.get(`${caseId}/${fileId}`);
        if (!file) throw new DomainError('notFound', 'CASES.NO_SUCH_FILE', 'gone');
        return Readable.from([file]);
      },
    };
    this.photos = new LicencePhotos({ query } as never, store as never, { keyedDigest: (text: string) => `keyed-${text}` } as never, new VirtualClock(0), source);
  }
}

test('taken out of the case once; later versions bear the same one, also when the case is erased', async () => {
  const world = new World();
  world.objects.set(`${PHOTO_FOLDER}/l/left-by-a-killed-worker`, Buffer.from('half'));
  const photo = await world.photos.find(licence());
  expect(photo!.subarray(1, 4).toString()).toBe('PNG');
  world.inCase.clear();
  expect(await world.photos.find(licence({ version: 2 }))).toEqual(photo);
  expect([world.asked, [...world.objects.keys()]]).toEqual([1, [`${PHOTO_FOLDER}/l/keyed-${world.rows.get('l')!.sha256}`]]);
});

test('none where none was handed in; one that is gone, or no picture, is said and nothing is kept', async () => {
  const world = new World();
  for (const change of [{ photoFile: undefined }, { source: undefined }]) expect(await world.photos.find(licence(change))).toBeUndefined();
  await expect(world.photos.find(licence({ photoFile: 'other' }))).rejects.toMatchObject({ code: 'CASES.NO_SUCH_FILE' });
  world.inCase.set('c/f', Buffer.from('%PDF-1.7'));
  await expect(world.photos.find(licence())).rejects.toMatchObject({ code: 'CASES.PHOTO_UNUSABLE' });
  expect([world.objects.size, world.rows.size]).toEqual([0, 0]);
});
