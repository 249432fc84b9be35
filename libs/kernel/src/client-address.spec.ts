import { isIP } from 'node:net';
import fc from 'fast-check';
import { clientAddress, rateKey } from './client-address';
import { type IpNetwork, isInNetwork, parseIpAddress, parseIpNetwork } from './ip-address';

const network = (text: string): IpNetwork => parseIpNetwork(text)!;
const PROXIES = ['10.0.0.0/8', '2001:db8:ffff::/48'].map(network);

describe('the address of a client', () => {
  test('is that of the connection when nobody is trusted, whatever the header says', () => {
    expect(clientAddress('203.0.113.7', '198.51.100.1', [])).toBe('203.0.113.7');
    fc.assert(fc.property(fc.ipV4(), fc.string(), (remote, header) => expect(clientAddress(remote, header, [])).toBe(remote)));
  });

  test('cannot be made up by somebody who reaches the platform directly', () => {
    expect(clientAddress('203.0.113.7', '10.0.0.1, 198.51.100.1', PROXIES)).toBe('203.0.113.7');
  });

  test('is what the trusted proxy saw, not what the client wrote before it', () => {
    expect(clientAddress('10.0.0.1', '198.51.100.1', PROXIES)).toBe('198.51.100.1');
    fc.assert(fc.property(fc.array(fc.oneof(fc.ipV4(), fc.ipV6(), fc.string())), (invented) => {
      expect(clientAddress('10.0.0.1', [...invented, '198.51.100.1'].join(', '), PROXIES)).toBe('198.51.100.1');
    }));
  });

  test.each([
    ['through two proxies', '10.0.0.1', '198.51.100.9, 203.0.113.7, 10.0.0.2', '203.0.113.7'],
    ['without a header', '10.0.0.1', undefined, '10.0.0.1'],
    ['with rubbish in the header', '10.0.0.1', '203.0.113.7, unknown', '10.0.0.1'],
    ['with ports', '10.0.0.1', '203.0.113.7:4711', '203.0.113.7'],
    ['with a port, IPv6', '::ffff:10.0.0.1', '[2001:DB8:0:0::1]:4711', '2001:db8::1'],
    ['of a proxy itself', '2001:db8:ffff::1', '10.0.0.3', '10.0.0.3'],
    ['without an address', '/run/socket', '203.0.113.7', '/run/socket'],
  ])('%s', (_, remote, header, address) => expect(clientAddress(remote, header, PROXIES)).toBe(address));
});

test.each([
  ['203.0.113.7', '203.0.113.7'], ['::ffff:203.0.113.7', '203.0.113.7'], ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'], ['2001:0db8:0001:0002::9', '2001:db8:1:2::/64'],
  ['::1', '0:0:0:0::/64'], ['fe80::1%eth0', 'fe80:0:0:0::/64'], ['nonsense', 'nonsense'],
])('%s counts for %s', (address, key) => expect(rateKey(address)).toBe(key));

test('all addresses of a /64 count for one, those of two /64 for two', () => {
  const groups = fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 4, maxLength: 4 }).map((parts) => parts.map((part) => part.toString(16)).join(':'));
  fc.assert(fc.property(groups, groups, groups, (net, one, other) => {
    expect(rateKey(`${net}:${one}`)).toBe(rateKey(`${net}:${other}`));
    fc.pre(net !== other);
    expect(rateKey(`${net}:${one}`)).not.toBe(rateKey(`${other}:${one}`));
  }));
});

describe('addresses', () => {
  test('are read as Node reads them', () => {
    const nearAddress = fc.stringMatching(/^[0-9a-f:.]{0,24}$/);
    fc.assert(fc.property(fc.oneof(fc.ipV4(), fc.ipV6(), nearAddress), (text) => {
      expect(parseIpAddress(text) !== undefined).toBe(isIP(text) !== 0);
    }), { numRuns: 2_000 });
  });

  test('are written in one way, which reads the same', () => {
    fc.assert(fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (text) => {
      const written = clientAddress(text, undefined, []);
      expect(parseIpAddress(written)).toEqual(parseIpAddress(text));
      expect(clientAddress(written.toUpperCase(), undefined, [])).toBe(written);
    }));
    expect(clientAddress('2001:0db8:0:0:1:0:0:0', undefined, [])).toBe('2001:db8:0:0:1::');
    expect(clientAddress('0:0:0:0:0:0:0:0', undefined, [])).toBe('::');
    expect(clientAddress('10:0:0:0:2:0:0:1', undefined, [])).toBe('10::2:0:0:1');
  });

  test.each([
    ['10.0.0.0/8', '10.255.0.1', true], ['10.0.0.0/8', '11.0.0.1', false], ['10.0.0.0/8', '::ffff:10.0.0.1', true], ['0.0.0.0/0', '::1', false],
    ['2001:db8::/32', '2001:db8:1::1', true], ['127.0.0.1', '127.0.0.1', true], ['127.0.0.1', '127.0.0.2', false], ['::1/128', '::1', true],
  ])('%s holds %s: %s', (range, address, held) => expect(isInNetwork(parseIpAddress(address)!, network(range))).toBe(held));

  test.each(['', '10.0.0.0/33', '10.0.0.1/8', 'proxy', '10.0.0.0/', '2001:db8::1/32', '10.0.0.0/8/8', '::/129'])('%j is no network', (text) => {
    expect(parseIpNetwork(text)).toBeUndefined();
  });
});
