import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock, civilDate, DomainError, newId } from '@onething/kernel';
import { Database, GroupedRead, questions, type Transaction } from '@onething/persistence';
import { canonicalNumber, type PersonKind, searchableNumber } from './domain/person-number';
import { PersonRepository, type PersonRow } from './persistence/person.repository';

/** A person as other libraries see it. `number` is a citizen's number or a USCC; a newborn has none yet. */
export type Person = PersonRow;

export interface NewPerson {
  /** Given by the caller when the same registration may come twice. */
  id?: string;
  kind: PersonKind;
  name: string;
  number?: string;
  divisionCode: string;
  synthetic?: boolean;
}

const ADD_GUARDIAN = {
  name: 'identity.add-guardian',
  text: `INSERT INTO onething.guardianship (child_person_id, guardian_person_id, division_code, source, created_at)
    SELECT $1, $2, division_code, $3, $4 FROM onething.person WHERE id = $1 ON CONFLICT DO NOTHING`,
};
const CHILDREN = { name: 'identity.children', text: 'SELECT child_person_id AS id FROM onething.guardianship WHERE guardian_person_id = $1' };
const GUARDIANS = { name: 'identity.guardians', text: 'SELECT guardian_person_id AS id FROM onething.guardianship WHERE child_person_id = $1' };
const KIND = { name: 'identity.person-kind', text: `SELECT q.i, p.kind FROM ${questions('id uuid')} JOIN onething.person p USING (id)` };
const LEVELS = {
  name: 'identity.count-by-level',
  text: `SELECT level, count(*) AS accounts FROM onething.account 
    WHERE kind = 'resident' AND state <> 'closed' AND ($1::timestamptz IS NULL OR created_at < $1) GROUP BY level ORDER BY level`,
};
const ACCOUNTS = {
  name: 'identity.count-accounts',
  text: `SELECT count(*) AS accounts FROM onething.account WHERE kind = 'resident' AND state <> 'closed' AND created_at < $1`,
};

/** The register of persons (人员目录): the one place where names and numbers are kept. Others keep a person's id. */
@Injectable()
export class PersonDirectory {
  private readonly kinds: GroupedRead<{ id: string }, { kind: PersonKind }>;

  constructor(
    private readonly database: Database,
    private readonly persons: PersonRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.kinds = new GroupedRead(database, KIND);
  }

  /** Without reading name and number. @throws DomainError `IDENTITY.PERSON_NOT_FOUND` */
  async getKind(id: string): Promise<PersonKind> {
    const [person] = await this.kinds.ask({ id });
    if (!person) throw notFound();
    return person.kind;
  }

  /** @throws DomainError `IDENTITY.PERSON_NOT_FOUND` */
  async getPerson(id: string, where: Transaction = this.database): Promise<Person> {
    const [person] = await this.persons.findByIds(where, [id]);
    if (!person) throw notFound();
    return person;
  }

  /** Those of the persons that exist, by id, in one statement: for lists. */
  async findPersons(ids: readonly string[], where: Transaction = this.database): Promise<Map<string, Person>> {
    const persons = await this.persons.findByIds(where, ids);
    return new Map(persons.map((person) => [person.id, person]));
  }

  /** By citizen's number or USCC. What is no valid number belongs to nobody. */
  async findByNumber(number: string, where: Transaction = this.database): Promise<Person | undefined> {
    const searched = searchableNumber(number, civilDate(this.clock.now()));
    return searched === undefined ? undefined : this.persons.findByNumber(where, searched);
  }

  /** The ids of those who have exactly this name, `limit` at most: several people have one name. */
  findIdsByName(name: string, limit: number, where: Transaction = this.database): Promise<string[]> {
    return this.persons.findIdsByName(where, name, limit);
  }

  /**
   * Registers a person, once for an id: the same registration again returns the person that is there.
   * @throws DomainError `CITIZEN_ID.…`, `USCC.…`; `IDENTITY.NUMBER_TAKEN` when the number belongs to another person,
   * `IDENTITY.PERSON_DIFFERS` when the id belongs to a person of another kind or number
   */
  async register(input: NewPerson, where: Transaction = this.database): Promise<Person> {
    const now = this.clock.now();
    const number = input.number === undefined ? null : canonicalNumber(input.kind, input.number, civilDate(now));
    const { kind, name, divisionCode, synthetic = false } = input;
    const person: Person = { id: input.id ?? newId(now), kind, name, number, divisionCode, synthetic };
    if (await this.persons.insert(where, person, now)) return person;
    const [present] = await this.persons.findByIds(where, [person.id]);
    if (!present) throw numberTaken();
    if (present.kind !== kind || (number !== null && present.number !== number)) {
      throw new DomainError('conflict', 'IDENTITY.PERSON_DIFFERS', 'This id belongs to another person. Register the person under a new id.');
    }
    return present;
  }

  /**
   * Gives a person without a number the one that was issued; the same number again changes nothing.
   * @throws DomainError `IDENTITY.PERSON_NOT_FOUND`, `IDENTITY.NUMBER_TAKEN`, `IDENTITY.HAS_OTHER_NUMBER`, `CITIZEN_ID.…`, `USCC.…`
   */
  async assignNumber(personId: string, number: string, where: Transaction = this.database): Promise<void> {
    const { kind } = await this.getPerson(personId, where);
    const canonical = canonicalNumber(kind, number, civilDate(this.clock.now()));
    const assigned = await this.persons.setNumber(where, personId, canonical).catch(conflictOfNumbers);
    if (assigned) return;
    const present = await this.getPerson(personId, where);
    if (present.number === canonical) return;
    if (present.number === null) throw numberTaken();
    throw new DomainError('conflict', 'IDENTITY.HAS_OTHER_NUMBER', 'This person has another number already. Correct the record of the person first.');
  }

  /** What was recorded wrongly becomes the right one. Both in their one written form. @throws DomainError `IDENTITY.NUMBER_TAKEN` */
  async replaceNumber(personId: string, from: string, to: string, where: Transaction): Promise<void> {
    if (!await this.persons.replaceNumber(where, personId, { from, to }).catch(conflictOfNumbers)) throw numberTaken();
  }

  /** @throws DomainError `IDENTITY.PERSON_NOT_FOUND` */
  async rename(personId: string, name: string, where: Transaction = this.database): Promise<void> {
    if (!await this.persons.setName(where, personId, name)) throw notFound();
  }

  /** Removes a person that no number is known of, when its account turned out to be another person's. */
  async removeUnproven(personId: string, where: Transaction): Promise<void> {
    await this.persons.removeWithoutNumber(where, personId);
  }

  /** Records who acts for a child; the same again changes nothing. @param source how it is known, for example a case number */
  async addGuardian(childId: string, guardianId: string, source: string, where: Transaction = this.database): Promise<void> {
    const present = await this.findPersons([childId, guardianId], where);
    if (!present.has(childId) || !present.has(guardianId)) throw notFound();
    await where.query(ADD_GUARDIAN, [childId, guardianId, source, new Date(this.clock.now())]);
  }

  async childrenOf(guardianId: string, where: Transaction = this.database): Promise<Person[]> {
    return this.relatives(CHILDREN, guardianId, where);
  }

  async guardiansOf(childId: string, where: Transaction = this.database): Promise<Person[]> {
    return this.relatives(GUARDIANS, childId, where);
  }

  /** Residents' accounts by real-name level, closed ones left out. @param before only those opened before that instant, epoch ms */
  async countByLevel(before?: number): Promise<Record<number, number>> {
    const rows = await this.database.query<{ level: number; accounts: number }>(LEVELS, [before === undefined ? null : new Date(before)]);
    return Object.fromEntries(rows.map(({ level, accounts }) => [level, accounts]));
  }

  /** The same accounts, counted apart from their levels. */
  async countAccounts(before: number): Promise<number> {
    return (await this.database.query<{ accounts: number }>(ACCOUNTS, [new Date(before)]))[0]!.accounts;
  }

  private async relatives(statement: typeof CHILDREN, id: string, where: Transaction): Promise<Person[]> {
    const rows = await where.query<{ id: string }>(statement, [id]);
    return this.persons.findByIds(where, rows.map((row) => row.id));
  }
}

/** Two assignments of one number at once: the second one finds the first one's index. */
function conflictOfNumbers(error: unknown): never {
  if ((error as { code?: string }).code === '23505') throw numberTaken();
  throw error;
}

function numberTaken(): DomainError {
  return new DomainError('conflict', 'IDENTITY.NUMBER_TAKEN', 'This number belongs to another person. Compare it with the card or the licence.');
}

function notFound(): DomainError {
  return new DomainError('notFound', 'IDENTITY.PERSON_NOT_FOUND', 'There is no such person. Look the person up again.');
}
