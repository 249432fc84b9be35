import { createPublicKey, randomBytes } from 'node:crypto';
import { chmodSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newSm2Key, Sm2PrivateKey } from '@onething/crypto';
import { HUB_REGION, issueExchangeCertificate, newSealingKey, type PinnedRoots, signDirectory, type StoredNodeKey } from '@onething/exchange';

const DAY_MS = 86_400_000;
export const ITEM = '000109001000';

const iso = (at: number) => new Date(at).toISOString();

/** A national root whose certificates and directories lie in files, as operators bring them: processes read them again when they change. */
export class ChaosNation {
  readonly rootFile: string;
  readonly directoryFile: string;
  private readonly root = new Sm2PrivateKey(newSm2Key());
  private readonly keys = new Map<string, StoredNodeKey[]>();
  private number = 0;

  /** @param now epoch ms */
  constructor(private readonly folder: string, regions: readonly string[], now: number) {
    [this.rootFile, this.directoryFile] = [join(folder, 'root.pem'), join(folder, 'directory.json')];
    const publicKey = createPublicKey({ key: this.root.publicKey.spki, format: 'der', type: 'spki' });
    write(this.rootFile, publicKey.export({ type: 'spki', format: 'pem' }).toString());
    for (const region of [HUB_REGION, ...regions]) this.certify(region, now);
    this.publish(now);
  }

  get roots(): PinnedRoots {
    return [this.root.publicKey.spki.toString('base64')];
  }

  keyFile(region: string): string {
    return join(this.folder, `${region}.keys.json`);
  }

  /** A new certificate beside the old ones, and the directory that lists it. */
  renew(region: string, now: number): void {
    this.certify(region, now);
    this.publish(now);
  }

  /** The next number. */
  publish(now: number): void {
    this.number += 1;
    const certificatesOf = (region: string) => (this.keys.get(region) ?? []).map(({ certificate }) => certificate);
    const members = [...this.keys.keys()].filter((region) => region !== HUB_REGION).map((region) => ({
      region, name: { zh: `示例${region}`, en: `Sample ${region}` }, versions: [1], certificates: certificatesOf(region), items: [{ item: ITEM, mode: 'collected' as const, formChecks: [] }],
    }));
    const order = { number: this.number, issuedAt: iso(now - 10 * 60_000), nextUpdate: iso(now + 30 * DAY_MS), hub: certificatesOf(HUB_REGION), members, revoked: [] };
    write(this.directoryFile, JSON.stringify(signDirectory(order, this.root)));
  }

  private certify(region: string, now: number): void {
    const [pkcs8, sealing] = [newSm2Key(), newSealingKey()];
    const isNode = region !== HUB_REGION;
    const certificate = issueExchangeCertificate({
      serial: randomBytes(16).toString('hex'), role: isNode ? 'node' : 'hub', region, name: `示例 ${region}`, signingKey: new Sm2PrivateKey(pkcs8).publicKey.spki.toString('base64'),
      ...(isNode ? { sealingKey: sealing.public.toString('base64') } : {}), notBefore: iso(now - 15 * 60_000), notAfter: iso(now + 365 * DAY_MS),
    }, this.root);
    const key = { certificate, signingKey: pkcs8.toString('base64'), ...(isNode ? { sealingKey: sealing.private.toString('base64') } : {}) };
    this.keys.set(region, [...this.keys.get(region) ?? [], key]);
    // The key file holds 50 at most; the oldest are long out of use.
    write(this.keyFile(region), JSON.stringify({ keys: this.keys.get(region)!.slice(-50) }));
  }
}

/** Whole, or the one before: whoever reads does it at any moment. */
function write(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  chmodSync(`${file}.new`, 0o600);
  renameSync(`${file}.new`, file);
}
