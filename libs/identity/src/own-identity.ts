import { Injectable } from '@nestjs/common';
import type { Actor } from '@onething/kernel';
import { Database } from '@onething/persistence';
import { AccountRegister } from './account-register';
import { MandateRepository } from './persistence/mandate.repository';
import { PersonDirectory } from './person-directory';
import { LoginSessions } from './sessions/login-sessions';

const PAGE = 50;

/** What the platform keeps about who a person is, for the person. */
@Injectable()
export class OwnIdentity {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountRegister,
    private readonly persons: PersonDirectory,
    private readonly sessions: LoginSessions,
    private readonly mandates: MandateRepository,
  ) {}

  async* person({ personId }: Actor): AsyncGenerator<object> {
    yield await this.persons.getPerson(personId);
  }

  async* accountsOf({ accountId, roles, posts }: Actor): AsyncGenerator<object> {
    yield { ...await this.accounts.findAccount(accountId), roles, posts };
  }

  /** Children whose guardian one is, and one's own guardians. */
  async* relations({ personId }: Actor): AsyncGenerator<object> {
    for (const { id, name, number } of await this.persons.childrenOf(personId)) yield { relation: 'child', id, name, number };
    for (const { id, name } of await this.persons.guardiansOf(personId)) yield { relation: 'guardian', id, name };
  }

  async* mandatesOf({ personId }: Actor): AsyncGenerator<object> {
    const { number, name } = await this.persons.getPerson(personId);
    for (let after: string | undefined; ;) {
      const page = await this.mandates.listGiven(this.database, personId, { after, limit: PAGE });
      for (const mandate of page) yield { role: 'principal', ...mandate };
      after = page.at(-1)?.id;
      if (page.length < PAGE) break;
    }
    for (let after: string | undefined; ;) {
      const page = await this.mandates.listHeld(this.database, { personId, name, number }, { after, limit: PAGE });
      for (const mandate of page) yield { role: 'agent', ...mandate };
      after = page.at(-1)?.id;
      if (page.length < PAGE) return;
    }
  }

  async* sessionsOf({ accountId }: Actor): AsyncGenerator<object> {
    yield* await this.sessions.list(accountId);
  }
}
