/** A setting is missing or malformed. The message is one line that begins with the setting's name. */
export class SettingError extends Error {
  constructor(readonly setting: string, problem: string) {
    super(`${setting} ${problem}`);
    this.name = 'SettingError';
  }
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** An empty variable counts as not set: shells and compose files cannot always leave one out. */
export function read(env: Environment, name: string): string | undefined {
  return env[name]?.trim() || undefined;
}

/** @throws SettingError */
export function required(env: Environment, name: string): string {
  const value = read(env, name);
  if (value === undefined) throw new SettingError(name, 'is missing');
  return value;
}

/** @throws SettingError when it is no whole number of the range */
export function integer(env: Environment, name: string, range: { fallback: number; least: number; most: number }): number {
  const text = read(env, name);
  if (text === undefined) return range.fallback;
  const value = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
  if (!(value >= range.least && value <= range.most)) {
    throw new SettingError(name, `must be a whole number from ${range.least} to ${range.most}`);
  }
  return value;
}
