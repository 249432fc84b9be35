import { Injectable } from '@nestjs/common';
import { isAllowed } from '@onething/identity';
import type { Actor } from '@onething/kernel';
import type { NoteReader } from '../domain/note-audience';
import { resourceOf } from '../item-resource';
import { PartyAccess, type Side } from '../party-access';
import { type BundleRecord, type ItemRecord, matterOf } from '../persistence/case.repository';

/** As whom somebody sees a case. */
export type Viewer = Side | 'office';

/**
 * Who sees a case: its applicant; an agent whose mandate covers it, of drafts only those that the agent has begun; from submission
 * on each office that handles an item of it; and the clerk at whose counter the applicant stands.
 */
@Injectable()
export class CaseVisibility {
  constructor(private readonly parties: PartyAccess) {}

  /** The applicant stands at the counter of this clerk, who has begun the case for them. */
  async isAtCounter(actor: Actor, bundle: BundleRecord): Promise<boolean> {
    if (actor.kind !== 'staff' || bundle.agent?.accountId !== actor.accountId) return false;
    return (await this.parties.actsAtCounter(actor, bundle.applicantPersonId)).length > 0;
  }

  /** @returns undefined for whom the case does not exist */
  async viewerOf(actor: Actor, bundle: BundleRecord, items: readonly ItemRecord[]): Promise<Viewer | undefined> {
    if (actor.kind === 'resident') return this.parties.sideOf(actor, matterOf(bundle));
    if (items.some((item) => handles(actor, item))) return 'office';
    return this.parties.sideOf(actor, matterOf(bundle));
  }
}

/** A supervisor (督办) of the division in which the item is handled. */
export function supervises(actor: Actor, item: ItemRecord): boolean {
  return actor.kind === 'staff' && actor.roles.includes('supervisor') && isAllowed(actor, 'case.readTimeline', resourceOf(item));
}

/** As whom the actor reads what happened to this item. */
export function noteReaderOf(actor: Actor, viewer: Viewer | 'supervisor', item: ItemRecord): NoteReader {
  if (viewer === 'applicant' || viewer === 'agent') return 'party';
  const { department, division } = item.state.scope;
  const posts = actor.posts.filter((post) => post.departmentCode === department && post.divisionCode === division);
  if (posts.some(({ role }) => role === 'clerk' || role === 'reviewer' || role === 'head')) return 'office';
  if (handles(actor, item)) return 'window';
  return supervises(actor, item) ? 'supervisor' : 'otherOffice';
}

export function handles(actor: Actor, item: ItemRecord): boolean {
  return actor.kind === 'staff' && isAllowed(actor, 'case.readAsStaff', resourceOf(item));
}
