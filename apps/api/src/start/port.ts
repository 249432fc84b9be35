import { once } from 'node:events';
import { createServer } from 'node:net';
import { SettingError } from '@onething/config';

/**
 * Asked before anything is started, so that a taken port is told at once and in one line.
 * @throws SettingError naming PORT or HOST
 */
export async function assertPortFree(port: number, host: string): Promise<void> {
  const probe = createServer();
  try {
    await once(probe.listen(port, host), 'listening');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw new SettingError('PORT', `${port} is in use by another program: set PORT to a free one`);
    if (code === 'EACCES') throw new SettingError('PORT', `${port} is only for privileged users: set PORT to one from 1024 on`);
    throw new SettingError('HOST', `${host} is no address of this machine`);
  }
  probe.close();
  await once(probe, 'close');
}
