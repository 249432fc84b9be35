import { ROLES, type Role } from '@onething/kernel';
import fc from 'fast-check';
import { ADMINISTRATOR_ROLES, conflictingRole } from './separation-of-duties';

const STAFF_ROLES = ROLES.filter((role) => role !== 'resident');

/** Held after all of them were asked for, one after the other. */
function granted(wanted: Role[]): Role[] {
  return wanted.reduce<Role[]>((held, role) => (conflictingRole(held, role) === undefined ? [...held, role] : held), []);
}

test('whatever is asked for in whatever order, nobody has two of the three parts, or one of them and another role', () => {
  fc.assert(fc.property(fc.array(fc.constantFrom(...STAFF_ROLES)), (wanted) => {
    const held = new Set(granted(wanted));
    const administrator = ADMINISTRATOR_ROLES.filter((role) => held.has(role));
    return administrator.length === 0 || held.size === 1;
  }));
});

test('roles that handle matters go together, and the same role at another office too', () => {
  expect(granted(['clerk', 'head', 'reviewer', 'clerk', 'windowClerk'])).toEqual(['clerk', 'head', 'reviewer', 'clerk', 'windowClerk']);
  expect(conflictingRole(['auditor'], 'auditor')).toBeUndefined();
  expect(conflictingRole(['auditor'], 'administrator')).toBe('auditor');
});
