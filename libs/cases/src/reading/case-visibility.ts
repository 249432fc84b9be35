import { Injectable } from '@nestjs/common';
import { isAllowed } from '@onething/identity';
import type { Actor } from '@onething/kernel';
import { resourceOf } from '../item-resource';
import { PartyAccess, type Side } from '../party-access';
import { type BundleRecord, type ItemRecord, matterOf } from '../persistence/case.repository';

/** As whom somebody sees a case. */
export type Viewer = Side | 'office';

/**
 * Who sees a case: its applicant; an agent whose mandate covers it, of drafts only those that the agent has begun; from submission
 * on each office that handles an item of it.
 */
@Injectable()
export class CaseVisibility {
  constructor(private readonly parties: PartyAccess) {}

  /** @returns undefined for whom the case does not exist */
  async viewerOf(actor: Actor, bundle: BundleRecord, items: readonly ItemRecord[]): Promise<Viewer | undefined> {
    if (actor.kind === 'resident') return this.parties.sideOf(actor, matterOf(bundle));
    return items.some((item) => handles(actor, item)) ? 'office' : undefined;
  }
}

export function handles(actor: Actor, item: ItemRecord): boolean {
  return actor.kind === 'staff' && isAllowed(actor, 'case.readAsStaff', resourceOf(item));
}
