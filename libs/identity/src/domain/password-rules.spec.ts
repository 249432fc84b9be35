import { assertPassword, isPasswordDue } from './password-rules';

const RESIDENT = { kind: 'resident' as const, login: 'mother' };
const STAFF = { kind: 'staff' as const, login: 'health.clerk' };

test.each([
  ['Abcdefg1', RESIDENT, undefined], ['abcdef1!', RESIDENT, undefined], ['密码密码abcD', RESIDENT, undefined],
  ['Abcdef1', RESIDENT, 'IDENTITY.PASSWORD_TOO_SHORT'], ['Abcdefg1', STAFF, 'IDENTITY.PASSWORD_TOO_SHORT'], ['Abcdefghi1', STAFF, undefined],
  ['abcdefg1', RESIDENT, 'IDENTITY.PASSWORD_TOO_SIMPLE'], ['a long phrase of words', STAFF, 'IDENTITY.PASSWORD_TOO_SIMPLE'],
  ['My-Mother-1', RESIDENT, 'IDENTITY.PASSWORD_HAS_LOGIN'],
])('%s of %j: %s', (password, account, code) => {
  const check = () => assertPassword(password, account, 'newPassword');
  if (code === undefined) expect(check).not.toThrow();
  else expect(check).toThrow(expect.objectContaining({ kind: 'invalid', code, extra: { fields: [expect.objectContaining({ field: 'newPassword' })] } }));
});

test('staff change their password after ninety days, residents need not, and an age that does not count is never due', () => {
  const setAt = new Date(0);
  const days = (count: number) => count * 86_400_000;
  expect(isPasswordDue({ kind: 'staff', setAt }, days(90) - 1)).toBe(false);
  expect(isPasswordDue({ kind: 'staff', setAt }, days(90))).toBe(true);
  expect(isPasswordDue({ kind: 'resident', setAt }, days(900))).toBe(false);
  expect(isPasswordDue({ kind: 'staff', setAt: null }, days(900))).toBe(false);
});
