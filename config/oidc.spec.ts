import { readOidc } from './oidc';

const WHOLE = {
  OIDC_ISSUER: 'https://id.example.gov.cn', OIDC_CLIENT_ID: 'onething', OIDC_CLIENT_SECRET: 'secret', OIDC_REDIRECT: 'https://www.example.gov.cn/api/auth/oidc/callback',
};

test('none of the settings, no provider; all of them, one', () => {
  expect(readOidc({})).toBeUndefined();
  expect(readOidc(WHOLE)).toEqual({ issuer: WHOLE.OIDC_ISSUER, clientId: 'onething', clientSecret: 'secret', redirect: WHOLE.OIDC_REDIRECT });
});

test.each([
  ['OIDC_CLIENT_SECRET', ''], ['OIDC_CLIENT_ID', undefined], ['OIDC_ISSUER', 'http://id.example.gov.cn'], ['OIDC_ISSUER', 'id.example.gov.cn'],
  ['OIDC_REDIRECT', 'https://www.example.gov.cn/callback'], ['OIDC_REDIRECT', 'http://www.example.gov.cn/api/auth/oidc/callback'],
])('%s = %s is named', (name, value) => {
  expect(() => readOidc({ ...WHOLE, [name]: value })).toThrow(expect.objectContaining({ setting: name }));
});

test('on this machine plain HTTP will do', () => {
  expect(readOidc({ ...WHOLE, OIDC_ISSUER: 'http://127.0.0.1:4000', OIDC_REDIRECT: 'http://localhost:3000/api/auth/oidc/callback' })).toBeDefined();
});
