import { withoutInput } from './error-log';

test.each([
  ['Unexpected token \'王\', "{"name":"王丽"}" is not valid JSON', /王/], ['550 5.1.1 <wang.li@home.example>: no such user', /wang/], ['No number 650102199403150028 here', /650102/],
  ['mobile 199 0000 0001', /0000/], ['number 65010219940315002X', /2X/], ['古丽·买买提 is unknown', /古|买/],
])('of %j the input is left out', (message, input) => {
  const { message: written } = withoutInput(new Error(message)) as { message: string };
  expect(written).not.toMatch(input);
  expect(written).toContain('…');
});

test('what helps to find the mistake stays', () => {
  expect(withoutInput(new TypeError('Cannot read properties of undefined'))).toMatchObject({
    name: 'TypeError', message: 'Cannot read properties of undefined', frames: expect.arrayContaining([expect.stringContaining('error-log.spec')]),
  });
  expect(withoutInput(Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' }))).toMatchObject({ code: 'ECONNREFUSED', message: expect.stringContaining('127.0.0.1:5432') });
});

test('of an error of PostgreSQL only code and place', () => {
  const error = Object.assign(new Error('invalid input syntax for type uuid: x'), { severity: 'ERROR', code: '22P02', detail: 'Key (name)=(x)', table: 'person' });
  expect(withoutInput(error)).toEqual({ name: 'Error', code: '22P02', table: 'person', constraint: undefined, frames: expect.any(Array) });
});

test('what is no error is named by its type alone', () => expect(withoutInput('王丽')).toEqual({ name: 'string' }));
