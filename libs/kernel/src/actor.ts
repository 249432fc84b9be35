/** The roles of accounts. A person may hold several; each staff role is held in a department and a division. */
export const ROLES = ['resident', 'clerk', 'reviewer', 'head', 'supervisor', 'administrator', 'securityAdministrator'] as const;
export type Role = (typeof ROLES)[number];

/** A staff role at one authority: `departmentCode` of the catalogue (`health`), `divisionCode` of GB/T 2260 (6 digits). */
export interface Post {
  role: Exclude<Role, 'resident'>;
  departmentCode: string;
  divisionCode: string;
}

/** Who sends a command, taken from the token alone. */
export interface Actor {
  accountId: string;
  personId: string;
  kind: 'resident' | 'staff';
  /** Real-name level (实名等级) of the account: 1 registered, 2 its person was checked. */
  level: number;
  roles: Role[];
  posts: Post[];
}
