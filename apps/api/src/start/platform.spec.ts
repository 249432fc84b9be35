import type { Settings } from '@onething/config';
import { VirtualClock } from '@onething/kernel';
import { startPlatform } from './platform';

test('a virtual clock is refused in external mode, before anything is started', async () => {
  const settings = { mode: 'external', port: 0, host: '127.0.0.1', database: { ownerUrl: 'postgresql://o@127.0.0.1:1/x', appUrl: 'postgresql://a@127.0.0.1:1/x' } } as Settings;
  await expect(startPlatform({ settings, clock: new VirtualClock(0) })).rejects.toMatchObject({ code: 'START.VIRTUAL_CLOCK' });
});
