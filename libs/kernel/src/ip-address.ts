/** An IP address as a number; IPv4 in an IPv6 address (`::ffff:203.0.113.7`) is the IPv4 address that it stands for. */
export interface IpAddress {
  family: 4 | 6;
  value: bigint;
}

/** A range of addresses, as CIDR writes it. */
export interface IpNetwork {
  family: 4 | 6;
  /** The bits that all its addresses have in common. */
  prefix: bigint;
  /** How many bits of an address are free. */
  freeBits: bigint;
}

const BITS = { 4: 32, 6: 128 } as const;
const MAPPED_V4 = 0xffffn;

/** @returns undefined when the text is no IPv4 (dotted decimal) or IPv6 address (RFC 4291, a zone is left out) */
export function parseIpAddress(text: string): IpAddress | undefined {
  const v4 = parseV4(text);
  if (v4 !== undefined) return { family: 4, value: v4 };
  const v6 = parseV6(text.replace(/%[\w.~-]+$/, ''));
  if (v6 === undefined) return undefined;
  return v6 >> 32n === MAPPED_V4 ? { family: 4, value: v6 & 0xffffffffn } : { family: 6, value: v6 };
}

/** @param text `10.0.0.0/8`, `2001:db8::/32`, or one address; @returns undefined when it is neither, or has bits behind its prefix */
export function parseIpNetwork(text: string): IpNetwork | undefined {
  const [, address, length] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const parsed = address === undefined ? undefined : parseIpAddress(address);
  if (!parsed) return undefined;
  const bits = length === undefined ? BITS[parsed.family] : Number(length);
  if (bits > BITS[parsed.family]) return undefined;
  const freeBits = BigInt(BITS[parsed.family] - bits);
  const prefix = parsed.value >> freeBits;
  return prefix << freeBits === parsed.value ? { family: parsed.family, prefix, freeBits } : undefined;
}

export function isInNetwork({ family, value }: IpAddress, network: IpNetwork): boolean {
  return family === network.family && value >> network.freeBits === network.prefix;
}

function parseV4(text: string): bigint | undefined {
  if (!/^(0|[1-9]\d{0,2})(\.(0|[1-9]\d{0,2})){3}$/.test(text)) return undefined;
  const bytes = text.split('.').map(Number);
  return bytes.some((byte) => byte > 255) ? undefined : bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

function parseV6(text: string): bigint | undefined {
  const hex = withoutDottedTail(text);
  if (hex === undefined || !/^[0-9a-f:]+$/i.test(hex)) return undefined;
  const halves = hex.split('::');
  if (halves.length > 2) return undefined;
  const [before, after] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const lacking = 8 - before!.length - (after?.length ?? 0);
  if (after === undefined ? lacking !== 0 : lacking < 1) return undefined;
  const groups = [...before!, ...Array<string>(lacking).fill('0'), ...(after ?? [])];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return groups.reduce((value, group) => (value << 16n) | BigInt(`0x${group}`), 0n);
}

/** The last 32 bits may stand there as an IPv4 address. */
function withoutDottedTail(text: string): string | undefined {
  const tail = /[^:]*\.[^:]*$/.exec(text)?.[0];
  if (tail === undefined) return text;
  const value = parseV4(tail);
  return value === undefined ? undefined : `${text.slice(0, -tail.length)}${(value >> 16n).toString(16)}:${(value & 0xffffn).toString(16)}`;
}
