import type { FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { S3Settings } from '@onething/config';
import { DomainError } from '@onething/kernel';
import { Client } from 'minio';
import { checkedStream, openDraft, writeDraft } from './metered-write';
import {
  assertKey, type ExpectedObject, type ListedObject, noSuchObject, objectExists, ObjectStore, type PutOptions, type StoredObject,
} from './object-store.port';
import { impatientTransport } from './s3-transport';

const MISSING = ['NoSuchKey', 'NotFound'];
/** Larger objects go in parts of this size, bytes: so much of an object is in memory while it is sent. */
const PART_BYTES = 16 * 1024 * 1024;
/** A server on which nothing moves for so long is held to be down, ms. */
const SILENCE_MS = 30_000;

interface Listed {
  name?: string;
  lastModified?: Date;
}

interface Unfinished {
  key: string;
  uploadId: string;
  initiated: Date;
}

/**
 * Objects of one bucket of any S3 server. An upload is received into a temporary file first: the store then gets one whole
 * object of known size, and nothing of a file that was too large or broke off.
 */
export class S3ObjectStore extends ObjectStore {
  private readonly client: Client;

  constructor(private readonly settings: S3Settings, silenceMs = SILENCE_MS) {
    super();
    const endpoint = new URL(settings.endpoint);
    const useSSL = endpoint.protocol === 'https:';
    this.client = new Client({
      endPoint: endpoint.hostname,
      port: endpoint.port ? Number(endpoint.port) : useSSL ? 443 : 80,
      useSSL,
      accessKey: settings.accessKey,
      secretKey: settings.secretKey,
      region: settings.region,
      transport: impatientTransport(useSSL, silenceMs),
    });
  }

  async put(key: string, content: Readable, { contentType, maxBytes, replace = false }: PutOptions): Promise<StoredObject> {
    assertKey(key);
    const draft = await openDraft();
    try {
      const stored = await writeDraft(draft, content, maxBytes);
      if (!replace && await this.head(key)) throw objectExists();
      const headers = { 'Content-Type': contentType };
      await this.ask(() => (stored.size > PART_BYTES ? this.sendParts(key, draft, stored.size, headers) : this.sendWhole(key, draft, stored.size, headers)));
      await this.readBack(key, stored.size);
      return stored;
    } finally {
      await draft.close();
    }
  }

  async get(key: string, expected?: ExpectedObject): Promise<Readable> {
    assertKey(key);
    const stream = await this.ask(() => this.client.getObject(this.settings.bucket, key));
    if (!stream) throw noSuchObject();
    return checkedStream(stream, expected);
  }

  async head(key: string): Promise<{ size: number } | undefined> {
    assertKey(key);
    const found = await this.ask(() => this.client.statObject(this.settings.bucket, key));
    return found && { size: found.size };
  }

  async *list(folder: string): AsyncGenerator<string> {
    for await (const { name } of this.listed(folder, false)) if (name !== undefined) yield name;
  }

  async *walk(folder: string): AsyncGenerator<ListedObject> {
    for await (const { name, lastModified } of this.listed(folder, true)) {
      if (name !== undefined && lastModified) yield { key: name, storedAt: lastModified.getTime() };
    }
  }

  async clearUnfinished(folder: string, before: number): Promise<number> {
    assertKey(folder);
    const { bucket } = this.settings;
    let cleared = 0;
    try {
      // MinIO lists none for a folder, only for the whole bucket or one key.
      const uploads = this.client.listIncompleteUploads(bucket, '', true) as AsyncIterable<Unfinished>;
      for await (const { key, uploadId, initiated } of uploads) {
        if (!key.startsWith(`${folder}/`) || initiated.getTime() >= before) continue;
        await this.client.abortMultipartUpload(bucket, key, uploadId);
        cleared += 1;
      }
    } catch (error) {
      throw unavailable(error);
    }
    return cleared;
  }

  async remove(key: string): Promise<void> {
    assertKey(key);
    await this.ask(() => this.client.removeObject(this.settings.bucket, key));
  }

  async assertUsable(): Promise<void> {
    const { bucket, endpoint } = this.settings;
    let exists: boolean;
    try {
      exists = await this.client.bucketExists(bucket);
    } catch (error) {
      throw new DomainError('refused', 'OBJECT_STORE.UNUSABLE', `S3_ENDPOINT ${endpoint} refuses the bucket ${bucket}: ${(error as Error).message}`);
    }
    if (!exists) throw new DomainError('refused', 'OBJECT_STORE.UNUSABLE', `S3_BUCKET ${bucket} does not exist at ${endpoint}: create it`);
  }

  private async *listed(folder: string, recursive: boolean): AsyncGenerator<Listed> {
    assertKey(folder);
    try {
      yield* this.client.listObjectsV2(this.settings.bucket, `${folder}/`, recursive) as AsyncIterable<Listed>;
    } catch (error) {
      throw unavailable(error);
    }
  }

  private async sendWhole(key: string, draft: FileHandle, size: number, headers: Record<string, string>): Promise<void> {
    await this.client.putObject(this.settings.bucket, key, await slice(draft, 0, size), size, headers);
  }

  /**
   * Not by the client's own way for streams: that one waits forever when its source fails, leaves the parts of a failed upload in the
   * store, and continues an upload of somebody else to the same key.
   */
  private async sendParts(key: string, draft: FileHandle, size: number, headers: Record<string, string>): Promise<void> {
    const { bucket } = this.settings;
    const uploadID = await this.client.initiateNewMultipartUpload(bucket, key, headers);
    try {
      const parts: { part: number; etag: string }[] = [];
      for (let at = 0; at < size; at += PART_BYTES) {
        const place = { bucketName: bucket, objectName: key, uploadID, partNumber: parts.length + 1, headers: {} };
        const { part, etag } = await this.client.uploadPart(place, await slice(draft, at, Math.min(PART_BYTES, size - at)));
        parts.push({ part, etag });
      }
      await this.client.completeMultipartUpload(bucket, key, uploadID, parts);
    } catch (error) {
      await this.client.abortMultipartUpload(bucket, key, uploadID).catch(() => undefined);
      throw error;
    }
  }

  /** Servers differ in what they promise: what is relied on is read back. */
  private async readBack(key: string, size: number): Promise<void> {
    const found = await this.head(key);
    if (found?.size === size) return;
    throw new DomainError('unavailable', 'OBJECT_STORE.UNAVAILABLE', 'The file did not arrive whole in the store: try again');
  }

  /** @returns undefined when the object does not exist */
  private async ask<T>(request: () => Promise<T>): Promise<T | undefined> {
    try {
      return await request();
    } catch (error) {
      const { code } = error as { code?: string };
      if (code !== undefined && MISSING.includes(code)) return undefined;
      throw unavailable(error);
    }
  }
}

async function slice(draft: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  for (let filled = 0; filled < length;) {
    const { bytesRead } = await draft.read(bytes, filled, length - filled, at + filled);
    if (bytesRead === 0) throw new Error('The temporary file became shorter');
    filled += bytesRead;
  }
  return bytes;
}

function unavailable(error: unknown): DomainError {
  const { code } = error as { code?: string };
  return new DomainError('unavailable', 'OBJECT_STORE.UNAVAILABLE', `The file store does not answer (${code ?? (error as Error).name}): try again`);
}
