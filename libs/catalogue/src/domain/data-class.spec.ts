import { maskOf } from './data-class';

test('a version from before masks were written goes by class and type', () => {
  expect(maskOf({ type: 'citizenId', sensitivity: 'sensitive' })).toBe('citizenId');
  expect(maskOf({ type: 'mobile', sensitivity: 'personal' })).toBe('mobile');
  expect(maskOf({ type: 'text', sensitivity: 'personal' })).toBe('full');
  expect(maskOf({ type: 'address', sensitivity: 'public' })).toBe('none');
  expect(maskOf({ type: 'list', sensitivity: 'personal' })).toBe('none');
});

test('what is written counts', () => {
  expect(maskOf({ type: 'text', sensitivity: 'personal', mask: 'name' })).toBe('name');
});
