import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { damaged, type Part } from '../domain/manifest';
import { assertPart, type BackupReader, type BackupWriter, MANIFEST_PART, occupied, unfinished } from './backup-place.port';
import { Meter } from './meter';

/** A backup as a folder: a file for each part. */
export class FolderWriter implements BackupWriter {
  readonly path: string;
  private readonly made = new Set<string>();

  private constructor(folder: string) {
    this.path = folder;
  }

  /** @throws DomainError `BACKUP.PLACE_NOT_EMPTY` */
  static async open(path: string): Promise<FolderWriter> {
    const folder = resolve(path);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    if ((await readdir(folder)).length > 0) throw occupied(folder);
    return new FolderWriter(folder);
  }

  async write(part: string, content: AsyncIterable<Buffer>): Promise<Part> {
    assertPart(part);
    const file = join(this.path, part);
    await this.makeFolder(dirname(file));
    const meter = new Meter();
    await pipeline(meter.pass(content), createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true }));
    return { part, ...meter.result() };
  }

  async finish(manifest: string): Promise<void> {
    for (const folder of this.made) await flushFolder(folder);
    const file = join(this.path, MANIFEST_PART);
    await writeFile(`${file}.arriving`, manifest, { mode: 0o600, flag: 'wx', flush: true });
    await rename(`${file}.arriving`, file);
    await flushFolder(this.path);
  }

  /** The folder was empty, so everything in it is of this backup. */
  async discard(): Promise<void> {
    for (const name of await readdir(this.path)) await rm(join(this.path, name), { recursive: true, force: true });
  }

  private async makeFolder(folder: string): Promise<void> {
    if (this.made.has(folder)) return;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    this.made.add(folder);
  }
}

export class FolderReader implements BackupReader {
  readonly path: string;

  constructor(path: string) {
    this.path = resolve(path);
  }

  async readManifest(): Promise<string> {
    try {
      return await readFile(join(this.path, MANIFEST_PART), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw unfinished(this.path);
      throw error;
    }
  }

  async open(part: string): Promise<Readable> {
    assertPart(part);
    const stream = createReadStream(join(this.path, part));
    return new Promise((resolveStream, reject) => {
      stream.once('open', () => resolveStream(stream));
      stream.once('error', (error: NodeJS.ErrnoException) => reject(error.code === 'ENOENT' ? damaged(`${part} is missing`) : error));
    });
  }

  async close(): Promise<void> {}
}

/** A file survives a power cut only when its folder is flushed too. */
export async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
