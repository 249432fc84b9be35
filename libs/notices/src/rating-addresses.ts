import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '@onething/config';
import { InvitationLinks } from '@onething/ratings';

/** Addresses at which an invited person rates without a log-in. The token stands behind the `#`: no server and no log sees it. */
@Injectable()
export class RatingAddresses {
  constructor(private readonly links: InvitationLinks, @Inject(SETTINGS) private readonly settings: Pick<Settings, 'publicUrl'>) {}

  of({ caseId, expiresAt }: { caseId: string; expiresAt: number }): string {
    return `${this.settings.publicUrl}/rate#${this.links.tokenOf(caseId, expiresAt)}`;
  }
}
