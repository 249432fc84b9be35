import { Injectable } from '@nestjs/common';
import type { Actor } from '@onething/kernel';
import { Consents } from './consents';
import { Wallet } from './wallet';

const PAGE = 50;

/** Everything about a person's licences, for the person: the own ones and those of the children, with what is printed on them. */
@Injectable()
export class OwnLicences {
  constructor(private readonly wallet: Wallet, private readonly consents: Consents) {}

  async* licences(owner: Actor): AsyncGenerator<object> {
    for (let after: Parameters<Wallet['list']>[1]['after']; ;) {
      const page = await this.wallet.list(owner, { after, limit: PAGE });
      for (const { licence, shownState, holder } of page) {
        const { id, version, typeCode, number, face, issuedOn, validity } = licence;
        yield { id, version, type: typeCode, number, state: shownState, relation: holder.relation, issuedOn, validFrom: validity.from, validTo: validity.to, face };
      }
      const last = page.at(-1)?.licence;
      if (!last || page.length < PAGE) return;
      after = { issuedOn: last.issuedOn, id: last.id };
    }
  }

  /** What others asked to use of the person's licences, and what the person said. */
  async* consentsAsked(owner: Actor): AsyncGenerator<object> {
    for (let after: string | undefined; ;) {
      const page = await this.consents.listAskedOf(owner, { after, limit: PAGE });
      for (const { id, caseId, purpose, scope, state, askedAt, decidedAt, expiresAt } of page) {
        yield { id, caseId, purpose, scope, state, askedAt: iso(askedAt), decidedAt: decidedAt === undefined ? null : iso(decidedAt), expiresAt: iso(expiresAt) };
      }
      after = page.at(-1)?.id;
      if (page.length < PAGE) return;
    }
  }
}

const iso = (instant: number): string => new Date(instant).toISOString();
