import { type ConditionAnswers, type ItemEffect, type ItemFacts, step, stepEvent } from '@onething/workflow';
import type { ItemCommand } from './item-command';
import type { ItemDefinition, ItemState } from './item-decision';
import { type ChosenOutcome, ITEM_RULES, type ItemRule } from './item-rules';

/** Who would command: two accounts of one person are one person. */
export interface Asker {
  actorId: string;
  personId?: string;
}

type Definition = Pick<ItemDefinition, 'machine'>;
type State = Pick<ItemState, 'machine'>;

/** Whether the machine has a way for the command now, its guards included: an offer that would be refused is none. Pure. */
export function isOpen(definition: Definition, state: State, type: ItemCommand['type'], asker: Asker): boolean {
  const rule = ITEM_RULES[type] as ItemRule<ItemCommand>;
  return hasWay(definition, state, { type, ...asker, answers: NO_ANSWERS, ...rule.event?.({ type, ...rule.atBest } as ItemCommand) });
}

/** The same of a way out of the present step. @param answers what its condition looks at */
export function isWayOut(definition: Definition, state: State, { step: left, outcome }: ChosenOutcome, asker: Asker, answers: ConditionAnswers): boolean {
  return hasWay(definition, state, { type: stepEvent(left.code, outcome.code), ...asker, answers });
}

const NO_ANSWERS: ConditionAnswers = { q: {}, form: {} };

function hasWay({ machine }: Definition, state: State, event: Parameters<typeof step>[2]): boolean {
  return step<ItemFacts, ItemEffect>(machine, state.machine, event) !== undefined;
}
