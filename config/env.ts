import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { generateKeySet, type KeySet } from '@onething/crypto';
import { type EdgeSettings, readEdges } from './edges';
import { type ExchangeSettings, readExchange } from './exchange';
import { defaultHome, type HostFacts, hostFacts, makeHome, readOrMakeKeyFile, readOrMakeSecrets } from './home';
import { parseKeySet } from './keys';
import { type OidcSettings, readOidc } from './oidc';
import { type Environment, integer, read, required, SettingError } from './read-setting';

export { type OidcSettings } from './oidc';
export { type EdgeSettings, type MetricsSettings, readEdges } from './edges';
export type { ExchangeSettings } from './exchange';
export type { HostFacts } from './home';
export { SettingError } from './read-setting';

/** Injection token of the settings. */
export const SETTINGS = Symbol('Settings');

export interface S3Settings {
  endpoint: string;
  accessKey: string;
  secretKey: string;
  bucket: string;
  region: string;
}

export interface MailSettings {
  /** `smtp://` or `smtps://`, with user and password where the server asks for them. */
  url: string;
  /** `name@host`, or `Name <name@host>`. */
  from: string;
}

interface CommonSettings {
  /** Port of the HTTP API; 0 takes a free one. */
  port: number;
  host: string;
  /** Where people reach the platform, without a slash at its end. It stands in the QR codes of licences and documents. */
  publicUrl: string;
  /** Division code (6 digits of GB/T 2260) of the region that this deployment serves. */
  region: string;
  jwtSecret: string;
  keys: KeySet;
  /** Where the keys were read from, for the rotation command; undefined when they came from ONETHING_KEYS. */
  keyFile?: string;
  /** Largest file that may be uploaded, bytes. */
  uploadLimitBytes: number;
  /** Database connections of one process. */
  poolSize: number;
  /** What stands between the network and the API. */
  edges: EdgeSettings;
  /** How often query codes may be tried in an hour: from one address, and for one number. */
  tracking: { perAddress: number; perNumber: number };
  /** The register that is asked who somebody is; without one, windows alone confirm it. Embedded: started with the platform. */
  populationRegister?: { url: string; key: string };
  /** An identity provider with which people can log in. */
  oidc?: OidcSettings;
  /** Without it no mail is sent. */
  mail?: MailSettings;
  /** Folder of the keys of seals, encrypted under `keys`; without it nothing is sealed. */
  sealKeyFolder?: string;
  /** Folder of the trust lists of other platforms, and of the keys that sign them; without it licences from elsewhere come in unverified only. */
  trustFolder?: string;
  /** The hub through which provinces exchange cases; without it this one handles its own alone. */
  exchange?: ExchangeSettings;
  /** Where SMS are written, a JSON object a line; without it none is sent. */
  smsFile?: string;
}

/** One machine, nothing to set up: own PostgreSQL and files below `home`, demo accounts. */
export interface EmbeddedSettings extends CommonSettings {
  mode: 'embedded';
  home: string;
  postgres: { superuserPassword: string; ownerPassword: string; appPassword: string };
  objectStore: { kind: 'file'; folder: string };
}

/** Production: PostgreSQL and S3 store of the operator, no demo accounts, no secret made by us. */
export interface ExternalSettings extends CommonSettings {
  mode: 'external';
  database: { ownerUrl: string; appUrl: string };
  objectStore: { kind: 's3' } & S3Settings;
}

export type Settings = EmbeddedSettings | ExternalSettings;

const EXTERNAL_ONLY = ['MIGRATION_DATABASE_URL', 'S3_ENDPOINT', 'S3_ACCESS_KEY', 'S3_SECRET_KEY', 'S3_BUCKET', 'S3_REGION', 'POPULATION_REGISTER_URL', 'POPULATION_REGISTER_KEY'];

/**
 * Reads the environment once. Without DATABASE_URL the mode is `embedded`: its home, secrets and keys are made when they
 * do not exist yet. There is no setting for the clock: production cannot be given a virtual one.
 * @throws SettingError naming the first setting that is missing or malformed
 */
export function loadSettings(env: Environment, host: HostFacts = hostFacts()): Settings {
  return deepFreeze(read(env, 'DATABASE_URL') === undefined ? embeddedSettings(env, host) : externalSettings(env));
}

function embeddedSettings(env: Environment, host: HostFacts): EmbeddedSettings {
  const stray = EXTERNAL_ONLY.find((name) => read(env, name) !== undefined);
  if (stray) throw new SettingError('DATABASE_URL', `is missing: ${stray} is set, so an external database is meant; unset it for embedded mode`);
  const common = plainSettings(env);
  const home = resolve(read(env, 'ONETHING_HOME') ?? defaultHome(host));
  makeHome(home, host);
  const { jwtSecret, ...postgres } = readOrMakeSecrets(home);
  const homeKeyFile = join(home, 'keys.json');
  const keys = readKeys(env) ?? {
    keyFile: homeKeyFile,
    keys: checkedKeys(homeKeyFile, readOrMakeKeyFile(homeKeyFile, () => JSON.stringify(generateKeySet(), null, 2))),
  };
  return {
    ...common, ...keys, mode: 'embedded', home, postgres,
    jwtSecret: readJwtSecret(env) ?? jwtSecret,
    objectStore: { kind: 'file', folder: join(home, 'files') },
    smsFile: common.smsFile ?? join(home, 'sms.jsonl'),
    sealKeyFolder: common.sealKeyFolder ?? join(home, 'seal-keys'),
    trustFolder: common.trustFolder ?? join(home, 'trust'),
  };
}

function externalSettings(env: Environment): ExternalSettings {
  const database = { appUrl: databaseUrl(env, 'DATABASE_URL'), ownerUrl: databaseUrl(env, 'MIGRATION_DATABASE_URL') };
  const objectStore = {
    kind: 's3' as const,
    endpoint: httpUrl(env, 'S3_ENDPOINT'),
    accessKey: required(env, 'S3_ACCESS_KEY'),
    secretKey: required(env, 'S3_SECRET_KEY'),
    bucket: required(env, 'S3_BUCKET'),
    region: read(env, 'S3_REGION') ?? 'us-east-1',
  };
  const jwtSecret = readJwtSecret(env);
  if (jwtSecret === undefined) throw new SettingError('JWT_SECRET', 'is missing: give at least 32 characters of random text');
  const keys = readKeys(env);
  if (!keys) throw new SettingError('ONETHING_KEY_FILE', 'is missing: name the key file, or give its JSON in ONETHING_KEYS');
  return { ...plainSettings(env), ...keys, ...registerSettings(env), mode: 'external', database, objectStore, jwtSecret };
}

function plainSettings(env: Environment) {
  const region = read(env, 'REGION') ?? '650000';
  if (!/^[1-9]\d{5}$/.test(region)) throw new SettingError('REGION', 'must be the 6 digits of a division code, such as 650000');
  const mail = mailSettings(env);
  const oidc = readOidc(env);
  const exchange = readExchange(env);
  const smsFile = read(env, 'SMS_FILE');
  const sealKeyFolder = read(env, 'SEAL_KEY_FOLDER');
  const trustFolder = read(env, 'TRUST_FOLDER');
  const port = integer(env, 'PORT', { fallback: 3000, least: 0, most: 65_535 });
  return {
    region,
    ...(mail ? { mail } : {}),
    ...(oidc ? { oidc } : {}),
    ...(exchange ? { exchange } : {}),
    ...(smsFile === undefined ? {} : { smsFile: resolve(smsFile) }),
    ...(sealKeyFolder === undefined ? {} : { sealKeyFolder: resolve(sealKeyFolder) }),
    ...(trustFolder === undefined ? {} : { trustFolder: resolve(trustFolder) }),
    port,
    publicUrl: read(env, 'PUBLIC_URL') === undefined ? `http://localhost:${port}` : httpUrl(env, 'PUBLIC_URL').replace(/\/$/, ''),
    host: read(env, 'HOST') ?? '127.0.0.1',
    uploadLimitBytes: integer(env, 'UPLOAD_LIMIT_BYTES', { fallback: 20 * 1024 * 1024, least: 1, most: 5 * 1024 ** 3 }),
    poolSize: integer(env, 'POOL_SIZE', { fallback: 10, least: 1, most: 1_000 }),
    edges: readEdges(env),
    tracking: {
      perAddress: integer(env, 'TRACK_PER_ADDRESS', { fallback: 60, least: 1, most: 1_000_000 }),
      perNumber: integer(env, 'TRACK_PER_NUMBER', { fallback: 20, least: 1, most: 1_000 }),
    },
  };
}

function registerSettings(env: Environment): { populationRegister?: { url: string; key: string } } {
  const text = read(env, 'POPULATION_REGISTER_URL');
  if (text === undefined) return {};
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.search || url.hash) {
    throw new SettingError('POPULATION_REGISTER_URL', 'must look like https://register.example.gov.cn/api');
  }
  const key = required(env, 'POPULATION_REGISTER_KEY');
  if (key.length < 32) throw new SettingError('POPULATION_REGISTER_KEY', 'is too short: give at least 32 characters');
  return { populationRegister: { url: text, key } };
}

function mailSettings(env: Environment): MailSettings | undefined {
  const text = read(env, 'SMTP_URL');
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^smtps?:$/.test(url.protocol) || !url.hostname) {
    throw new SettingError('SMTP_URL', 'must look like smtp://user:password@host:587, or smtps:// for a connection that begins with TLS');
  }
  const from = required(env, 'MAIL_FROM');
  if (!/^([^<>@]+ )?<?[^\s<>@]+@[^\s<>@]+>?$/.test(from) || from.includes('<') !== from.endsWith('>') || hasControlCharacter(from)) {
    throw new SettingError('MAIL_FROM', 'must look like service@example.gov.cn, or Name <service@example.gov.cn>');
  }
  return { url: text, from };
}

const hasControlCharacter = (text: string) => [...text].some((character) => character < ' ');

function readKeys(env: Environment): { keys: KeySet; keyFile?: string } | undefined {
  const inline = read(env, 'ONETHING_KEYS');
  const file = read(env, 'ONETHING_KEY_FILE');
  if (inline !== undefined && file !== undefined) throw new SettingError('ONETHING_KEYS', 'and ONETHING_KEY_FILE are both set: keep one');
  if (inline !== undefined) return { keys: checkedKeys('ONETHING_KEYS', inline) };
  if (file === undefined) return undefined;
  try {
    return { keys: checkedKeys('ONETHING_KEY_FILE', readFileSync(file, 'utf8')), keyFile: resolve(file) };
  } catch (error) {
    if (error instanceof SettingError) throw error;
    throw new SettingError('ONETHING_KEY_FILE', `cannot be read: ${(error as Error).message}`);
  }
}

function checkedKeys(setting: string, text: string): KeySet {
  const parsed = parseKeySet(text);
  if ('problem' in parsed) throw new SettingError(setting, `is malformed: ${parsed.problem}`);
  return parsed;
}

function readJwtSecret(env: Environment): string | undefined {
  const secret = read(env, 'JWT_SECRET');
  if (secret !== undefined && secret.length < 32) throw new SettingError('JWT_SECRET', 'is too short: give at least 32 characters');
  return secret;
}

function databaseUrl(env: Environment, name: string): string {
  const value = required(env, name);
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !/^postgres(ql)?:$/.test(url.protocol) || !url.username || url.pathname.length < 2) {
    throw new SettingError(name, 'must look like postgresql://role:password@host:5432/database');
  }
  return value;
}

function httpUrl(env: Environment, name: string): string {
  const value = required(env, name);
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/') {
    throw new SettingError(name, 'must look like https://host:9000, without a path');
  }
  return value;
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}
