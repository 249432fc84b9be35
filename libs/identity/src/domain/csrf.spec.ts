import { assertOwnPage, csrfTokenOf } from './csrf';

const SECRET = 'a secret that is long enough to be one';
const token = csrfTokenOf('a session', SECRET);
const HOST = { host: 'portal.example.gov.cn' };

test.each([
  ['a request that changes nothing', 'GET', {}, undefined],
  ['a page of ours', 'POST', { 'x-csrf-token': token, 'sec-fetch-site': 'same-origin' }, undefined],
  ['an old browser on a page of ours', 'POST', { 'x-csrf-token': token, origin: 'https://portal.example.gov.cn' }, undefined],
  ['no token', 'POST', { 'sec-fetch-site': 'same-origin' }, 'IDENTITY.CSRF_TOKEN'],
  ['the token of another session', 'DELETE', { 'x-csrf-token': csrfTokenOf('another', SECRET) }, 'IDENTITY.CSRF_TOKEN'],
  ['a token of another key', 'DELETE', { 'x-csrf-token': csrfTokenOf('a session', 'another') }, 'IDENTITY.CSRF_TOKEN'],
  ['another site, although with the token', 'POST', { 'x-csrf-token': token, 'sec-fetch-site': 'cross-site' }, 'IDENTITY.CROSS_ORIGIN'],
  ['a sister site', 'POST', { 'x-csrf-token': token, 'sec-fetch-site': 'same-site' }, 'IDENTITY.CROSS_ORIGIN'],
  ['another origin', 'PUT', { 'x-csrf-token': token, origin: 'https://evil.example' }, 'IDENTITY.CROSS_ORIGIN'],
  ['the origin "null"', 'PUT', { 'x-csrf-token': token, origin: 'null' }, 'IDENTITY.CROSS_ORIGIN'],
])('%s', (_, method, headers, code) => {
  const check = () => assertOwnPage({ method, headers: { ...HOST, ...headers } }, token);
  if (code === undefined) expect(check).not.toThrow();
  else expect(check).toThrow(expect.objectContaining({ kind: 'forbidden', code }));
});
