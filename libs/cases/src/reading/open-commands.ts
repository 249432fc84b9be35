import { Inject, Injectable } from '@nestjs/common';
import { isAllowed, type Resource } from '@onething/identity';
import { type Actor, CLOCK, type Clock, type Text, WORK_CALENDAR, type WorkCalendar } from '@onething/kernel';
import { namedEvents, stepEvent } from '@onething/workflow';
import { CaseDefinitions } from '../case-definitions';
import { notFound } from '../commands/command-path';
import { ITEM_ACTIONS, type ItemRequest } from '../commands/item-commands';
import { noticeRunsUntil } from '../domain/item-clock';
import { commandFor, displayState, isBarredByPromise, type ItemDefinition } from '../domain/item-decision';
import { ITEM_RULES } from '../domain/item-rules';
import { silentSince, SPEAKS_ON_ACCEPTANCE } from '../domain/silent-acceptance';
import { resourceOf } from '../item-resource';
import { PartyAccess } from '../party-access';
import { CaseRepository, type ItemRecord, matterOfItem } from '../persistence/case.repository';
import type { OpenCommandDto } from './case.dto';

/** What somebody may do with an item case now: what its machine names in this state, and the person's roles allow. */
@Injectable()
export class OpenCommands {
  constructor(
    private readonly repository: CaseRepository,
    private readonly definitions: CaseDefinitions,
    private readonly parties: PartyAccess,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(WORK_CALENDAR) private readonly calendar: WorkCalendar,
  ) {}

  /** @throws DomainError `CASES.NOT_FOUND`, also for who may not see the item */
  async list(actor: Actor, caseId: string, itemId: string): Promise<OpenCommandDto[]> {
    const item = await this.repository.findItem(caseId, itemId);
    if (!item) throw notFound();
    const resource = await this.resourceFor(actor, item);
    if (!mayKnow(actor, resource)) throw notFound();
    const { scope, authorityUscc, machine } = item.state;
    const definition = await this.definitions.getItem({ oneThing: scope.oneThing, oneThingVersion: scope.oneThingVersion, item: scope.item, authorityUscc });
    const named = new Set(namedEvents(definition.machine, machine));
    const silent = silentSince(item.state, { calendar: this.calendar, now: this.clock.now() }) !== undefined;
    const common = (Object.keys(ITEM_ACTIONS) as ItemRequest['type'][])
      .filter((type) => named.has(type) && isAllowed(actor, ITEM_ACTIONS[type], resource))
      // Nobody is offered to take back what was granted in order.
      .filter((type) => type !== 'withdrawGrant' || machine.facts.promise === 'broken')
      .filter((type) => !silent || !SPEAKS_ON_ACCEPTANCE.has(type))
      .map((type): OpenCommandDto => ({ command: type, name: ITEM_RULES[type].name, data: [...ITEM_RULES[type].data] }));
    // A step that is a public notice has no way out before its days have run.
    const noticeUp = noticeRunsUntil(item.state.clock, { calendar: this.calendar, now: this.clock.now() }) !== undefined;
    return noticeUp ? common : [...common, ...stepCommands(actor, item, definition, named)];
  }

  private async resourceFor(actor: Actor, item: ItemRecord): Promise<Resource> {
    return actor.kind === 'resident' ? this.parties.resourceOf(actor, matterOfItem(item)) : resourceOf(item);
  }
}

/** Its party, the office that handles it, and the supervisor who may reopen it. */
const mayKnow = (actor: Actor, resource: Resource): boolean =>
  (actor.kind === 'resident' && isAllowed(actor, 'item.readCommands', resource)) || isAllowed(actor, 'case.readAsStaff', resource)
  || isAllowed(actor, 'item.reopen', resource);

/** The ways out of the present step, for whoever has its role. A condition or a missing vote may still close one. */
function stepCommands(actor: Actor, item: ItemRecord, { process }: ItemDefinition, named: ReadonlySet<string>): OpenCommandDto[] {
  const { state: { scope, machine } } = item;
  const step = process.steps.find((one) => one.code === displayState(machine).step);
  const holds = actor.posts.some((post) => post.role === step?.role && post.departmentCode === scope.department && post.divisionCode === scope.division);
  if (!step || !holds) return [];
  const open = step.outcomes.filter((outcome) => named.has(stepEvent(step.code, outcome.code)) && !isBarredByPromise(item.state, outcome));
  return open.map((outcome): OpenCommandDto => {
    const command = commandFor({ step, outcome });
    return { command, name: outcome.name satisfies Text, data: [...ITEM_RULES[command].data], step: step.code, outcome: outcome.code, decides: outcome.decides };
  });
}
