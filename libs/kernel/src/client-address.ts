import { type IpAddress, type IpNetwork, isInNetwork, parseIpAddress } from './ip-address';

/**
 * Whose request it is. What a request says about forwarding is believed only as far as trusted proxies have written it: read from
 * the right, the first address that is no proxy of ours is the client. Whatever stands further left the client may have invented.
 * @param remote address of the connection itself
 * @param forwardedFor the header `X-Forwarded-For`, all its lines joined by commas
 * @param trusted networks of the proxies; none: the header is never read
 * @returns the address in one way of writing: lower case, IPv4 never as IPv6; `remote` as it is when it is no address
 */
export function clientAddress(remote: string, forwardedFor: string | undefined, trusted: readonly IpNetwork[]): string {
  const connection = parseIpAddress(remote);
  if (!connection) return remote;
  const isTrusted = (address: IpAddress) => trusted.some((network) => isInNetwork(address, network));
  let nearest = connection;
  for (const entry of (forwardedFor ?? '').split(',').reverse()) {
    if (!isTrusted(nearest)) break;
    const address = parseIpAddress(withoutPort(entry.trim()));
    // Rubbish is no address: then the proxy that passed it on is the last one known.
    if (!address) break;
    nearest = address;
  }
  return addressText(nearest);
}

/**
 * Under what an address is counted: an IPv4 address for itself, an IPv6 address for its /64, because whoever has one has the
 * whole /64. @returns `203.0.113.7` or `2001:db8:1:2::/64`; a text that is no address as it is
 */
export function rateKey(address: string): string {
  const parsed = parseIpAddress(address);
  if (!parsed) return address;
  if (parsed.family === 4) return addressText(parsed);
  const groups = [112n, 96n, 80n, 64n].map((shift) => ((parsed.value >> shift) & 0xffffn).toString(16));
  return `${groups.join(':')}::/64`;
}

/** Some proxies write the port too: `203.0.113.7:4711`, `[2001:db8::1]:4711`. */
function withoutPort(entry: string): string {
  return /^\[([^\]]+)\](?::\d+)?$/.exec(entry)?.[1] ?? /^([\d.]+):\d+$/.exec(entry)?.[1] ?? entry;
}

function addressText({ family, value }: IpAddress): string {
  if (family === 4) return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 0xffn)).join('.');
  const groups = [112n, 96n, 80n, 64n, 48n, 32n, 16n, 0n].map((shift) => ((value >> shift) & 0xffffn).toString(16));
  const { start, length } = longestZeros(groups);
  return length < 2 ? groups.join(':') : `${groups.slice(0, start).join(':')}::${groups.slice(start + length).join(':')}`;
}

/** The longest run of zeros, the first of equal ones: it is left out (RFC 5952). */
function longestZeros(groups: readonly string[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  for (let start = 0; start < groups.length; start += 1) {
    const end = groups.findIndex((group, index) => index >= start && group !== '0');
    const length = (end < 0 ? groups.length : end) - start;
    if (length > best.length) best = { start, length };
  }
  return best;
}
