import { Inject, Injectable } from '@nestjs/common';
import { isAllowed, type Resource } from '@onething/identity';
import { type Actor, CLOCK, type Clock, type Text, WORK_CALENDAR, type WorkCalendar } from '@onething/kernel';
import type { ProcessStep } from '@onething/workflow';
import { CaseData } from '../case-data';
import { CaseDefinitions } from '../case-definitions';
import { notFound } from '../commands/command-path';
import { ITEM_ACTIONS, type ItemRequest } from '../commands/item-commands';
import { noticeRunsUntil } from '../domain/item-clock';
import { commandFor, displayState, type ItemDefinition } from '../domain/item-decision';
import { ITEM_RULES } from '../domain/item-rules';
import { type Asker, isOpen, isWayOut } from '../domain/openness';
import { silentSince, SPEAKS_ON_ACCEPTANCE } from '../domain/silent-acceptance';
import { resourceOf } from '../item-resource';
import { PartyAccess } from '../party-access';
import { CaseRepository, type ItemRecord, matterOfItem } from '../persistence/case.repository';
import type { OpenCommandDto } from './case.dto';

/** What somebody may do with an item case now: what its machine has a way for, guards included, and the person's roles allow. */
@Injectable()
export class OpenCommands {
  constructor(
    private readonly repository: CaseRepository,
    private readonly definitions: CaseDefinitions,
    private readonly parties: PartyAccess,
    private readonly data: CaseData,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(WORK_CALENDAR) private readonly calendar: WorkCalendar,
  ) {}

  /** @throws DomainError `CASES.NOT_FOUND`, also for who may not see the item */
  async list(actor: Actor, caseId: string, itemId: string): Promise<OpenCommandDto[]> {
    const item = await this.repository.findItem(caseId, itemId);
    if (!item) throw notFound();
    const resource = await this.resourceFor(actor, item);
    if (!mayKnow(actor, resource)) throw notFound();
    const { scope, authorityUscc } = item.state;
    const definition = await this.definitions.getItem({ oneThing: scope.oneThing, oneThingVersion: scope.oneThingVersion, item: scope.item, authorityUscc, handledBy: scope.handledBy });
    const moment = { calendar: this.calendar, now: this.clock.now() };
    const silent = silentSince(item.state, moment) !== undefined;
    const asker = { actorId: actor.accountId, personId: actor.personId };
    const common = (Object.keys(ITEM_ACTIONS) as ItemRequest['type'][])
      .filter((type) => isAllowed(actor, ITEM_ACTIONS[type], resource) && isOpen(definition, item.state, type, asker))
      .filter((type) => scope.handledBy === undefined || type !== 'withdraw' || item.stateName === 'waiting')
      .filter((type) => !silent || !SPEAKS_ON_ACCEPTANCE.has(type))
      .map((type): OpenCommandDto => ({ command: type, name: ITEM_RULES[type].name, data: [...ITEM_RULES[type].data] }));
    // A step that is a public notice has no way out before its days have run.
    const step = noticeRunsUntil(item.state.clock, moment) === undefined ? stepOf(actor, item, definition) : undefined;
    return step ? [...common, ...await this.waysOut(item, definition, step, asker)] : common;
  }

  /** The ways out of the present step. Answers are decrypted only where a condition looks at them. */
  private async waysOut({ state }: ItemRecord, definition: ItemDefinition, step: ProcessStep, asker: Asker): Promise<OpenCommandDto[]> {
    const answers = step.outcomes.some((outcome) => outcome.when) ? await this.data.get(state.caseId, state.scope) : { q: {}, form: {} };
    return step.outcomes.filter((outcome) => isWayOut(definition, state, { step, outcome }, asker, answers)).map((outcome): OpenCommandDto => {
      const command = commandFor({ step, outcome });
      return { command, name: outcome.name satisfies Text, data: [...ITEM_RULES[command].data], step: step.code, outcome: outcome.code, decides: outcome.decides };
    });
  }

  private async resourceFor(actor: Actor, item: ItemRecord): Promise<Resource> {
    return actor.kind === 'resident' ? this.parties.resourceOf(actor, matterOfItem(item)) : resourceOf(item);
  }
}

/** Its party, the office that handles it, and the supervisor who may reopen it. */
const mayKnow = (actor: Actor, resource: Resource): boolean =>
  (actor.kind === 'resident' && isAllowed(actor, 'item.readCommands', resource)) || isAllowed(actor, 'case.readAsStaff', resource)
  || isAllowed(actor, 'item.reopen', resource);

/** The present step, for whoever has its role. */
function stepOf(actor: Actor, { state: { scope, machine } }: ItemRecord, { process }: ItemDefinition): ProcessStep | undefined {
  const step = process.steps.find((one) => one.code === displayState(machine).step);
  const holds = actor.posts.some((post) => post.role === step?.role && post.departmentCode === scope.department && post.divisionCode === scope.division);
  return holds ? step : undefined;
}
