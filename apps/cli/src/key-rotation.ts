import { NestFactory } from '@nestjs/core';
import { SecurityLog } from '@onething/audit';
import type { Settings } from '@onething/config';
import { EncryptedColumns, Keyring, rotateKeys, type RotationOptions } from '@onething/crypto';
import { SystemClock } from '@onething/kernel';
import { ApiModule } from '../../api/src/api.module';

/**
 * Brings every stored value, of every library, under the current keys of the settings. The platform may run beside it, if its
 * processes were started with these keys. After a kill it is simply started again.
 * @param databaseUrl of the application role
 * @returns values re-encrypted, by `table.field`
 * @throws DecryptionError naming the first value that cannot be read
 */
export async function rotateStoredValues(settings: Settings, databaseUrl: string, options: RotationOptions = {}): Promise<Record<string, number>> {
  const platform = await NestFactory.createApplicationContext(
    ApiModule.register({ settings, clock: new SystemClock(), databaseUrl }), { logger: ['error', 'warn'], abortOnError: false },
  );
  try {
    const keyring = platform.get(Keyring);
    const totals = await rotateKeys(keyring, platform.get(EncryptedColumns).all(), options);
    const values = Object.values(totals).reduce((sum, replaced) => sum + replaced, 0);
    await platform.get(SecurityLog, { strict: false }).record({
      act: 'key.rotated', outcome: 'done', object: { kind: 'key', id: keyring.currentKeyId }, detail: { values, blindIndex: keyring.currentIndexVersion },
    });
    return totals;
  } finally {
    await platform.close();
  }
}
