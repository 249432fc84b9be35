import { Injectable } from '@nestjs/common';
import { Keyring } from '@onething/crypto';
import { linkToken, type RatingLink, signedPart } from './domain/rating-link';

/** Links that an SMS invites with: of one case, the same for the same end. Whoever has the phone rates without a log-in. */
@Injectable()
export class InvitationLinks {
  constructor(private readonly keyring: Keyring) {}

  /** What goes behind `/rate#`. @param expiresAt epoch ms */
  tokenOf(caseId: string, expiresAt: number): string {
    const link: RatingLink = { caseId, stage: 'completion', channel: 'smsLink', visitId: null, windowId: null, expiresAt: Math.floor(expiresAt / 1000) };
    return linkToken(link, this.keyring.keyedDigest(signedPart(link)));
  }
}
