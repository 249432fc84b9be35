import { Injectable } from '@nestjs/common';
import { type Action, isAllowed } from '@onething/identity';
import type { Actor } from '@onething/kernel';
import { CaseDefinitions } from '../case-definitions';
import { notFound } from '../commands/command-path';
import { BUNDLE_RULES, type BundleRequestType, type BundleRule } from '../domain/bundle-rules';
import { leadResourceOf } from '../item-resource';
import { PartyAccess } from '../party-access';
import { type BundleRecord, CaseRepository, matterOf } from '../persistence/case.repository';
import { CaseVisibility } from './case-visibility';
import type { OpenCommandDto } from './case.dto';

/** Which entry of the authorisation table each command falls under. */
const BUNDLE_ACTIONS = {
  saveDraft: 'case.draft', submit: 'case.submit', discard: 'case.draft', requestWithdrawal: 'case.withdraw', deliver: 'item.deliver',
} as const satisfies Record<BundleRequestType, Action>;

/** What somebody may do with a one-thing as a whole now: what the table of rules says of its state, and the person's roles allow. */
@Injectable()
export class OpenBundleCommands {
  constructor(
    private readonly repository: CaseRepository,
    private readonly definitions: CaseDefinitions,
    private readonly parties: PartyAccess,
    private readonly visibility: CaseVisibility,
  ) {}

  /** @throws DomainError `CASES.NOT_FOUND`, also for who may not see the case */
  async list(actor: Actor, caseId: string): Promise<OpenCommandDto[]> {
    const [bundle, items] = await Promise.all([this.repository.findBundle(caseId), this.repository.findItems(caseId)]);
    if (!bundle) throw notFound();
    const may = await this.actionsOf(actor, bundle);
    const viewer = await this.visibility.viewerOf(actor, bundle, items);
    if (!viewer && !may('item.deliver')) throw notFound();
    const open = (Object.entries(BUNDLE_RULES) as [BundleRequestType, BundleRule][])
      .filter(([type, rule]) => may(BUNDLE_ACTIONS[type]) && rule.states.includes(bundle.stateName) && (rule.open?.(bundle.state) ?? true));
    return open.map(([type, { name, data }]) => ({ command: type, name, data: [...data] }));
  }

  /** To offices a case exists from its submission on. */
  private async actionsOf(actor: Actor, bundle: BundleRecord): Promise<(action: Action) => boolean> {
    if (actor.kind === 'resident') {
      const resource = await this.parties.resourceOf(actor, matterOf(bundle));
      return (action) => action !== 'item.deliver' && isAllowed(actor, action, resource);
    }
    const { scope, shape } = bundle.state;
    const { oneThing } = await this.definitions.getPublished(scope.oneThing, scope.oneThingVersion);
    const resource = leadResourceOf(bundle, oneThing.leadDepartment);
    return (action) => shape !== null && action === 'item.deliver' && isAllowed(actor, action, resource);
  }
}
