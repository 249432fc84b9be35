import { Inject, Injectable } from '@nestjs/common';
import { SecurityLog } from '@onething/audit';
import { Keyring } from '@onething/crypto';
import { type Actor, CLOCK, type Clock, civilDate, DomainError, type FieldProblem, newId } from '@onething/kernel';
import { Database } from '@onething/persistence';
import { type CorrectableField, correctedValue } from '../domain/correction';
import { covers } from '../domain/authorisation';
import { AccountChangesRepository } from '../persistence/account-changes.repository';
import { type Person, PersonDirectory } from '../person-directory';
import { AttemptLimits } from '../registration/attempt-limits';
import { FIND_REPRESENTATIVE, PROOF_TABLE } from '../registration/identity-proofs';
import type { Representative } from '../registration/claims';
import { PopulationRegister } from '../registration/population-register.port';
import { securityActorOf } from '../security-actor';
import { Correcting } from './correcting';
import { type Correction, CorrectionRepository } from './correction.repository';

/** In an hour, for one account. */
const MOST_ASKED = 5;

export interface AskedCorrection {
  field: CorrectableField;
  /** The right one. */
  value: string;
  /** What is wrong. */
  reason: string;
  evidence?: string;
  /** Whose windows shall decide, should the register not confirm it; absent: the person's own division. */
  divisionCode?: string;
}

/** Correction of what the register of persons says about oneself (更正权, 个人信息保护法第四十六条). */
@Injectable()
export class OwnCorrections {
  constructor(
    private readonly database: Database, private readonly keyring: Keyring, private readonly corrections: CorrectionRepository,
    private readonly correcting: Correcting, private readonly persons: PersonDirectory, private readonly accounts: AccountChangesRepository,
    private readonly register: PopulationRegister, private readonly limits: AttemptLimits, private readonly log: SecurityLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * The population register is asked first; what it does not confirm waits for a window.
   * @throws DomainError `IDENTITY.NOTHING_TO_CORRECT`, `CITIZEN_ID.…`, `USCC.…`, `IDENTITY.DIVISION_ELSEWHERE`, `IDENTITY.CORRECTION_WAITS`
   */
  async ask(actor: Actor, { field, value, reason, evidence, divisionCode }: AskedCorrection): Promise<Correction> {
    const now = this.clock.now();
    const person = await this.persons.getPerson(actor.personId);
    const newValue = correctedValue(person, field, value, civilDate(now));
    const division = divisionCode ?? person.divisionCode;
    if (!covers(person.divisionCode, division)) throw divisionElsewhere();
    await this.limits.count({ of: 'correction.account', by: actor.accountId, most: MOST_ASKED });
    const id = newId(now);
    const asked: Correction = {
      id, personId: person.id, accountId: actor.accountId, divisionCode: division, field, oldValue: person[field]!, newValue, reason,
      evidence: evidence ?? null, state: 'asked', way: null, paper: null, decidedBy: null, decisionReason: null, askedAt: new Date(now), decidedAt: null,
    };
    await this.database.transaction(async (tx) => {
      if (!await this.corrections.insert(asked, tx)) throw waits();
      await this.record('data.correctionAsked', actor, asked, tx);
    });
    if (await this.isConfirmed(actor, person, asked)) await this.correctByRegister(actor, id);
    return (await this.corrections.find(id, this.database))!;
  }

  /** Newest first. */
  list({ personId }: Actor, page: { after?: string; limit: number }): Promise<Correction[]> {
    return this.corrections.ofPerson(personId, page, this.database);
  }

  /** @throws DomainError `IDENTITY.NO_SUCH_CORRECTION` when nothing of that id waits */
  async withdraw({ personId }: Actor, id: string): Promise<void> {
    if (!await this.corrections.withdraw(id, personId, new Date(this.clock.now()), this.database)) throw noSuchCorrection();
  }

  /** A register that does not answer leaves it to the window. */
  private async isConfirmed({ accountId }: Actor, { kind, name, number }: Person, { field, newValue }: Correction): Promise<boolean> {
    const mobile = (await this.accounts.findById(accountId, this.database))?.mobile ?? null;
    if (mobile === null || number === null) return false;
    const representative = kind === 'legal' ? await this.representativeOf(accountId) : undefined;
    const said = { kind, name, number, [field]: newValue };
    try {
      return await this.register.matches({ ...said, mobile, ...(representative && { representative }) });
    } catch (error) {
      if ((error as { code?: string }).code === 'IDENTITY.REGISTER_UNAVAILABLE') return false;
      throw error;
    }
  }

  /** Whoever acts for a company, as its check has found; it is asked about together with them. */
  private async representativeOf(accountId: string): Promise<{ name: string; number: string } | undefined> {
    const [row] = await this.database.query<{ representative: Parameters<Keyring['decrypt']>[1] | null }>(FIND_REPRESENTATIVE, [accountId]);
    if (!row?.representative) return undefined;
    const { name, number } = JSON.parse(this.keyring.decrypt({ table: PROOF_TABLE, field: 'representative', row: accountId }, row.representative)) as Representative;
    return { name, number };
  }

  /** Somebody else may have that number here: then a clerk looks at both. */
  private async correctByRegister(actor: Actor, id: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const asked = await this.corrections.lock(id, tx);
      if (asked?.state === 'asked') await this.correcting.correct(asked, { way: 'register' }, actor, tx);
    }).catch((error: unknown) => {
      if (!['IDENTITY.NUMBER_TAKEN', 'IDENTITY.CORRECTION_OUTDATED'].includes((error as { code?: string }).code ?? '')) throw error;
    });
  }

  private async record(act: 'data.correctionAsked', actor: Actor, { id, personId, field, divisionCode }: Correction, tx: Parameters<CorrectionRepository['insert']>[1]): Promise<void> {
    await this.log.record({
      act, outcome: 'done', actor: securityActorOf(actor), subjectPersonId: personId, object: { kind: 'correction', id }, detail: { field, division: divisionCode },
    }, tx);
  }
}

export const noSuchCorrection = () =>
  new DomainError('notFound', 'IDENTITY.NO_SUCH_CORRECTION', 'No correction of that id waits for you. It may be decided, withdrawn, or another division\'s.');

const waits = () => new DomainError('conflict', 'IDENTITY.CORRECTION_WAITS',
  'You have asked for a correction of this already, and it is not decided yet. Wait for it, or withdraw it and ask again.');

function divisionElsewhere(): DomainError {
  const message = 'This division is not yours, nor below it. Leave it out, or name one where you can go to a window.';
  const fields: FieldProblem[] = [{ field: 'divisionCode', code: 'IDENTITY.DIVISION_ELSEWHERE', message }];
  return new DomainError('invalid', 'IDENTITY.DIVISION_ELSEWHERE', message, { fields });
}
