import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { SETTINGS, type Settings } from '@onething/config';
import { CLOCK, type Clock, DomainError } from '@onething/kernel';
import { type ReadTrustList, readTrustList } from '../verifier/trust-list';

/**
 * Lists of other platforms whose licences may come in (信任列表): `*.json` in the folder of the settings, each signed by one of the keys that lie
 * beside them as `*.pem`. Read at each import, so that a list that is renewed counts at once. Never our own: what is ours is in the register.
 */
@Injectable()
export class ForeignTrust {
  private readonly log = new Logger(ForeignTrust.name);

  constructor(@Inject(SETTINGS) private readonly settings: Pick<Settings, 'trustFolder'>, @Inject(CLOCK) private readonly clock: Clock) {}

  /** Those in force. One that is stale, forged or of an unknown key is left out, with a line in the log. */
  async lists(): Promise<ReadTrustList[]> {
    const knownKeys = await this.read('.pem');
    const lists = await this.read('.json');
    return lists.flatMap(({ name, text }) => {
      try {
        return [readTrustList(text, { at: this.clock.now(), knownKeys: knownKeys.map((key) => key.text) })];
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        this.log.warn({ message: 'A list of trusted roots is not used', file: name, code: error.code });
        return [];
      }
    });
  }

  private async read(extension: string): Promise<{ name: string; text: string }[]> {
    const { trustFolder } = this.settings;
    if (trustFolder === undefined) return [];
    const names = await readdir(trustFolder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
    return Promise.all(names.filter((name) => name.endsWith(extension)).sort().map(async (name) => ({ name, text: await readFile(join(trustFolder, name), 'utf8') })));
  }
}
