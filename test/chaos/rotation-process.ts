import { loadSettings } from '@onething/config';
import { rotateStoredValues } from '../../apps/cli/src/key-rotation';

/** A key rotation as a process of its own, which says how far it has come and can be killed. Its home holds the key file. */
async function rotate(): Promise<void> {
  const totals = await rotateStoredValues(loadSettings(process.env), process.env['CHAOS_DATABASE_URL']!, {
    batchSize: 4, onProgress: (progress) => void process.send!(progress),
  });
  process.send!({ totals });
  process.disconnect();
}

void rotate();
