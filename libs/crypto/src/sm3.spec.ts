import { createCipheriv } from 'node:crypto';
import { hmacSm3, sm3 } from './sm3';

test('SM3 gives the digests of GB/T 32905-2016, appendix A', () => {
  expect(sm3('abc')).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0');
  expect(sm3('abcd'.repeat(16))).toBe('debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732');
});

test('SM4 gives the example of GB/T 32907-2016, appendix A', () => {
  const block = Buffer.from('0123456789abcdeffedcba9876543210', 'hex');
  const cipher = createCipheriv('sm4-ecb', block, null).setAutoPadding(false);
  expect(Buffer.concat([cipher.update(block), cipher.final()]).toString('hex')).toBe('681edf34d206965e86b3e94f536e4246');
});

test('HMAC-SM3 follows RFC 2104', () => {
  const key = Buffer.alloc(32, 7);
  const pad = (byte: number): Buffer => Buffer.concat([Buffer.from(key.map((value) => value ^ byte)), Buffer.alloc(32, byte)]);
  const inner = Buffer.from(sm3(Buffer.concat([pad(0x36), Buffer.from('data')])), 'hex');
  expect(hmacSm3(key, 'data').toString('hex')).toBe(sm3(Buffer.concat([pad(0x5c), inner])));
});
