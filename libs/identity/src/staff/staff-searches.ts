import { Injectable } from '@nestjs/common';
import type { Post } from '@onething/kernel';
import { Database } from '@onething/persistence';

export interface StaffSearch {
  /** How the login begins. */
  login?: string;
  personIds?: string[];
  role?: Post['role'];
  departmentCode?: string;
  divisionCode?: string;
  state?: 'proposed' | 'active' | 'locked' | 'closed';
  /** The id of the last account of the page before. */
  after?: string;
  limit: number;
}

export interface FoundStaff {
  accountId: string;
  personId: string;
  login: string;
  state: 'proposed' | 'active' | 'locked' | 'closed';
  posts: Post[];
}

const FIND = {
  name: 'identity.search-staff',
  text: `SELECT a.id AS "accountId", a.person_id AS "personId", a.login, a.state, coalesce((
      SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object('role', p.role, 'departmentCode', p.department_code, 'divisionCode', p.division_code,
        'windowId', p.window_id)) ORDER BY p.opened_at, p.id) FROM onething.post p WHERE p.account_id = a.id AND p.closed_at IS NULL), '[]') AS posts
    FROM onething.account a
    WHERE a.kind = 'staff' AND ($1::text IS NULL OR starts_with(a.login, $1)) AND ($2::uuid[] IS NULL OR a.person_id = ANY($2))
      AND ($3::text IS NULL AND $4::text IS NULL AND $5::text IS NULL OR EXISTS (
        SELECT FROM onething.post p WHERE p.account_id = a.id AND p.closed_at IS NULL AND ($3::text IS NULL OR p.role = $3)
          AND ($4::text IS NULL OR p.department_code = $4) AND ($5::text IS NULL OR p.division_code = $5)))
      AND ($6::text IS NULL OR a.state = $6) AND ($7::uuid IS NULL OR a.id > $7)
    ORDER BY a.id LIMIT $8`,
};

/** Finds staff accounts for administrators. */
@Injectable()
export class StaffSearches {
  constructor(private readonly database: Database) {}

  find({ login, personIds, role, departmentCode, divisionCode, state, after, limit }: StaffSearch): Promise<FoundStaff[]> {
    const values = [login?.toLowerCase(), personIds, role, departmentCode, divisionCode, state, after].map((value) => value ?? null);
    return this.database.query<FoundStaff>(FIND, [...values, limit]);
  }
}
