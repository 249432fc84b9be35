/** The roles of accounts. A person may hold several; each staff role is held in a department and a division. */
export const ROLES = ['resident', 'clerk', 'windowClerk', 'reviewer', 'head', 'supervisor', 'administrator', 'securityAdministrator', 'auditor', 'hotlineOperator'] as const;
export type Role = (typeof ROLES)[number];

/**
 * A staff role at one authority: `departmentCode` of the catalogue (`health`), `divisionCode` of GB/T 2260 (6 digits). A clerk of
 * a service window (综合窗口) acts at the intake of each department that the window serves: one such post for each of them.
 */
export interface Post {
  role: Exclude<Role, 'resident'>;
  departmentCode: string;
  divisionCode: string;
  /** Of a `windowClerk` alone. */
  windowId?: string;
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
