import { fileTypeFromBuffer } from 'file-type';

/** A kind of file that an office can open in any browser. */
export interface FileKind {
  contentType: string;
  /** How names of such files end, small letters. The first one is given to a download without a name. */
  extensions: readonly [string, ...string[]];
  name: string;
}

export const FILE_KINDS: readonly FileKind[] = [
  { contentType: 'application/pdf', extensions: ['pdf'], name: 'PDF' },
  { contentType: 'image/jpeg', extensions: ['jpg', 'jpeg'], name: 'JPEG' },
  { contentType: 'image/png', extensions: ['png'], name: 'PNG' },
  { contentType: 'image/webp', extensions: ['webp'], name: 'WebP' },
];

/** How many of a file's first bytes are looked at to tell its kind. */
export const HEAD_BYTES = 4_100;

/** The kind by the first bytes alone: neither the name nor what the sender says is believed. */
export async function recogniseKind(head: Uint8Array): Promise<FileKind | undefined> {
  const found = await fileTypeFromBuffer(head);
  return FILE_KINDS.find((kind) => kind.contentType === found?.mime);
}

/** The kind that the name promises. */
export function kindOfName(name: string): FileKind | undefined {
  const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase();
  return FILE_KINDS.find((kind) => extension !== undefined && kind.extensions.includes(extension));
}

/** For messages: `.pdf, .jpg …`. */
export const ACCEPTED_EXTENSIONS = FILE_KINDS.flatMap((kind) => kind.extensions)
  .map((extension) => `.${extension}`)
  .join(', ');
