import { assertAcceptablePassword } from './acceptable-password';

test.each([
  ['Password1!', 'IDENTITY.PASSWORD_COMMON'], ['P@ssw0rd', 'IDENTITY.PASSWORD_COMMON'], ['Sunshine2026!', 'IDENTITY.PASSWORD_COMMON'], ['Qwerty123', 'IDENTITY.PASSWORD_COMMON'],
  ['Woaini520!', 'IDENTITY.PASSWORD_COMMON'], ['password', 'IDENTITY.PASSWORD_TOO_SIMPLE'], ['Red-tile.Roof7', undefined], ['密码密码abcD', undefined],
])('%s: %s', (password, code) => {
  const check = () => assertAcceptablePassword(password, { kind: 'resident', login: 'mother' }, 'newPassword');
  if (code === undefined) expect(check).not.toThrow();
  else expect(check).toThrow(expect.objectContaining({ code, extra: { fields: [expect.objectContaining({ field: 'newPassword' })] } }));
});
