import { Inject, Injectable } from '@nestjs/common';
import { SecurityLog } from '@onething/audit';
import { type Actor, CLOCK, type Clock, DomainError } from '@onething/kernel';
import { Database, type Transaction } from '@onething/persistence';
import { showsCorrected } from '../domain/correction';
import { isAllowed } from '../domain/authorisation';
import { type Person, PersonDirectory } from '../person-directory';
import { AttemptLimits } from '../registration/attempt-limits';
import { MOST_LOOKED_UP, PAPERS, type Paper } from '../registration/identity-proofs';
import type { ShownPaper } from '../registration/window-recoveries';
import { WindowLookUps } from '../registration/window-look-ups';
import { securityActorOf } from '../security-actor';
import { Correcting } from './correcting';
import { type Correction, CorrectionRepository } from './correction.repository';
import { noSuchCorrection } from './own-corrections';

/** Corrections that the register did not confirm: officials of the division compare the papers and decide. */
@Injectable()
export class WindowCorrections {
  constructor(
    private readonly database: Database, private readonly corrections: CorrectionRepository, private readonly correcting: Correcting,
    private readonly persons: PersonDirectory, private readonly limits: AttemptLimits, private readonly lookUps: WindowLookUps,
    private readonly log: SecurityLog, @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Those that wait in the divisions of one's posts and below them, oldest first; none of one's own. */
  async list(actor: Actor): Promise<{ correction: Correction; person: Person }[]> {
    const waiting = await this.corrections.waitingAt(actor.posts.map(({ divisionCode }) => `${divisionCode.replace(/(00)+$/, '')}%`), actor.personId, this.database);
    const persons = await this.persons.findPersons(waiting.map(({ personId }) => personId));
    return waiting.map((correction) => ({ correction, person: persons.get(correction.personId)! }));
  }

  /** One of them. Its person sees that it was looked at. @throws DomainError `IDENTITY.NO_SUCH_CORRECTION`, `IDENTITY.OWN_ACCOUNT` */
  async open(actor: Actor, id: string): Promise<{ correction: Correction; person: Person }> {
    await this.limits.count({ of: 'window.correction', by: actor.accountId, most: MOST_LOOKED_UP });
    const correction = await this.corrections.find(id, this.database);
    const person = await this.requireOwnDivision(actor, correction);
    await this.lookUps.found(actor, { id: correction!.accountId, personId: person.id }, 'correction');
    return { correction: correction!, person };
  }

  /**
   * By who has the papers on the counter, and types what they show: it must be the person as corrected.
   * @throws DomainError as `open`; `IDENTITY.PAPER_DIFFERS`, `IDENTITY.CORRECTION_OUTDATED`, `IDENTITY.NUMBER_TAKEN`
   */
  async confirm(actor: Actor, id: string, { paper, ...shown }: ShownPaper): Promise<void> {
    await this.limits.count({ of: 'window.correction', by: actor.accountId, most: MOST_LOOKED_UP });
    const confirming = this.database.transaction(async (tx) => {
      const correction = await this.corrections.lock(id, tx);
      const person = await this.requireOwnDivision(actor, correction, tx);
      if (!(PAPERS[person.kind] as readonly Paper[]).includes(paper) || !showsCorrected(shown, person, correction!)) throw paperDiffers();
      await this.correcting.correct(correction!, { way: 'window', paper }, actor, tx);
    });
    await confirming.catch(async (error: unknown) => {
      await this.lookUps.refused(actor, error, 'correction');
      throw error;
    });
  }

  /** The person reads the reason. @throws DomainError as `open` */
  async refuse(actor: Actor, id: string, reason: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const correction = await this.corrections.lock(id, tx);
      const { id: personId } = await this.requireOwnDivision(actor, correction, tx);
      const { field, divisionCode: division } = correction!;
      await this.corrections.decide(id, {
        state: 'refused', way: 'window', decidedBy: actor.accountId, decisionReason: reason, decidedAt: new Date(this.clock.now()),
      }, tx);
      await this.log.record({
        act: 'data.correctionRefused', outcome: 'done', actor: securityActorOf(actor), subjectPersonId: personId, object: { kind: 'correction', id }, reason,
        detail: { field, division },
      }, tx);
    });
  }

  private async requireOwnDivision(actor: Actor, correction: Correction | undefined, where: Transaction = this.database): Promise<Person> {
    if (correction?.state !== 'asked' || !isAllowed(actor, 'correction.decide', correction)) throw noSuchCorrection();
    const [person, clerk] = [await this.persons.getPerson(correction.personId, where), await this.persons.getPerson(actor.personId, where)];
    const numbers = [person.number, correction.newValue];
    if (clerk.id === person.id || (clerk.number !== null && numbers.includes(clerk.number))) throw ownAccount();
    return person;
  }
}

const ownAccount = () => new DomainError('forbidden', 'IDENTITY.OWN_ACCOUNT', 'Nobody decides on data of their own. Ask a colleague.');
const paperDiffers = () => new DomainError('refused', 'IDENTITY.PAPER_DIFFERS',
  'The paper shows another number or name than what was asked for, or is of another kind. Compare it again, or refuse with the reason.');
