import { createHash, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { SecurityLog } from '@onething/audit';
import { PersonDirectory } from '@onething/identity';
import { CLOCK, civilDate, type Clock, newId } from '@onething/kernel';
import { type Licence, LicenceRegister, parseIdentifier, type ShownLicenceState, shownState } from '@onething/licences';
import { SealedFiles } from '@onething/sealed-files';
import { QueryLimits } from './query-limits';
import { TrustLists } from './trust-lists';
import { type FileReport, type RegisterFacts, verifyFile } from './verifier/verify-file';

/** From where somebody asks, for the security log. */
export interface Asker {
  address?: string;
  requestId?: string;
}

/** What anybody may ask of licences without an account: is this file genuine, and does a licence that is described stand. */
@Injectable()
export class Verification {
  constructor(
    private readonly files: SealedFiles,
    private readonly register: LicenceRegister,
    private readonly persons: PersonDirectory,
    private readonly trust: TrustLists,
    private readonly limits: QueryLimits,
    private readonly log: SecurityLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** All checks, over the bytes as they were received. Nothing of them is kept; that they were checked, and how that ended, is in the security log. */
  async verify(bytes: Buffer, asker: Asker): Promise<FileReport> {
    const [trust, found] = await Promise.all([this.trust.current(), this.factsOf(bytes)]);
    const report = verifyFile(bytes, trust, this.clock.now(), found.facts);
    await this.record('file', report.valid, report.verdict, found.licenceId, asker);
    return report;
  }

  /**
   * The state of a licence, for whoever has its identifier and the holder's name. A wrong name is not told from an identifier that there is not
   * — not even by the record of the look, which is one statement in every case.
   * @throws DomainError `LICENCES.BAD_IDENTIFIER` by its form alone; `VERIFICATION.TOO_MANY_QUERIES`
   */
  async query(typedIdentifier: string, name: string, asker: Asker): Promise<ShownLicenceState | undefined> {
    const identifier = typedIdentifier.replace(/\s/g, '').toUpperCase();
    parseIdentifier(identifier);
    await this.limits.count(identifier);
    const licence = await this.register.findByIdentifier(identifier);
    // The same statements whether there is such a licence or not.
    const holder = (await this.persons.findPersons([licence?.holder.personId ?? newId(this.clock.now())])).values().next().value;
    const isHolder = sameName(holder?.name ?? '', name);
    const state = licence && isHolder ? this.stateOf(licence) : undefined;
    await this.record('identifier', state !== undefined, state ?? 'noMatch', licence?.id, asker);
    return state;
  }

  /** No name, number or identifier: the licence by its id, if there is one. */
  private record(channel: 'file' | 'identifier', passed: boolean, result: string, licenceId: string | undefined, asker: Asker): Promise<void> {
    return this.log.record({
      act: 'licence.verified', outcome: passed ? 'done' : 'refused', ...asker, detail: { channel, result },
      ...(licenceId === undefined ? {} : { object: { kind: 'licence', id: licenceId } }),
    });
  }

  private async factsOf(bytes: Buffer): Promise<{ facts: RegisterFacts | null; licenceId?: string }> {
    const file = await this.files.findByDigest(createHash('sha256').update(bytes).digest('hex'));
    if (!file) return { facts: null };
    const licence = await this.register.findByVersionId(file.id);
    if (!licence) return { facts: {} };
    const { name, number } = await this.persons.getPerson(licence.holder.personId);
    const facts = { licence: { identifier: licence.identifier, number: licence.number, state: this.stateOf(licence), holder: { name, number: number ?? undefined } } };
    return { facts, licenceId: licence.id };
  }

  private stateOf({ state, validity }: Licence): ShownLicenceState {
    return shownState(state, validity, civilDate(this.clock.now()));
  }
}

/** Takes as long for a wrong name as for the right one. */
function sameName(one: string, other: string): boolean {
  const [left, right] = [one, other].map((name) => createHash('sha256').update(name.normalize('NFKC').replace(/\s/g, '')).digest()) as [Buffer, Buffer];
  return timingSafeEqual(left, right) && one !== '';
}
