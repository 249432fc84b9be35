import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSealedPdf } from '@onething/sealed-files';
import { readCertificate, readSesSignature } from '@onething/seals';

/** What other people's programs say of a sealed file: `openssl`, `pdfsig` with `certutil`. They need not be on the machine: ask `hasPrograms`. */
export class OutsideVerifiers {
  private readonly folder = mkdtempSync(join(tmpdir(), 'onething-outside-'));

  /** @param now epoch ms: certificates are valid in the platform's time, which may be virtual */
  constructor(private readonly file: Buffer, private readonly roots: { p256: Buffer; sm2: Buffer }, private readonly now: number) {
    this.write('root.pem', pem(roots.p256));
    this.write('sm2-root.pem', pem(roots.sm2));
  }

  /** @param tail bytes that are covered besides @throws Error with what openssl says when it does not verify */
  verifyCades(tail: Buffer = Buffer.alloc(0)): void {
    const { documentSignature } = readSealedPdf(this.file);
    const from = this.file.lastIndexOf(documentSignature.toString('hex').slice(0, 64)) - 1;
    this.write('covered', Buffer.concat([this.file.subarray(0, from), this.file.subarray(this.file.indexOf('>', from) + 1), tail]));
    this.write('cms', documentSignature);
    this.run('openssl', 'cms', '-verify', '-cades', '-inform', 'DER', '-in', this.at('cms'), '-content', this.at('covered'), '-binary', '-CAfile', this.at('root.pem'),
      '-purpose', 'any', '-attime', this.attime, '-out', this.at('out'));
  }

  /** Both SM2 values of the seal, of the maker's and of the owner's, with the default distinguishing id, and the chain up to the root. @throws Error when one does not verify */
  verifySeal(tail: Buffer = Buffer.alloc(0)): void {
    const ses = readSesSignature(readSealedPdf(this.file).sealSignature);
    const signed = [[ses.signerCertificate, ses.signedBytes, ses.signature], [ses.seal.makerCertificate, ses.seal.signedBytes, ses.seal.signature]] as const;
    for (const [certificate, message, value] of signed) {
      this.write('key', readCertificate(certificate).spki);
      this.write('message', Buffer.concat([message, tail]));
      this.write('value', value);
      this.run('openssl', 'pkeyutl', '-verify', '-rawin', '-digest', 'sm3', '-pkeyopt', 'distid:1234567812345678', '-pubin', '-keyform', 'DER',
        '-inkey', this.at('key'), '-in', this.at('message'), '-sigfile', this.at('value'));
      this.write('signer.pem', pem(certificate));
      this.run('openssl', 'verify', '-vfyopt', 'distid:1234567812345678', '-attime', this.attime, '-CAfile', this.at('sm2-root.pem'), this.at('signer.pem'));
    }
  }

  /** What `pdfsig` reports of the file, our root trusted. */
  pdfsig(): string {
    this.run('certutil', '-N', '-d', `sql:${this.folder}`, '--empty-password');
    this.run('certutil', '-A', '-d', `sql:${this.folder}`, '-n', 'root', '-t', 'CT,CT,CT', '-a', '-i', this.at('root.pem'));
    this.write('licence.pdf', this.file);
    return this.run('pdfsig', '-nssdir', `sql:${this.folder}`, this.at('licence.pdf'));
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private get attime(): string {
    return String(Math.floor(this.now / 1000) + 60);
  }

  private at(name: string): string {
    return join(this.folder, name);
  }

  private write(name: string, content: Buffer | string): void {
    writeFileSync(this.at(name), content);
  }

  private run(program: string, ...words: string[]): string {
    return execFileSync(program, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  }
}

/** openssl takes no empty line, which a length of whole lines would leave. */
const pem = (der: Buffer): string => ['-----BEGIN CERTIFICATE-----', ...der.toString('base64').match(/.{1,64}/g)!, '-----END CERTIFICATE-----', ''].join('\n');
