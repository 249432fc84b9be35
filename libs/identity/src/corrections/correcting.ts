import { Inject, Injectable } from '@nestjs/common';
import { SecurityLog } from '@onething/audit';
import { type Actor, CLOCK, type Clock, DomainError } from '@onething/kernel';
import type { Transaction } from '@onething/persistence';
import { PersonDirectory } from '../person-directory';
import { securityActorOf } from '../security-actor';
import { type Correction, CorrectionRepository } from './correction.repository';

/** What proves the right value. */
export type CorrectionProof = { way: 'register' } | { way: 'window'; paper: string };

/**
 * Puts the right value into the register of persons. Cases that were submitted keep what their forms say: these are what was signed.
 */
@Injectable()
export class Correcting {
  constructor(
    private readonly corrections: CorrectionRepository, private readonly persons: PersonDirectory, private readonly log: SecurityLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError `IDENTITY.CORRECTION_OUTDATED`, `IDENTITY.NUMBER_TAKEN` */
  async correct({ id, personId, divisionCode, field, oldValue, newValue }: Correction, proof: CorrectionProof, by: Actor, tx: Transaction): Promise<void> {
    const person = await this.persons.getPerson(personId, tx);
    if (person[field] !== oldValue) throw outdated();
    if (field === 'name') await this.persons.rename(personId, newValue, tx);
    else await this.persons.replaceNumber(personId, oldValue, newValue, tx);
    const decidedBy = proof.way === 'window' ? by.accountId : undefined;
    await this.corrections.decide(id, { state: 'corrected', ...proof, decidedBy, decidedAt: new Date(this.clock.now()) }, tx);
    await this.log.record({
      act: 'data.corrected', outcome: 'done', actor: securityActorOf(by), subjectPersonId: personId, object: { kind: 'correction', id },
      detail: { field, division: divisionCode, ...proof },
    }, tx);
  }
}

const outdated = () => new DomainError('conflict', 'IDENTITY.CORRECTION_OUTDATED',
  'The register says something else by now than when this was asked for. Its person looks at their data, and asks again.');
