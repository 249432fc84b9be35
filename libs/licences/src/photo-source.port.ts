import type { Readable } from 'node:stream';

/** Where photos of holders come from. Bound to the cases where the application is put together. */
export abstract class PhotoSource {
  /** The picture as it was handed in. @throws DomainError when it is not there any more, or the store is down */
  abstract openPhoto(caseId: string, fileId: string): Promise<Readable>;
}
