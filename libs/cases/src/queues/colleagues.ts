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

const HANDLERS = ['clerk', 'reviewer', 'head'] as const;

const handles = (post: Post): boolean => (HANDLERS as readonly string[]).includes(post.role);

const isAt = (post: Post, office: Office): boolean =>
  post.departmentCode === office.departmentCode && post.divisionCode === office.divisionCode;

/** The offices in which somebody handles cases, each once. */
export function officesOf({ posts }: Actor): Office[] {
  const offices = posts.filter(handles).map(({ departmentCode, divisionCode }) => ({ departmentCode, divisionCode }));
  return [...new Map(offices.map((office) => [`${office.departmentCode} ${office.divisionCode}`, office])).values()];
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
  async require(accountId: string, offices: readonly Office[], field: string): Promise<void> {
    const actor = await this.actors.findActor(accountId);
    if (!actor?.posts.some((post) => handles(post) && offices.some((office) => isAt(post, office)))) throw invalidColleague(field);
  }
}

export function invalidColleague(field: string): DomainError {
  const message = 'This is the account of no colleague in this office. Choose one of the list of colleagues.';
  return new DomainError('invalid', 'CASES.NO_COLLEAGUE', message, { fields: [{ field, code: 'CASES.NO_COLLEAGUE', message }] });
}
