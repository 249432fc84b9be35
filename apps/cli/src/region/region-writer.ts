import { chain, CHAIN_START, type CaseEvent } from '@onething/cases';
import type { LicenceType } from '@onething/catalogue';
import type { Keyring } from '@onething/crypto';
import { civilDate, composeBundleNumber, composeCaseNumber, composeReceiptNumber, usccCheckCharacter } from '@onething/kernel';
import type { RatingEventPayloads } from '@onething/ratings';
import type { Client } from 'pg';
import { CopyLots } from './copy-lots';
import { Dice, idNamed } from './dice';
import { Serials } from './serials';
import type { SyntheticCase, SyntheticItem } from './synthetic-cases';
import type { SyntheticUser } from './synthetic-people';

/** What stands in the place of a password: no password has it as its hash, so nobody logs in. */
const NO_PASSWORD = '!synthetic';
/** Older than every transaction: those who follow the events have them behind themselves already. Only the figures are counted anew. */
const OLDEST_XID = '1';

/** What is referred to stands before what refers to it. */
const TABLES = {
  person: ['id', 'division_code', 'kind', 'name', 'name_index', 'number', 'number_index', 'synthetic', 'created_at'],
  account: ['id', 'division_code', 'person_id', 'kind', 'login', 'password_hash', 'level', 'state', 'mobile', 'created_at'],
  bundle_case: [
    'id', 'one_thing', 'one_thing_version', 'region', 'division_code', 'applicant_account_id', 'applicant_person_id', 'state', 'machine', 'shape',
    'clock', 'ends', 'deliveries', 'version', 'last_seq', 'last_hash', 'submitted_at', 'created_at', 'updated_at',
  ],
  item_case: [
    'case_id', 'item_id', 'one_thing', 'one_thing_version', 'item', 'department', 'authority_uscc', 'region', 'division_code', 'handled_by', 'state',
    'machine', 'clock', 'decision', 'version', 'last_seq', 'last_hash', 'ended_at', 'created_at', 'updated_at',
  ],
  case_party: ['case_id', 'subject', 'person_id'],
  case_event: [
    'case_id', 'item_id', 'seq', 'type', 'schema_version', 'actor_kind', 'actor_id', 'on_behalf_of', 'cause', 'occurred_at', 'recorded_at', 'payload',
    'prev_hash', 'hash', 'xid',
  ],
  official_number: ['number', 'kind', 'case_id', 'item_id', 'issued_at'],
  number_serial: ['scope', 'day', 'last'],
  rating: [
    'id', 'act_id', 'case_id', 'item_id', 'account_id', 'sequence', 'grade', 'is_own', 'one_thing', 'division', 'item', 'department', 'tags', 'channel',
    'stage', 'given_at', 'idempotency_key', 'request_digest',
  ],
  rating_event: ['id', 'type', 'case_id', 'rating_id', 'occurred_at', 'payload'],
  licence: [
    'id', 'version', 'version_id', 'type_code', 'number', 'number_index', 'holder_person_id', 'holder_kind', 'face', 'face_digest', 'state', 'issuer_uscc',
    'issuing_department', 'division_code', 'issued_on', 'valid_from', 'source_case_id', 'source_item_id', 'origin', 'recorded_at',
  ],
  licence_status: ['licence_id', 'seq', 'version', 'from_state', 'to_state', 'reason', 'operator', 'occurred_at'],
  seal: ['id', 'kind', 'owner_rank', 'owner_uscc'],
  seal_version: ['seal_id', 'version', 'name', 'purposes', 'image', 'state', 'revision', 'applied_by', 'applied_by_person', 'applied_at', 'decided_by'],
} as const;
type Table = keyof typeof TABLES;

export interface SyntheticLicence {
  id: string;
  type: Pick<LicenceType, 'code' | 'department'>;
  number: string;
  holder: SyntheticUser;
  issuer: { uscc: string; division: string };
  /** Epoch ms. */
  issuedAt: number;
  state: 'VALID' | 'CANCELLED';
  source?: { caseId: string; itemId: string };
}

/** Turns the things of a made-up region into rows. The tables are those of the libraries as their migrations make them; the load is tested with each of them. */
export class RegionWriter {
  private readonly lots: CopyLots<Table>;
  private readonly serials = new Serials();

  constructor(client: Client, private readonly keyring: Keyring, private readonly place: { region: string; seed: string; versionOf(event: CaseEvent['type']): number }) {
    this.lots = new CopyLots(client, TABLES);
  }

  async addUser(user: SyntheticUser): Promise<void> {
    const { personId, name, number } = user;
    const [at, { region }] = [new Date(user.registeredAt), this.place];
    await this.lots.add('person', [
      personId, region, 'natural', this.keyring.encrypt({ table: 'person', field: 'name', row: personId }, name), this.keyring.blindIndex('person.name', name),
      this.keyring.encrypt({ table: 'person', field: 'number', row: personId }, number), this.keyring.blindIndex('person.number', number), true, at,
    ]);
    await this.lots.add('account', [user.accountId, region, personId, 'resident', `${this.place.seed}-${user.index}`, NO_PASSWORD, user.level, 'active', null, at]);
  }

  async addCase(made: SyntheticCase): Promise<void> {
    const { caseId, offer, applicant, items } = made;
    const state = made.deliveredAt ? 'delivered' : 'completed';
    const { lastSeq, lastHash, lastAt } = await this.addEvents(made.events);
    const [completedOn, deliveredOn] = [civilDate(made.completedAt), made.deliveredAt && civilDate(made.deliveredAt)];
    const clock = { completedOn, ...(deliveredOn ? { deliveredOn } : {}), dataErasedOn: deliveredOn ?? completedOn };
    const shape = items.map(({ itemId, offered: { code, dependsOn, department } }) => ({ code, dependsOn, itemId, department }));
    const ends = Object.fromEntries(items.map((item) => [item.offered.code, endOf(item)]));
    const deliveries = Object.fromEntries(items.filter(({ result }) => result).map(({ offered: { code } }) => [code, { how: 'electronic', on: deliveredOn }]));
    await this.lots.add('bundle_case', [
      caseId, offer.code, offer.version, this.place.region, made.division, applicant.accountId, applicant.personId, state,
      { value: state, facts: offer.bundleFacts }, shape, clock, ends, deliveries, lastSeq, lastSeq, lastHash, new Date(made.submittedAt),
      new Date(made.submittedAt), new Date(lastAt),
    ]);
    await this.lots.add('case_party', [caseId, 'applicant', applicant.personId]);
    const day = civilDate(made.submittedAt);
    const serial = this.serials.take(`bundle ${this.place.region}`, day);
    await this.addNumber(composeBundleNumber({ divisionCode: this.place.region, date: day, serial }), 'bundle', made, null, made.submittedAt);
    for (const item of items) await this.addItem(made, item);
    if (made.rating) await this.addRating(made, made.rating);
  }

  async addLicence(licence: SyntheticLicence): Promise<void> {
    const { id, number, holder } = licence;
    const versionId = idNamed(`${id} version 1`, licence.issuedAt);
    const face = { name: holder.name };
    const issuedOn = civilDate(licence.issuedAt);
    await this.lots.add('licence', [
      id, 1, versionId, licence.type.code, this.keyring.encrypt({ table: 'licence', field: 'number', row: versionId }, number),
      this.keyring.blindIndex('licence.number', number), holder.personId, 'naturalPerson',
      this.keyring.encrypt({ table: 'licence', field: 'face', row: versionId }, JSON.stringify(face)), this.keyring.keyedDigest(face), licence.state,
      licence.issuer.uscc, licence.type.department, licence.issuer.division, issuedOn, issuedOn, licence.source?.caseId, licence.source?.itemId, 'seeded',
      new Date(licence.issuedAt),
    ]);
    await this.lots.add('licence_status', [id, 1, 1, null, licence.state, '合成数据', this.place.seed, new Date(licence.issuedAt)]);
  }

  /** Applied for and approved; a seal that is made has a certificate, which made-up ones get none of. */
  async addSeal(index: number, at: number): Promise<void> {
    const id = idNamed(`${this.place.seed} seal ${index}`, at);
    const body = `11659099${String(index + 1).padStart(9, '0')}`;
    const uscc = body + usccCheckCharacter(body);
    const [by, person, decider] = ['by', 'person', 'decider'].map((who) => idNamed(`${this.place.seed} seal ${who}`, at));
    await this.lots.add('seal', [id, 'legalName', '06', uscc]);
    await this.lots.add('seal_version', [id, 1, `样例机关${index + 1}`, '{document}', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'approved', 2, by, person, new Date(at), decider]);
  }

  async flush(): Promise<void> {
    for (const { scope, day, last } of this.serials.all()) await this.lots.add('number_serial', [scope, day, last]);
    await this.lots.flush();
  }

  private async addItem(made: SyntheticCase, item: SyntheticItem): Promise<void> {
    const { itemId, offered, authority, outcome } = item;
    const { lastSeq, lastHash, lastAt } = await this.addEvents(item.events);
    const decision = { granted: 'grant', refused: 'refuse', withdrawn: null, aborted: null }[outcome];
    const clock = item.decidedOn ? { decidedOn: item.decidedOn } : {};
    await this.lots.add('item_case', [
      made.caseId, itemId, made.offer.code, made.offer.version, offered.code, offered.department, authority.uscc, this.place.region, authority.division,
      'local', outcome, { value: outcome, facts: offered.facts }, clock, decision, lastSeq, lastSeq, lastHash, new Date(lastAt), new Date(made.submittedAt),
      new Date(lastAt),
    ]);
    if (outcome === 'aborted') return;
    const office = `${authority.division}${offered.departmentSerial}`;
    const receipt = { divisionCode: authority.division, departmentSerial: offered.departmentSerial, date: item.receivedOn };
    const received = composeReceiptNumber({ ...receipt, serial: this.serials.take(`receipt ${office}`, item.receivedOn) });
    await this.addNumber(received, 'receipt', made, itemId, item.endedAt);
    const { implementingCode } = authority;
    const serial = this.serials.take(`case ${implementingCode}`, item.acceptedOn);
    await this.addNumber(composeCaseNumber({ implementingCode, date: item.acceptedOn, serial }), 'case', made, itemId, item.endedAt);
  }

  private async addNumber(number: string, kind: string, { caseId }: SyntheticCase, itemId: string | null, at: number): Promise<void> {
    await this.lots.add('official_number', [number, kind, caseId, itemId, new Date(at)]);
  }

  private async addEvents(events: SyntheticCase['events']): Promise<{ lastSeq: number; lastHash: string; lastAt: number }> {
    const whole = events.map((event): CaseEvent => ({ ...event, schemaVersion: this.place.versionOf(event.type), recordedAt: event.occurredAt }));
    const linked = chain(CHAIN_START, whole);
    for (const event of linked) {
      await this.lots.add('case_event', [
        event.caseId, event.itemId, event.seq, event.type, event.schemaVersion, event.actorKind, event.actorId, null, event.cause, new Date(event.occurredAt),
        new Date(event.recordedAt), event.payload, event.prevHash, event.hash, OLDEST_XID,
      ]);
    }
    const last = linked.at(-1)!;
    return { lastSeq: last.seq, lastHash: last.hash, lastAt: last.occurredAt };
  }

  private async addRating({ caseId, offer, division, applicant, items }: SyntheticCase, { grade, channel, givenAt }: NonNullable<SyntheticCase['rating']>): Promise<void> {
    const actId = idNamed(`rating of ${caseId}`, givenAt);
    const common = (id: string, itemId: string | null) => [id, actId, caseId, itemId, applicant.accountId, 1, grade, itemId === null, offer.code];
    const end = ['{}', channel, 'completion', new Date(givenAt)];
    await this.lots.add('rating', [...common(actId, null), division, null, null, ...end, `${this.place.seed} ${caseId}`, 'synthetic']);
    for (const { itemId, offered, authority } of items) {
      const id = idNamed(`rating of ${itemId}`, givenAt);
      await this.lots.add('rating', [...common(id, itemId), authority.division, offered.code, offered.department, ...end, null, null]);
    }
    const rated = items.map(({ itemId, offered, authority }) => (
      { itemId, item: offered.code, department: offered.department, division: authority.division, grade, isOwn: false }));
    const given: RatingEventPayloads['ratingGiven'] = {
      grade, sequence: 1, stage: 'completion', channel, tags: [], isAnonymous: false, items: rated, intakeDivision: division, handledBy: 'local', window: null, hasWords: false,
    };
    await this.lots.add('rating_event', [
      idNamed(`rating given of ${caseId}`, givenAt), 'ratingGiven', caseId, actId, new Date(givenAt), { ...given, oneThing: offer.code, division },
    ]);
  }
}

function endOf({ itemId, offered, outcome, result, decidedOn }: SyntheticItem): Record<string, unknown> {
  return { itemId, item: offered.code, outcome, ...(result ? { result, decidedOn } : {}) };
}

/** A number of the register that no authority gives. */
export const licenceNumberOf = (seed: string, name: string): string => `YL${new Dice(`${seed} number ${name}`).next().toString(36).slice(2, 12).toUpperCase()}`;
