import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { S3Settings } from '@onething/config';
import { DomainError } from '@onething/kernel';
import { Client } from 'minio';
import { checkedStream, writeMetered } from './metered-write';
import { assertKey, type ExpectedObject, noSuchObject, ObjectStore, type PutOptions, type StoredObject } from './object-store.port';

const MISSING = ['NoSuchKey', 'NotFound'];

/**
 * Objects of one bucket of any S3 server. An upload is received into a temporary file first: the store then gets one whole
 * object of known size, and nothing of a file that was too large or broke off.
 */
export class S3ObjectStore extends ObjectStore {
  private readonly client: Client;

  constructor(private readonly settings: S3Settings) {
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
    });
  }

  async put(key: string, content: Readable, { contentType, maxBytes }: PutOptions): Promise<StoredObject> {
    assertKey(key);
    const draft = join(tmpdir(), `onething-${randomUUID()}`);
    try {
      const stored = await writeMetered(draft, content, maxBytes);
      await this.ask(() => this.client.putObject(this.settings.bucket, key, createReadStream(draft), stored.size, { 'Content-Type': contentType }));
      await this.readBack(key, stored.size);
      return stored;
    } finally {
      await rm(draft, { force: true });
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
    assertKey(folder);
    const objects = this.client.listObjectsV2(this.settings.bucket, `${folder}/`, false) as AsyncIterable<{ name?: string }>;
    try {
      for await (const { name } of objects) if (name !== undefined) yield name;
    } catch (error) {
      throw unavailable(error);
    }
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

function unavailable(error: unknown): DomainError {
  const { code } = error as { code?: string };
  return new DomainError('unavailable', 'OBJECT_STORE.UNAVAILABLE', `The file store does not answer (${code ?? (error as Error).name}): try again`);
}
