import { Inject, Injectable } from '@nestjs/common';
import { PersonDirectory } from '@onething/identity';
import { type Actor, CLOCK, civilDate, type Clock, DomainError } from '@onething/kernel';
import type { Licence } from './domain/licence';
import type { ShownLicenceState } from './domain/licence-state.machine';
import { shownState } from './domain/validity';
import { LicenceRegister } from './licence-register';
import type { LicencePosition } from './persistence/licence.repository';

/** Whose a licence is, seen from the one who looks: one's own, or that of a child whose guardian one is. */
export interface WalletHolder {
  relation: 'self' | 'child';
  personId: string;
  name: string;
}

export interface WalletEntry {
  licence: Licence;
  shownState: ShownLicenceState;
  holder: WalletHolder;
}

/** The licences that a person may see (卡包): the own ones, and those of the children whose guardian the person is. */
@Injectable()
export class Wallet {
  constructor(
    private readonly register: LicenceRegister,
    private readonly directory: PersonDirectory,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list(actor: Actor, page: { after?: LicencePosition; limit: number }): Promise<WalletEntry[]> {
    const holders = await this.holdersFor(actor);
    const licences = await this.register.listHeldBy([...holders.keys()], page);
    return licences.map((licence) => this.entry(licence, holders.get(licence.holder.personId)!));
  }

  /** A licence of somebody else looks like one that does not exist. @throws DomainError `LICENCES.NOT_FOUND` */
  async get(actor: Actor, licenceId: string): Promise<WalletEntry> {
    const licence = await this.register.findCurrent(licenceId);
    const holder = licence && (await this.holdersFor(actor)).get(licence.holder.personId);
    if (licence && holder) return this.entry(licence, holder);
    throw new DomainError('notFound', 'LICENCES.NOT_FOUND', 'You hold no such licence.');
  }

  private async holdersFor(actor: Actor): Promise<Map<string, WalletHolder>> {
    const [self, children] = await Promise.all([this.directory.getPerson(actor.personId), this.directory.childrenOf(actor.personId)]);
    const holders: WalletHolder[] = [
      { relation: 'self', personId: self.id, name: self.name },
      ...children.map(({ id, name }) => ({ relation: 'child' as const, personId: id, name })),
    ];
    return new Map(holders.map((holder) => [holder.personId, holder]));
  }

  private entry(licence: Licence, holder: WalletHolder): WalletEntry {
    return { licence, holder, shownState: shownState(licence.state, licence.validity, civilDate(this.clock.now())) };
  }
}
