import { resolve } from 'node:path';
import { type Environment, read, required, SettingError } from './read-setting';

/** The exchange with other provinces. */
export interface ExchangeSettings {
  /** Address of the national hub, without a slash at its end. */
  hubUrl: string;
  /** JSON: certificates of this node with their private keys. */
  keyFile: string;
  /** PEM: public keys of the national root, which were handed over by hand. */
  rootFile: string;
}

/** @throws SettingError naming the setting that is missing or malformed */
export function readExchange(env: Environment): ExchangeSettings | undefined {
  const hubUrl = read(env, 'EXCHANGE_HUB_URL');
  if (hubUrl === undefined) return undefined;
  if (!URL.canParse(hubUrl) || !/^https?:$/.test(new URL(hubUrl).protocol)) throw new SettingError('EXCHANGE_HUB_URL', 'must look like https://hub.example.gov.cn');
  return { hubUrl: hubUrl.replace(/\/$/, ''), keyFile: resolve(required(env, 'EXCHANGE_KEY_FILE')), rootFile: resolve(required(env, 'EXCHANGE_ROOT_FILE')) };
}
