import { Injectable } from '@nestjs/common';
import { AccountRegister, Actors, PersonDirectory } from '@onething/identity';
import { type Actor, DomainError, type Post } from '@onething/kernel';

export interface Office {
  departmentCode: string;
  divisionCode: string;
}

export interface Colleague {
  accountId: string;
  name: string;
  /** In that office. */
  roles: Post['role'][];
}

const HANDLERS = ['clerk', 'windowClerk', 'reviewer', 'head'] as const;

const handles = (post: Post): boolean => (HANDLERS as readonly string[]).includes(post.role);

const isAt = (post: Post, office: Office): boolean =>
  post.departmentCode === office.departmentCode && post.divisionCode === office.divisionCode;

/** The offices in which somebody handles cases, each once. */
export function officesOf({ posts }: Actor): Office[] {
  const offices = posts.filter(handles).map(({ departmentCode, divisionCode }) => ({ departmentCode, divisionCode }));
  return [...new Map(offices.map((office) => [`${office.departmentCode} ${office.divisionCode}`, office])).values()];
}

/** An office as somebody sees its queue. */
export interface QueueOffice extends Office {
  /** Seen from a service window alone: what is at the intake, nothing that the department examines. */
  intakeOnly: boolean;
}

/** Somebody is in that office only as the clerk of a service window. */
export function isOnlyAtWindow({ posts }: Actor, office: Office): boolean {
  return !posts.some((post) => post.role !== 'windowClerk' && handles(post) && isAt(post, office));
}

/** The offices whose queues somebody sees. @param windowId only those that this window serves */
export function queueOfficesOf(actor: Actor, windowId?: string): QueueOffice[] {
  const posts = actor.posts.filter((post) => windowId === undefined || post.windowId === windowId);
  return officesOf({ ...actor, posts }).map((office) => ({ ...office, intakeOnly: isOnlyAtWindow({ ...actor, posts }, office) }));
}

/** Who works in an office. */
@Injectable()
export class Colleagues {
  constructor(
    private readonly accounts: AccountRegister,
    private readonly actors: Actors,
    private readonly persons: PersonDirectory,
  ) {}

  async list(office: Office): Promise<Colleague[]> {
    const found = await Promise.all((await this.accountsAt([office])).map((id) => this.actors.findActor(id)));
    const actors = found.filter((actor) => actor !== undefined);
    const persons = await this.persons.findPersons(actors.map((actor) => actor.personId));
    return actors.map(({ accountId, personId, posts }) => {
      const here = posts.filter((post) => handles(post) && isAt(post, office));
      return { accountId, name: persons.get(personId)?.name ?? '', roles: here.map((post) => post.role) };
    });
  }

  async accountsAt(offices: readonly Office[]): Promise<string[]> {
    const found = await Promise.all(offices.map((office) => this.accounts.findAccountsAt(office, HANDLERS)));
    return [...new Set(found.flat())];
  }

  /** @throws DomainError `CASES.NO_COLLEAGUE` when the account handles cases in none of the offices */
  async require(accountId: string, offices: readonly Office[], field: string): Promise<Actor> {
    const actor = await this.actors.findActor(accountId);
    if (actor?.posts.some((post) => handles(post) && offices.some((office) => isAt(post, office)))) return actor;
    throw invalidColleague(field);
  }
}

export function invalidColleague(field: string): DomainError {
  const message = 'This is the account of no colleague in this office. Choose one of the list of colleagues.';
  return new DomainError('invalid', 'CASES.NO_COLLEAGUE', message, { fields: [{ field, code: 'CASES.NO_COLLEAGUE', message }] });
}
