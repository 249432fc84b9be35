import { createPublicKey } from 'node:crypto';
import { chmodSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newSm2Key, Sm2PrivateKey } from '@onething/crypto';
import { certify, HUB_REGION, issueDirectory, joinKey, type Member, newPendingKey, type StoredNodeKey } from '@onething/exchange';

const CERTIFICATE_DAYS = 365;
const DIRECTORY_DAYS = 7;

/** A national root of the demonstration: it certifies the hub and the provinces, and signs directories into a file that the hub distributes. */
export class Nation {
  readonly rootFile: string;
  readonly directoryFile: string;
  private readonly root = new Sm2PrivateKey(newSm2Key());
  private readonly keys = new Map<string, StoredNodeKey>();
  private number = 0;

  /** @param now epoch ms */
  constructor(private readonly folder: string, regions: readonly string[], private readonly now: number) {
    [this.rootFile, this.directoryFile] = [join(folder, 'root.pem'), join(folder, 'directory.json')];
    const publicKey = createPublicKey({ key: this.root.publicKey.spki, format: 'der', type: 'spki' });
    writeReadable(this.rootFile, publicKey.export({ type: 'spki', format: 'pem' }).toString());
    for (const region of [HUB_REGION, ...regions]) this.keys.set(region, this.join(region));
    this.publish(new Map());
  }

  /** File with the keys of a province, or of the hub. */
  keyFile(region: string): string {
    return join(this.folder, `${region}.keys.json`);
  }

  /** The next directory. @param items what each province offers */
  publish(items: ReadonlyMap<string, Member['items']>): void {
    this.number += 1;
    const provinces = [...this.keys].filter(([region]) => region !== HUB_REGION);
    const members = provinces.map(([region, { certificate }]) => (
      { region, name: { zh: certificate.name, en: region }, versions: [1], certificates: [certificate], items: items.get(region) ?? [] }));
    const hub = [this.keys.get(HUB_REGION)!.certificate];
    const directory = issueDirectory({ number: this.number, hub, members, revoked: [] }, { now: this.now, days: DIRECTORY_DAYS }, this.root);
    // The hub reads it at any moment: whole, or the one before.
    writeReadable(`${this.directoryFile}.new`, JSON.stringify(directory));
    renameSync(`${this.directoryFile}.new`, this.directoryFile);
  }

  private join(region: string): StoredNodeKey {
    const pending = newPendingKey(region, region === HUB_REGION ? '枢纽' : `演示${region}`);
    const key = joinKey(pending, certify(pending.request, { now: this.now, days: CERTIFICATE_DAYS }, this.root));
    writeReadable(this.keyFile(region), JSON.stringify({ keys: [key] }), 0o600);
    return key;
  }
}

function writeReadable(file: string, text: string, mode = 0o644): void {
  writeFileSync(file, text);
  chmodSync(file, mode);
}
