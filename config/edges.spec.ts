import { parseIpNetwork } from '@onething/kernel';
import { readEdges } from './edges';

test('the setting is read into networks', () => {
  expect(readEdges({ TRUSTED_PROXIES: ' 10.0.0.0/8, ::1 ' }).trustedProxies).toEqual(['10.0.0.0/8', '::1'].map(parseIpNetwork));
  expect(() => readEdges({ TRUSTED_PROXIES: 'proxy.example' })).toThrow('TRUSTED_PROXIES must list networks');
});

test('rates are a list over the defaults, or off', () => {
  expect(readEdges({}).rateLimits).toMatchObject({ logIn: 600, read: 12_000 });
  expect(readEdges({ RATE_LIMITS: 'logIn=5, upload=7' }).rateLimits).toMatchObject({ logIn: 5, upload: 7, read: 12_000 });
  expect(readEdges({ RATE_LIMITS: 'off' }).rateLimits).toBeUndefined();
  for (const RATE_LIMITS of ['login=5', 'logIn=0', 'logIn', '600', 'logIn=1e3']) expect(() => readEdges({ RATE_LIMITS })).toThrow('RATE_LIMITS must be');
});

test('metrics are off unless asked for, and never open to other machines', () => {
  expect(readEdges({}).metrics).toBeUndefined();
  expect(readEdges({ METRICS_PORT: '9464' }).metrics).toEqual({ host: '127.0.0.1', port: 9464 });
  expect(() => readEdges({ METRICS_PORT: '9464', METRICS_HOST: '0.0.0.0' })).toThrow('METRICS_TOKEN is missing');
  expect(() => readEdges({ METRICS_PORT: '9464', METRICS_TOKEN: 'short' })).toThrow('METRICS_TOKEN is too short');
});
