import type { Text } from '@onething/kernel';
import type { ItemMachineEvent, ProcessStep } from '@onething/workflow';
import type { CommandContext, EventWriter } from '../command-context';
import type { EventType } from '../event';
import type { ItemClock } from '../item-clock';
import type { CommandOf, ItemCommand } from '../item-command';
import type { ItemState } from '../item-decision';

/** Who sends a command. `step`: whoever has the role that the process gives to the step. */
export type Sender = 'applicant' | 'clerk' | 'windowClerk' | 'reviewer' | 'head' | 'supervisor' | 'step' | 'platform';

/** Documents (文书) that a command gives rise to. */
export type DocumentKind =
  | 'receipt' | 'reworkNotice' | 'correctionNotice' | 'acceptanceNotice' | 'nonAcceptanceNotice' | 'procedureNotice' | 'extensionNotice'
  | 'grantDecision' | 'refusalDecision' | 'grantWithdrawalDecision' | 'deliveryReceipt' | 'withdrawalConfirmation' | 'terminationNotice';

/** What a command finds and brings along while its events are written. */
export interface Occasion<C extends ItemCommand> {
  command: C;
  state: ItemState;
  /** As it is after the command. */
  clock: ItemClock;
  /** The step that is left, and how. */
  chosen?: ChosenOutcome;
  /** A step of several people waits for more of them. */
  stays: boolean;
  context: CommandContext;
}

export interface ChosenOutcome {
  step: ProcessStep;
  outcome: ProcessStep['outcomes'][number];
}

/** A free text of a command: it stands beside the event of that number, encrypted. */
export interface Note {
  seq: number;
  text: unknown;
}

/** Everything that is to be said of one command, in one place. */
export interface ItemRule<C extends ItemCommand> {
  name: Text;
  by: readonly Sender[];
  /** States in which it can be possible; `step` is any step before the decision, `anyStep` also those after it, `stepAfterGrant` only those. Proved against the machine. */
  states: readonly string[];
  /** What it must bring along. */
  data: readonly (keyof C & string)[];
  documents: readonly DocumentKind[];
  /** Events of which the applicant is told. */
  notices: readonly EventType[];
  clock: Text;
  /** What the machine is asked; its type is the command's unless said otherwise. */
  event?: (command: C) => Partial<ItemMachineEvent> & { type?: string };
  /** What it brings along where it is possible in most cases: with that the machine is asked whether it is open. */
  atBest?: Partial<C>;
  /** What the command adds to the clock before the machine's effects run. */
  prepare?: (clock: ItemClock, command: C, context: CommandContext) => ItemClock;
  /** Writes its events. */
  record(writer: EventWriter, occasion: Occasion<C>): Note | undefined;
}

export type ItemRules<T extends ItemCommand['type']> = { [K in T]: ItemRule<CommandOf<K>> };

export const noted = (seq: number, text: unknown): Note | undefined => (text === undefined ? undefined : { seq, text });

/** For an event without free text. */
export const plain = (_seq: number): undefined => undefined;

export const NO_CHANGE: Text = { zh: '不影响', en: 'none' };
