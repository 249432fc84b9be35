import { readFileSync, unwatchFile, watchFile } from 'node:fs';
import { Inject, Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { SETTINGS, type Settings } from '@onething/config';
import { Keyring, type KeySet, SigningKeys } from '@onething/crypto';
import { parseKeySet } from '../../../config/keys';

/** How often the key file is looked at, ms of the machine's clock: it is no matter of the platform's time. */
const INTERVAL_MS = 1_000;

/** Takes over keys that are added to the key file while the process runs. A file that lacks a key is not taken. */
@Injectable()
export class KeyFileWatch implements OnModuleInit, OnApplicationShutdown {
  private readonly log = new Logger(KeyFileWatch.name);
  private readonly look = () => this.takeOver();

  constructor(
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'keyFile'>,
    @Inject(Keyring) private readonly keyring: Keyring,
    @Inject(SigningKeys) private readonly signing: SigningKeys,
  ) {}

  onModuleInit(): void {
    const { keyFile } = this.settings;
    if (keyFile === undefined) return;
    this.keyring.lookForKeysIn(() => this.read(keyFile));
    watchFile(keyFile, { interval: INTERVAL_MS, persistent: false }, this.look);
  }

  onApplicationShutdown(): void {
    if (this.settings.keyFile !== undefined) unwatchFile(this.settings.keyFile, this.look);
  }

  private takeOver(): void {
    const before = this.keyring.currentKeyId;
    const keySet = this.read(this.settings.keyFile!);
    if (!keySet) return;
    try {
      this.keyring.renew(keySet);
      this.signing.renew(keySet.signing);
      this.log.log({ message: 'The key file was taken over', before, now: this.keyring.currentKeyId });
    } catch (error) {
      this.log.error({ message: 'The key file was not taken over', problem: (error as RangeError).message });
    }
  }

  private read(keyFile: string): KeySet | undefined {
    try {
      const read = parseKeySet(readFileSync(keyFile, 'utf8'));
      if (!('problem' in read)) return read;
      this.log.error({ message: 'The key file is malformed and was not taken over', problem: read.problem });
    } catch (error) {
      this.log.error({ message: 'The key file cannot be read', problem: (error as NodeJS.ErrnoException).code });
    }
    return undefined;
  }
}
