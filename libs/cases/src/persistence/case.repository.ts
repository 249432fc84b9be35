import { Injectable } from '@nestjs/common';
import { Database, GroupedRead, questions, type Statement, type Transaction } from '@onething/persistence';
import type { BundleState } from '../domain/bundle-decision';
import type { ItemState } from '../domain/item-decision';
import type { Matter } from '../party-access';
import type { CommandOutcome } from './case-write';

/** What was answered to a request with this key before. */
export interface Recorded {
  requestDigest: string;
  outcome: CommandOutcome;
}

export interface BundleRecord {
  state: BundleState;
  stateName: string;
  /** Null: another region has taken the application in, and the applicant has no account here. */
  applicantAccountId: string | null;
  applicantPersonId: string;
  /** Who has begun it by mandate; null when the applicant has. */
  agent: { accountId: string; personId: string } | null;
  promisedOn: string | null;
  calendarVersion: string | null;
  submittedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
  recorded: Recorded | null;
  /** With `performs`: that pending command still waits. */
  waits: boolean;
}

export interface ItemRecord {
  state: ItemState;
  stateName: string;
  step: string | null;
  handledBy: string;
  applicantPersonId: string;
  /** Everybody who takes part in the case in person: the applicant, the agent who has begun it, and whom its form names and the register of persons knows. */
  concernedIds: string[];
  /** The account of the colleague who has claimed it. */
  claimedBy: string | null;
  endedAt: Date | null;
  /** Its case has been kept for as long as the rule says. */
  dataErased: boolean;
  recorded: Recorded | null;
  waits: boolean;
}

/** Which earlier request or pending command to look for while reading. */
export interface Lookup {
  actorId?: string;
  key?: string;
  performs?: string;
}

const LOOKUP_COLUMNS = '"actorId" text, key text, performs uuid';
const RECORDED = `
  (SELECT jsonb_build_object('requestDigest', k.request_digest, 'outcome', k.outcome) FROM idempotency_key k
    WHERE k.actor_id = q."actorId" AND k.key = q.key) AS recorded,
  EXISTS (SELECT 1 FROM pending_command p WHERE p.id = q.performs) AS waits`;

const FIND_BUNDLE: Statement = {
  name: 'cases.find-bundle',
  text: `SELECT q.i, b.*, ${RECORDED}
    FROM ${questions(`"caseId" uuid, ${LOOKUP_COLUMNS}`)}
    CROSS JOIN LATERAL (SELECT * FROM bundle_case b WHERE b.id = q."caseId" LIMIT 1) AS b`,
};

const FIND_ITEM: Statement = {
  name: 'cases.find-item',
  text: `SELECT q.i, i.*, b.applicant_person_id, b.data_erased, r.licence_id, r.licence_type, r.face_digest, ${RECORDED},
      b.agent_person_id, ARRAY(SELECT p.person_id FROM case_party p WHERE p.case_id = q."caseId") AS parties,
      (SELECT p.claimed_by FROM queue_item p WHERE p.case_id = q."caseId" AND p.item_id = q."itemId") AS claimed_by
    FROM ${questions(`"caseId" uuid, "itemId" uuid, ${LOOKUP_COLUMNS}`)}
    CROSS JOIN LATERAL (SELECT * FROM item_case i WHERE i.case_id = q."caseId" AND i.item_id = q."itemId" LIMIT 1) AS i
    CROSS JOIN LATERAL (SELECT b.applicant_person_id, b.agent_person_id, b.clock ? 'dataErasedOn' AS data_erased FROM bundle_case b WHERE b.id = q."caseId" LIMIT 1) AS b
    LEFT JOIN LATERAL (SELECT * FROM case_result r WHERE r.case_id = q."caseId" AND r.item_id = q."itemId" LIMIT 1) AS r ON true`,
};

const FIND_ITEMS: Statement = {
  name: 'cases.find-items',
  text: `SELECT i.*, b.applicant_person_id, b.agent_person_id, b.clock ? 'dataErasedOn' AS data_erased, r.licence_id, r.licence_type, r.face_digest, NULL::jsonb AS recorded, false AS waits,
      (SELECT p.claimed_by FROM queue_item p WHERE p.case_id = i.case_id AND p.item_id = i.item_id) AS claimed_by, ARRAY(SELECT p.person_id FROM case_party p WHERE p.case_id = i.case_id) AS parties
    FROM item_case i JOIN bundle_case b ON b.id = i.case_id LEFT JOIN case_result r USING (case_id, item_id)
    WHERE i.case_id = $1 ORDER BY i.item_id`,
};

const FIND_RECORDED: Statement = {
  name: 'cases.find-recorded',
  text: `SELECT q.i, k.request_digest AS "requestDigest", k.outcome
    FROM ${questions('"actorId" text, key text')}
    CROSS JOIN LATERAL (SELECT * FROM idempotency_key k WHERE k.actor_id = q."actorId" AND k.key = q.key LIMIT 1) AS k`,
};

interface BundleRow {
  id: string;
  one_thing: string;
  one_thing_version: number;
  region: string;
  division_code: string;
  applicant_account_id: string | null;
  applicant_person_id: string;
  agent_account_id: string | null;
  agent_person_id: string | null;
  state: string;
  machine: BundleState['machine'];
  shape: BundleState['shape'];
  clock: BundleState['clock'];
  deliveries: BundleState['deliveries'];
  ends: BundleState['ends'];
  version: number;
  last_seq: number;
  last_hash: string;
  promised_on: string | null;
  calendar_version: string | null;
  submitted_at: Date | null;
  created_at: Date;
  updated_at: Date;
  recorded: Recorded | null;
  waits: boolean;
}

interface ItemRow {
  case_id: string;
  item_id: string;
  one_thing: string;
  one_thing_version: number;
  item: string;
  department: string;
  authority_uscc: string;
  division_code: string;
  handled_by: string;
  state: string;
  step: string | null;
  machine: ItemState['machine'];
  clock: ItemState['clock'];
  decision: ItemState['decision'];
  version: number;
  last_seq: number;
  last_hash: string;
  ended_at: Date | null;
  data_erased: boolean;
  applicant_person_id: string;
  claimed_by: string | null;
  agent_person_id: string | null;
  parties: string[];
  licence_id: string | null;
  licence_type: string | null;
  face_digest: string | null;
  recorded: Recorded | null;
  waits: boolean;
}

/** A bundle as it is asked whose it is: until its submission it is a draft, also when it was thrown away. */
export const matterOf = ({ applicantPersonId, agent, submittedAt, state: { scope } }: BundleRecord): Matter => (
  { applicantPersonId, agentPersonId: agent?.personId ?? null, oneThing: scope.oneThing, stage: submittedAt === null ? 'draft' : 'submitted' });

/** Item cases are there from the submission on: who has begun the draft does not matter any more. */
export const matterOfItem = ({ applicantPersonId, state: { scope } }: ItemRecord): Matter => (
  { applicantPersonId, agentPersonId: null, oneThing: scope.oneThing, stage: 'submitted' });

/** Reads cases. Changes go through `CaseWriter` alone. */
@Injectable()
export class CaseRepository {
  private readonly bundles: GroupedRead<{ caseId: string } & Lookup, BundleRow>;
  private readonly items: GroupedRead<{ caseId: string; itemId: string } & Lookup, ItemRow>;
  private readonly recorded: GroupedRead<Required<Pick<Lookup, 'actorId' | 'key'>>, Recorded>;

  constructor(private readonly database: Database) {
    this.bundles = new GroupedRead(database, FIND_BUNDLE);
    this.items = new GroupedRead(database, FIND_ITEM);
    this.recorded = new GroupedRead(database, FIND_RECORDED);
  }

  async findBundle(caseId: string, { actorId, key, performs }: Lookup = {}, within?: Transaction): Promise<BundleRecord | undefined> {
    const [row] = await this.bundles.ask({ caseId, actorId, key, performs }, within);
    return row && bundleOf(row);
  }

  async findItem(caseId: string, itemId: string, { actorId, key, performs }: Lookup = {}, within?: Transaction): Promise<ItemRecord | undefined> {
    const [row] = await this.items.ask({ caseId, itemId, actorId, key, performs }, within);
    return row && itemOf(row);
  }

  async findItems(caseId: string, tx: Transaction = this.database): Promise<ItemRecord[]> {
    return (await tx.query<ItemRow>(FIND_ITEMS, [caseId])).map(itemOf);
  }

  async findRecorded(actorId: string, key: string): Promise<Recorded | undefined> {
    return (await this.recorded.ask({ actorId, key }))[0];
  }
}

const bundleOf = (row: BundleRow): BundleRecord => ({
  state: {
    caseId: row.id,
    scope: { oneThing: row.one_thing, oneThingVersion: row.one_thing_version, division: row.division_code },
    region: row.region,
    machine: row.machine,
    shape: row.shape,
    clock: row.clock,
    deliveries: row.deliveries,
    ends: row.ends,
    version: row.version,
    lastSeq: row.last_seq,
    lastHash: row.last_hash,
  },
  stateName: row.state,
  applicantAccountId: row.applicant_account_id,
  applicantPersonId: row.applicant_person_id,
  agent: row.agent_person_id === null ? null : { accountId: row.agent_account_id!, personId: row.agent_person_id },
  promisedOn: row.promised_on,
  calendarVersion: row.calendar_version,
  submittedAt: row.submitted_at,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  recorded: row.recorded,
  waits: row.waits,
});

const itemOf = (row: ItemRow): ItemRecord => ({
  state: {
    caseId: row.case_id,
    itemId: row.item_id,
    scope: {
      oneThing: row.one_thing, oneThingVersion: row.one_thing_version, division: row.division_code, item: row.item,
      department: row.department, ...(row.handled_by === 'local' ? {} : { handledBy: row.handled_by }),
    },
    authorityUscc: row.authority_uscc,
    machine: row.machine,
    clock: row.clock,
    decision: row.decision,
    result: row.licence_id && { licenceId: row.licence_id, licenceType: row.licence_type!, faceDigest: row.face_digest! } || null,
    version: row.version,
    lastSeq: row.last_seq,
    lastHash: row.last_hash,
  },
  stateName: row.state,
  step: row.step,
  handledBy: row.handled_by,
  applicantPersonId: row.applicant_person_id,
  concernedIds: [row.applicant_person_id, ...(row.agent_person_id === null ? [] : [row.agent_person_id]), ...row.parties],
  claimedBy: row.claimed_by,
  endedAt: row.ended_at,
  dataErased: row.data_erased,
  recorded: row.recorded,
  waits: row.waits,
});
