import { Inject, Injectable } from '@nestjs/common';
import { AccessLog } from '@onething/audit';
import { SETTINGS, type Settings } from '@onething/config';
import { SignatureVerifier, SigningKeys } from '@onething/crypto';
import { PersonDirectory } from '@onething/identity';
import { type Actor, CLOCK, civilDate, type Clock, DomainError, newId } from '@onething/kernel';
import { Database } from '@onething/persistence';
import type { Licence } from './domain/licence';
import type { ShownLicenceState } from './domain/licence-state.machine';
import { type Presentation, PRESENTATION_MS, presentationText, readPresentationCode, type SignedPresentation, unreadable, writePresentationCode } from './domain/presentation-code';
import { shownState } from './domain/validity';
import { LicenceRegister } from './licence-register';
import { PresentationRepository } from './persistence/presentation.repository';
import { Wallet } from './wallet';

/** A code on the holder's screen. */
export interface ShownCode {
  /** What the QR code holds: the address of the reading page, the code behind `#`. */
  content: string;
  /** Epoch ms. */
  expiresAt: number;
}

/** What an official learns from a code. */
export interface PresentedLicence {
  licence: Licence;
  shownState: ShownLicenceState;
  holder: { name: string; number?: string };
  /** `child`: a guardian presents it. */
  presentedBy: 'self' | 'child';
}

/**
 * Presentation of a licence (亮证): the holder's screen shows a signed code for a minute, an official reads it once, and the holder sees who did.
 * Nothing is written while codes are shown; a code that was read is kept until it ends.
 */
@Injectable()
export class Presentations {
  constructor(
    private readonly database: Database,
    private readonly repository: PresentationRepository,
    private readonly wallet: Wallet,
    private readonly register: LicenceRegister,
    private readonly persons: PersonDirectory,
    private readonly keys: SigningKeys,
    private readonly access: AccessLog,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError `LICENCES.NOT_FOUND`, `LICENCES.NOT_IN_FORCE` */
  async show(actor: Actor, licenceId: string): Promise<ShownCode> {
    const { licence, shownState: state } = await this.wallet.get(actor, licenceId);
    if (state !== 'VALID') throw new DomainError('refused', 'LICENCES.NOT_IN_FORCE', 'Only a licence that is in force can be presented.', { current: state });
    const now = this.clock.now();
    const expiresAt = Math.floor((now + PRESENTATION_MS) / 1000) * 1000;
    const presentation: Presentation = { id: newId(now), versionId: licence.versionId, personId: actor.personId, expiresAt };
    const key = this.keys.currentKeyId;
    const code = writePresentationCode({ presentation, key, signature: this.keys.sign(signedText(presentation), key) });
    return { content: `${this.settings.publicUrl}/work/presented#${code}`, expiresAt };
  }

  /**
   * What the licence is worth now; whoever reads it is put on record for the holder, and for who presented it.
   * @throws DomainError `LICENCES.PRESENTATION_UNREADABLE`, `LICENCES.PRESENTATION_EXPIRED`, `LICENCES.PRESENTATION_USED`
   */
  async read(actor: Actor, scanned: string): Promise<PresentedLicence> {
    const signed = readPresentationCode(scanned);
    if (!this.isOurs(signed)) throw unreadable();
    const { presentation } = signed;
    const now = this.clock.now();
    if (now >= presentation.expiresAt) throw new DomainError('refused', 'LICENCES.PRESENTATION_EXPIRED', 'This code has ended. Scan the one that the holder\'s screen shows now.');
    const licence = (await this.register.findByVersionId(presentation.versionId)) ?? gone();
    const { personId } = licence.holder;
    const [{ departmentCode, divisionCode } = {}] = actor.posts;
    await this.database.transaction(async (tx) => {
      if (!(await this.repository.use(tx, presentation, now))) throw new DomainError('refused', 'LICENCES.PRESENTATION_USED', 'This code was read already, and serves once. Let the holder show a new one.');
      await this.access.record(actor, {
        act: 'licence.presented', subjectPersonId: personId, concernedPersonIds: [presentation.personId], object: { kind: 'licence', id: licence.id }, office: { departmentCode, divisionCode },
      }, undefined, tx);
    });
    const { name, number } = await this.persons.getPerson(personId);
    return {
      licence, shownState: shownState(licence.state, licence.validity, civilDate(now)), holder: { name, ...(number ? { number } : {}) },
      presentedBy: personId === presentation.personId ? 'self' : 'child',
    };
  }

  private isOurs({ presentation, key, signature }: SignedPresentation): boolean {
    const known = this.keys.publicKeys().find(({ id }) => id === key);
    return known !== undefined && new SignatureVerifier(known.pem).verify(signedText(presentation), signature);
  }
}

/** Apart from everything else that the platform signs. */
const signedText = (presentation: Presentation): string => `onething-presentation-1:${presentationText(presentation)}`;

function gone(): never {
  throw new DomainError('notFound', 'LICENCES.NOT_FOUND', 'There is no such licence any more.');
}
