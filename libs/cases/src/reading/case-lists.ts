import { Injectable } from '@nestjs/common';
import type { Actor } from '@onething/kernel';
import { Database, type Statement } from '@onething/persistence';
import type { OwnCaseDto } from './case.dto';

const OWN: Statement = {
  name: 'cases.own',
  text: `
    SELECT b.id, (SELECT number FROM official_number n WHERE n.case_id = b.id AND n.kind = 'bundle') AS number, b.one_thing AS "oneThing",
      b.one_thing_version AS "oneThingVersion", b.division_code AS division, b.state, b.promised_on AS "promisedOn", b.version,
      b.created_at AS "createdAt", b.submitted_at AS "submittedAt"
    FROM bundle_case b
    WHERE b.applicant_person_id = $1 AND b.state <> 'discarded' AND ($2::uuid IS NULL OR b.id < $2)
    ORDER BY b.id DESC LIMIT $3`,
};

@Injectable()
export class CaseLists {
  constructor(private readonly database: Database) {}

  /** A resident's own cases, newest first. @param after the id of the last case of the page before */
  ownCases(actor: Actor, after: string | undefined, limit: number): Promise<OwnCaseDto[]> {
    return this.database.query<OwnCaseDto>(OWN, [actor.personId, after ?? null, limit]);
  }
}
