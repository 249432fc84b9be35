import type { ItemCommand } from '../item-command';
import { END_RULES } from './ends';
import { HANDLING_RULES } from './handling';
import { INTAKE_RULES } from './intake';
import type { ItemRules } from './rule';

/** The one table of what can be done with an item case (办件): docs/commands.md shows it, the API answers from it. */
export const ITEM_RULES = { ...INTAKE_RULES, ...HANDLING_RULES, ...END_RULES } satisfies ItemRules<ItemCommand['type']>;

export { issued } from './handling';
export type { ChosenOutcome, DocumentKind, ItemRule, Note, Occasion, Sender } from './rule';
