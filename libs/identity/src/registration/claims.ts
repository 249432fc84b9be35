import { Injectable } from '@nestjs/common';
import { type Envelope, Keyring, type Place } from '@onething/crypto';
import { DomainError } from '@onething/kernel';
import type { Transaction } from '@onething/persistence';
import type { PersonKind } from '../domain/person-number';

export const REPRESENTATIVE_ROLES = ['legalRepresentative', 'agent'] as const;

/** The natural person who registers a legal person (法定代表人, 经办人). */
export interface Representative {
  role: (typeof REPRESENTATIVE_ROLES)[number];
  name: string;
  number: string;
}

/** Who the owner of an account says to be: a number that anybody may type, linked to no person until it is proven. */
export interface Claim {
  accountId: string;
  kind: PersonKind;
  name: string;
  number: string;
  representative: Representative | null;
  version: number;
}

export const CLAIM_TABLE = 'account_claim';

interface StoredClaim extends Omit<Claim, 'name' | 'number' | 'representative'> {
  name: Envelope;
  number: Envelope;
  representative: Envelope | null;
}

const FIND = {
  name: 'identity.claim',
  text: 'SELECT account_id AS "accountId", kind, name, number, representative, version FROM onething.account_claim WHERE account_id = $1',
};
const LOCK = { name: 'identity.lock-claim', text: 'SELECT version FROM onething.account_claim WHERE account_id = $1 FOR UPDATE' };
const INSERT = {
  name: 'identity.insert-claim',
  text: `INSERT INTO onething.account_claim (account_id, kind, name, number, representative, version, created_at)
    VALUES ($1, $2, $3, $4, $5, 1, $6)`,
};
const REPLACE = {
  name: 'identity.replace-claim',
  text: `UPDATE onething.account_claim SET name = $2, number = $3, representative = $4, version = version + 1
    WHERE account_id = $1 AND version = $5 RETURNING version`,
};
const REMOVE = { name: 'identity.remove-claim', text: 'DELETE FROM onething.account_claim WHERE account_id = $1' };

/** Reads and writes claims. */
@Injectable()
export class ClaimRepository {
  constructor(private readonly keyring: Keyring) {}

  async find(accountId: string, where: Transaction): Promise<Claim | undefined> {
    const [stored] = await where.query<StoredClaim>(FIND, [accountId]);
    return stored && this.read(stored);
  }

  /** Until the end of the transaction nobody else changes it. @throws DomainError `IDENTITY.CLAIM_CHANGED` */
  async lock(accountId: string, version: number, where: Transaction): Promise<void> {
    const [stored] = await where.query<{ version: number }>(LOCK, [accountId]);
    if (stored?.version !== version) throw claimChanged();
  }

  async insert({ accountId, kind, ...said }: Omit<Claim, 'version'>, now: number, where: Transaction): Promise<void> {
    await where.query(INSERT, [accountId, kind, ...this.sealed(accountId, said), new Date(now)]);
  }

  /** @throws DomainError `IDENTITY.CLAIM_CHANGED` */
  async replace({ accountId, version, ...said }: Claim, where: Transaction): Promise<void> {
    if ((await where.query(REPLACE, [accountId, ...this.sealed(accountId, said), version])).length === 0) throw claimChanged();
  }

  async remove(accountId: string, where: Transaction): Promise<void> {
    await where.query(REMOVE, [accountId]);
  }

  private sealed(row: string, { name, number, representative }: Pick<Claim, 'name' | 'number' | 'representative'>): (Envelope | null)[] {
    const seal = (field: string, text: string) => this.keyring.encrypt(placeOf(field, row), text);
    return [seal('name', name), seal('number', number), representative && seal('representative', JSON.stringify(representative))];
  }

  private read({ name, number, representative, ...stored }: StoredClaim): Claim {
    const open = (field: string, envelope: Envelope) => this.keyring.decrypt(placeOf(field, stored.accountId), envelope);
    return {
      ...stored, name: open('name', name), number: open('number', number),
      representative: representative && (JSON.parse(open('representative', representative)) as Representative),
    };
  }
}

const placeOf = (field: string, row: string): Place => ({ table: CLAIM_TABLE, field, row });

function claimChanged(): DomainError {
  return new DomainError('conflict', 'IDENTITY.CLAIM_CHANGED', 'What the account says about its person has changed meanwhile. Look at it again.');
}
