import { NotFoundException } from '@nestjs/common';
import { DomainError, type FailureKind } from '@onething/kernel';
import { invalidInput, problemOf } from './problem-details';

const REQUEST = { instance: '/api/cases', requestId: 'r1' };

test.each<[FailureKind, number]>([
  ['invalid', 422], ['unauthenticated', 401], ['forbidden', 403], ['notFound', 404], ['refused', 409], ['conflict', 409], ['keyReused', 422],
  ['tooMany', 429], ['unavailable', 503],
])('a failure of kind %s is %i', (kind, status) => {
  const problem = problemOf(new DomainError(kind, 'TEST.CODE', 'Mend it so.'), REQUEST);
  expect(problem).toMatchObject({ status, code: 'TEST.CODE', detail: 'Mend it so.', type: 'urn:onething:problem:TEST.CODE', ...REQUEST });
  expect(problem.title).not.toBe('');
});

test('a conflict shows the present state, an invalid value its fields', () => {
  const current = { state: 'accepted', version: 4 };
  expect(problemOf(new DomainError('conflict', 'C', 'd', { current }), REQUEST).current).toEqual(current);
  const fields = [{ field: 'answers.child.name', code: 'X', message: 'Write a name.' }];
  expect(problemOf(new DomainError('invalid', 'C', 'd', { fields }), REQUEST).errors).toEqual(fields);
  expect(problemOf(invalidInput(fields), REQUEST)).toMatchObject({ status: 400, errors: fields, detail: expect.stringContaining('answers.child.name') });
});

test('a framework\'s own words are replaced', () => {
  expect(problemOf(new NotFoundException('Cannot GET /secret'), REQUEST)).toMatchObject({ status: 404, detail: expect.not.stringContaining('secret') });
  const tooLarge = Object.assign(new Error('big'), { statusCode: 413, code: 'FST_ERR_CTP_BODY_TOO_LARGE' });
  expect(problemOf(tooLarge, REQUEST)).toMatchObject({ status: 413, errors: [{ field: 'body' }] });
});

test('a wrong content type is told what the address reads', () => {
  const wrong = Object.assign(new Error('text/html'), { statusCode: 415, code: 'FST_ERR_CTP_INVALID_MEDIA_TYPE' });
  expect(problemOf(wrong, REQUEST, ['application/pdf', 'image/png'])).toMatchObject({ status: 415, detail: expect.stringContaining('Send application/pdf, image/png.') });
  expect(problemOf(wrong, REQUEST, [])).toMatchObject({ status: 415, detail: expect.stringContaining('leave it out') });
  expect(problemOf(wrong, REQUEST)).toMatchObject({ status: 415, detail: expect.not.stringContaining('text/html') });
});

test.each([new Error('secret'), Object.assign(new Error('secret'), { statusCode: 404 }), 'secret', undefined, null])('%p is an internal error that shows nothing', (thrown) => {
  const problem = problemOf(thrown, REQUEST);
  expect(problem).toMatchObject({ status: 500, code: 'PLATFORM.INTERNAL' });
  expect(JSON.stringify(problem)).not.toContain('secret');
});

test.each([{ code: 'ECONNREFUSED' }, { code: '57P01' }, { message: 'Connection terminated unexpectedly' }])('%j means that the database is gone', (thrown) => {
  expect(problemOf(thrown, REQUEST)).toMatchObject({ status: 503, code: 'PLATFORM.DATABASE_UNAVAILABLE' });
});
