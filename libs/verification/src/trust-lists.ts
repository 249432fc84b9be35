import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '@onething/config';
import { SigningKeys } from '@onething/crypto';
import { CLOCK, type Clock } from '@onething/kernel';
import { CertificateAuthority, SealSuspensions } from '@onething/seals';
import { type TrustList, writeTrustList } from './verifier/trust-list';
import type { FileTrust } from './verifier/verify-file';

const FRESH_MS = 5_000;

/** Roots, revocations and suspensions of this installation, as they are now. */
@Injectable()
export class TrustLists {
  private kept?: { trust: Promise<FileTrust>; at: number };

  constructor(
    private readonly authority: CertificateAuthority,
    private readonly suspensions: SealSuspensions,
    private readonly keys: SigningKeys,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** At most five seconds old: to make one costs two signatures, and anybody may ask. */
  current(): Promise<FileTrust> {
    const now = this.clock.now();
    if (this.kept && Math.abs(now - this.kept.at) < FRESH_MS) return this.kept.trust;
    const kept = { trust: this.make(), at: now };
    this.kept = kept;
    kept.trust.catch(() => (this.kept === kept ? (this.kept = undefined) : undefined));
    return kept.trust;
  }

  private async make(): Promise<FileTrust> {
    const [sm2, p256, suspensions] = await Promise.all([this.authority.getTrust('SM2'), this.authority.getTrust('P-256'), this.suspensions.list()]);
    return { sm2, p256, suspensions };
  }

  /** For those who verify without us. */
  async issue(): Promise<TrustList> {
    return writeTrustList(await this.current(), { issuer: this.settings.publicUrl, now: this.clock.now(), keys: this.keys });
  }
}
