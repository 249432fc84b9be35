import { createReadStream, existsSync } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { damaged, type Part } from '../domain/manifest';
import { assertPart, type BackupReader, type BackupWriter, MANIFEST_PART, occupied, unfinished } from './backup-place.port';
import { flushFolder } from './folder-place';
import { Meter } from './meter';
import { BLOCK, paddingOf, readTarHeader, tarHeader } from './tar-header';

/** Also the mark of one that broke off: the file gets its name when it is whole. */
const ARRIVING = '.arriving';
const END_BLOCKS = 2;

/** A backup as one tar file. A part's header is put before it once its size is known. */
export class TarWriter implements BackupWriter {
  private position = 0;

  private constructor(readonly path: string, private readonly handle: FileHandle, private readonly mtime: number) {}

  /**
   * @param now epoch ms, the time of its files
   * @throws DomainError `BACKUP.PLACE_NOT_EMPTY`
   */
  static async open(path: string, now: number): Promise<TarWriter> {
    const file = resolve(path);
    if (existsSync(file)) throw occupied(file);
    try {
      return new TarWriter(file, await open(file + ARRIVING, 'wx', 0o600), now);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw occupied(file + ARRIVING);
      throw error;
    }
  }

  async write(part: string, content: AsyncIterable<Buffer>): Promise<Part> {
    assertPart(part);
    const start = this.position;
    this.position += BLOCK;
    const meter = new Meter();
    for await (const chunk of meter.pass(content)) await this.append(chunk);
    const measured = meter.result();
    await this.append(Buffer.alloc(paddingOf(measured.size)));
    await this.writeAt(tarHeader({ name: part, size: measured.size, mtime: this.mtime }), start);
    return { part, ...measured };
  }

  async finish(manifest: string): Promise<void> {
    await this.write(MANIFEST_PART, Readable.from([Buffer.from(manifest)]));
    await this.append(Buffer.alloc(END_BLOCKS * BLOCK));
    await this.handle.sync();
    await this.handle.close();
    await rename(this.path + ARRIVING, this.path);
    await flushFolder(dirname(this.path));
  }

  async discard(): Promise<void> {
    await this.handle.close().catch(() => undefined);
    await rm(this.path + ARRIVING, { force: true });
  }

  private async append(bytes: Buffer): Promise<void> {
    await this.writeAt(bytes, this.position);
    this.position += bytes.length;
  }

  /** A write may take less than it was given. */
  private async writeAt(bytes: Buffer, position: number): Promise<void> {
    for (let done = 0; done < bytes.length;) {
      done += (await this.handle.write(bytes, done, bytes.length - done, position + done)).bytesWritten;
    }
  }
}

/** Where a part lies in the file. */
type Extents = Map<string, { start: number; size: number }>;

export class TarReader implements BackupReader {
  private constructor(readonly path: string, private readonly extents: Extents) {}

  /** Looks where the parts lie, without reading them. @throws DomainError `BACKUP.UNFINISHED`, `BACKUP.DAMAGED` */
  static async open(path: string): Promise<TarReader> {
    const file = resolve(path);
    const handle = await open(file, 'r').catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'ENOENT' ? unfinished(file) : error;
    });
    try {
      return new TarReader(file, await readExtents(handle, file));
    } finally {
      await handle.close();
    }
  }

  async readManifest(): Promise<string> {
    const stream = await this.open(MANIFEST_PART);
    return Buffer.concat(await stream.toArray() as Buffer[]).toString('utf8');
  }

  async open(part: string): Promise<Readable> {
    const extent = this.extents.get(part);
    if (!extent) throw damaged(`${part} is missing`);
    // A stream of no bytes cannot be named by its first and last one.
    if (extent.size === 0) return Readable.from([]);
    return createReadStream(this.path, { start: extent.start, end: extent.start + extent.size - 1 });
  }

  async close(): Promise<void> {}
}

async function readExtents(handle: FileHandle, file: string): Promise<Extents> {
  const extents: Extents = new Map();
  const { size: length } = await handle.stat();
  const block = Buffer.alloc(BLOCK);
  for (let position = 0; (await handle.read(block, 0, BLOCK, position)).bytesRead === BLOCK;) {
    const header = headerOf(block);
    if (!header) break;
    const start = position + BLOCK;
    position = start + header.size + paddingOf(header.size);
    if (position > length) break;
    extents.set(header.name, { start, size: header.size });
  }
  if (!extents.has(MANIFEST_PART)) throw unfinished(file);
  return extents;
}

function headerOf(block: Buffer): ReturnType<typeof readTarHeader> {
  try {
    return readTarHeader(block);
  } catch (error) {
    throw damaged((error as RangeError).message);
  }
}
