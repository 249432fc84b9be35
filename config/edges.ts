import { type IpNetwork, parseIpNetwork } from '@onething/kernel';
import { type Environment, read, SettingError } from './read-setting';

/** What stands between the network and the API. */
export interface EdgeSettings {
  /** Proxies whose `X-Forwarded-For` is believed; none: the client is whoever made the connection. */
  trustedProxies: readonly IpNetwork[];
}

/** @throws SettingError naming the setting that is malformed */
export function readEdges(env: Environment): EdgeSettings {
  return { trustedProxies: listOf(env, 'TRUSTED_PROXIES').map((text) => networkOf('TRUSTED_PROXIES', text)) };
}

function listOf(env: Environment, name: string): string[] {
  return (read(env, name) ?? '').split(',').map((part) => part.trim()).filter((part) => part !== '');
}

function networkOf(name: string, text: string): IpNetwork {
  const network = parseIpNetwork(text);
  if (!network) throw new SettingError(name, `must list networks such as 10.0.0.0/8, 2001:db8::/32: "${text}" is none`);
  return network;
}
