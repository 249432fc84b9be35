import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import type { Settings } from '@onething/config';

const SECRET = 'a secret of the tests';

/** A real identity provider inside the test's process, with the pages of its developers for log-in and consent. */
export interface TestIdentityProvider {
  issuer: string;
  /** As the platform is told of it. */
  settings: NonNullable<Settings['oidc']>;
  stop(): void;
}

/** @param redirect to which it sends browsers back: its address must be known before the platform's own is */
export async function startTestIdentityProvider(redirect: string): Promise<TestIdentityProvider> {
  // The provider warns that it is one for development.
  const silent = [jest.spyOn(console, 'warn').mockImplementation(() => undefined), jest.spyOn(console, 'info').mockImplementation(() => undefined)];
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'onething', client_secret: SECRET, redirect_uris: [redirect], token_endpoint_auth_method: 'client_secret_post' }],
    pkce: { required: () => true },
    features: { devInteractions: { enabled: true } },
    cookies: { keys: ['a key of the tests'] },
  });
  const answer = provider.callback();
  server.on('request', (request, response) => void answer(request, response));
  return {
    issuer,
    settings: { issuer, clientId: 'onething', clientSecret: SECRET, redirect },
    stop() {
      server.close();
      server.closeAllConnections();
      for (const spy of silent) spy.mockRestore();
    },
  };
}
