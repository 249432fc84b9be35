import { basename } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '@onething/config';
import { DomainError } from '@onething/kernel';
import { Database } from '@onething/persistence';
import { SYNTHETIC_OFFERS, type SyntheticRecord } from '../demo/synthetic-register';
import { AccountChangesRepository } from '../persistence/account-changes.repository';
import { PersonDirectory } from '../person-directory';

/** The made-up persons and companies that a demonstration offers for registration. */
@Injectable()
export class RegistrationOffers {
  constructor(
    private readonly database: Database,
    private readonly persons: PersonDirectory,
    private readonly accounts: AccountChangesRepository,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Those that nobody has proven to be yet. @throws DomainError `IDENTITY.NO_OFFERS` outside the demonstration */
  async getOffers(): Promise<{ synthetic: true; messagesIn: string; entries: Omit<SyntheticRecord, 'synthetic'>[] }> {
    const { mode, smsFile } = this.settings;
    if (mode !== 'embedded') throw new DomainError('notFound', 'IDENTITY.NO_OFFERS', 'This platform is no demonstration: register with your own number.');
    const free = await Promise.all(SYNTHETIC_OFFERS.map(async (offer) => ((await this.isTaken(offer.number)) ? [] : [offer])));
    return { synthetic: true, messagesIn: smsFile === undefined ? '' : basename(smsFile), entries: free.flat().map(({ synthetic: _, ...offer }) => offer) };
  }

  private async isTaken(number: string): Promise<boolean> {
    const person = await this.persons.findByNumber(number);
    return person !== undefined && this.accounts.hasProvenAccount(person.id, this.database);
  }
}
