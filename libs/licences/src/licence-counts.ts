import { Injectable } from '@nestjs/common';
import type { CivilDate } from '@onething/kernel';
import { Database } from '@onething/persistence';
import type { LicenceState } from './domain/licence-state.machine';

const BY_TYPE = {
  name: 'licences.count-by-type',
  text: `SELECT type_code AS type, state, count(*) AS count FROM onething.licence WHERE is_current AND issued_on <= $1::date GROUP BY type_code, state ORDER BY 1, 2`,
};
const IN_FORCE = {
  name: 'licences.count-in-force',
  text: `SELECT count(*) AS count FROM onething.licence WHERE is_current AND issued_on <= $1::date AND state IN ('VALID', 'SUSPENDED')`,
};

/** How many licences there are. Expiry is no state: a licence whose time is over counts as what it was. */
@Injectable()
export class LicenceCounts {
  constructor(private readonly database: Database) {}

  /** Present versions issued up to that day, by type and state. */
  byType(upTo: CivilDate): Promise<{ type: string; state: LicenceState; count: number }[]> {
    return this.database.query(BY_TYPE, [upTo]);
  }

  /** Those that are valid or suspended, counted apart from their types. */
  async inForce(upTo: CivilDate): Promise<number> {
    return (await this.database.query<{ count: number }>(IN_FORCE, [upTo]))[0]!.count;
  }
}
