import { parseIpNetwork } from '@onething/kernel';
import { readEdges } from './edges';

test('the setting is read into networks', () => {
  expect(readEdges({ TRUSTED_PROXIES: ' 10.0.0.0/8, ::1 ' }).trustedProxies).toEqual(['10.0.0.0/8', '::1'].map(parseIpNetwork));
  expect(() => readEdges({ TRUSTED_PROXIES: 'proxy.example' })).toThrow('TRUSTED_PROXIES must list networks');
});
