import type { Role } from '@onething/kernel';

/** The three administrators (三员): system, security, audit. Each is watched by the others (GB/T 22239, 三权分立). */
export const ADMINISTRATOR_ROLES = ['administrator', 'securityAdministrator', 'auditor'] as const satisfies readonly Role[];
export type AdministratorRole = (typeof ADMINISTRATOR_ROLES)[number];

export const isAdministrator = (role: Role): role is AdministratorRole => (ADMINISTRATOR_ROLES as readonly Role[]).includes(role);

/**
 * A role that one person may not hold beside the wanted one: an administrator has one of the three parts, and handles no matters.
 * @param held by all staff accounts of the person
 * @returns undefined when the wanted role may be given
 */
export function conflictingRole(held: readonly Role[], wanted: Role): Role | undefined {
  return held.find((role) => role !== wanted && (isAdministrator(role) || isAdministrator(wanted)));
}
