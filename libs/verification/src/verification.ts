import { createHash, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { PersonDirectory } from '@onething/identity';
import { CLOCK, civilDate, type Clock, newId } from '@onething/kernel';
import { type Licence, LicenceRegister, parseIdentifier, type ShownLicenceState, shownState } from '@onething/licences';
import { SealedFiles } from '@onething/sealed-files';
import { QueryLimits } from './query-limits';
import { TrustLists } from './trust-lists';
import { type FileReport, type RegisterFacts, verifyFile } from './verifier/verify-file';

/** What anybody may ask of licences without an account: is this file genuine, and does a licence that is described stand. */
@Injectable()
export class Verification {
  constructor(
    private readonly files: SealedFiles,
    private readonly register: LicenceRegister,
    private readonly persons: PersonDirectory,
    private readonly trust: TrustLists,
    private readonly limits: QueryLimits,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** All checks, over the bytes as they were received. Nothing of them is kept. */
  async verify(bytes: Buffer): Promise<FileReport> {
    const [trust, facts] = await Promise.all([this.trust.current(), this.factsOf(bytes)]);
    return verifyFile(bytes, trust, this.clock.now(), facts);
  }

  /**
   * The state of a licence, for whoever has its identifier and the holder's name. A wrong name is not told from an identifier that there is not.
   * @throws DomainError `LICENCES.BAD_IDENTIFIER` by its form alone; `VERIFICATION.TOO_MANY_QUERIES`
   */
  async query(typedIdentifier: string, name: string): Promise<ShownLicenceState | undefined> {
    const identifier = typedIdentifier.replace(/\s/g, '').toUpperCase();
    parseIdentifier(identifier);
    await this.limits.count(identifier);
    const licence = await this.register.findByIdentifier(identifier);
    // The same statements whether there is such a licence or not.
    const holder = (await this.persons.findPersons([licence?.holder.personId ?? newId(this.clock.now())])).values().next().value;
    const isHolder = sameName(holder?.name ?? '', name);
    return licence && isHolder ? this.stateOf(licence) : undefined;
  }

  private async factsOf(bytes: Buffer): Promise<RegisterFacts | null> {
    const file = await this.files.findByDigest(createHash('sha256').update(bytes).digest('hex'));
    if (!file) return null;
    const licence = await this.register.findByVersionId(file.id);
    if (!licence) return {};
    const { name, number } = await this.persons.getPerson(licence.holder.personId);
    return { licence: { identifier: licence.identifier, number: licence.number, state: this.stateOf(licence), holder: { name, number: number ?? undefined } } };
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
