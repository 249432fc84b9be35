import { COMMANDS, type SentCommand, VARIANTS } from '../states/commands';
import type { Case, Item } from '../acceptance/views';
import type { Dice } from './dice';
import type { Command } from './ledger';

export const APPLICANT = 'mother';
const LEAD = 'humanresources.clerk';
const reason = '测试所需。';

type Choice = readonly [weight: number, command: SentCommand];

/** What may be done next with an item, by its state, or by its step while it is handled; by far not everything of it succeeds. */
const CHOICES: Record<string, readonly Choice[]> = {
  submitted: [[85, COMMANDS.receive], [8, COMMANDS.returnForRework], [4, COMMANDS.notAccept], [3, COMMANDS.withdraw]],
  returned: [[90, COMMANDS.resubmit], [10, COMMANDS.withdraw]],
  received: [[70, COMMANDS.accept], [8, VARIANTS['acceptOnPromise']], [18, COMMANDS.askCorrection], [2, COMMANDS.notAccept], [2, COMMANDS.withdraw]],
  correcting: [[100, COMMANDS.answerCorrection]],
  examine: [
    [65, COMMANDS.completeStep], [10, COMMANDS.askCorrection], [10, COMMANDS.startProcedure], [6, COMMANDS.proposeExtension], [4, COMMANDS.approveExtension],
    [2, COMMANDS.rejectExtension], [1, COMMANDS.end], [2, COMMANDS.withdraw],
  ],
  $correction: [[100, COMMANDS.answerCorrection]],
  $procedure: [[95, COMMANDS.endProcedure], [5, COMMANDS.withdraw]],
  panel: [[50, VARIANTS['vote']], [50, VARIANTS['secondVote']]],
  decide: [[85, COMMANDS.decide], [12, VARIANTS['refuse']], [3, COMMANDS.withdraw]],
  make: [[100, COMMANDS.issueResult]],
};

/** Sent now and then whatever the state is: most are refused. */
const ANYTHING = Object.values(COMMANDS).filter((command) => command !== COMMANDS.forwardUp);

const base = { leaves: 'events', method: 'POST' } as const;

/** Nobody has anything to do with it any more. */
export const isOver = ({ state, items }: Case): boolean =>
  ['delivered', 'discarded'].includes(state) || (state === 'completed' && !items.some((item) => item.result));

/** One step in the life of a case, as its people would take it. @returns undefined when it is not theirs to do anything now */
export function nextCommand(dice: Dice, found: Case): Command | undefined {
  const path = `/api/cases/${found.id}`;
  if (found.state === 'draft') return nextOfDraft(dice, found, path);
  if (found.state === 'completed') return { ...base, login: LEAD, path: `${path}/deliver`, body: { version: found.version, how: 'electronic' } };
  if (found.state !== 'handling') return undefined;
  if (dice.happens(0.015)) return { ...base, login: APPLICANT, path: `${path}/withdraw`, body: { version: found.version, reason } };
  const item = dice.shuffled(found.items).find((one) => choicesFor(one) !== undefined);
  if (!item) return undefined;
  const chosen = dice.happens(0.04) ? dice.pick(ANYTHING.map((command) => [1, command] as const)) : dice.pick(choicesFor(item)!);
  // An answer that changes nothing is none.
  const body = 'form' in chosen.body ? { form: { 'applicant.employer': employer(dice) } } : chosen.body;
  return { ...base, login: chosen.by, path: `${path}/items/${item.id}/${chosen.path}`, body: { version: item.version, ...body } };
}

const employer = (dice: Dice): string => `乌鲁木齐市第${dice.between(1, 9_999)}中学`;

/** A new draft of the small one-thing, or of one that asks for papers. */
export const newDraft = (oneThing: 'small' | 'newborn', answers: object): Command =>
  ({ ...base, login: APPLICANT, path: '/api/cases', body: { oneThing, division: '650102', answers } });

export const saveDraft = ({ id, version }: Pick<Case, 'id' | 'version'>, answers: object, form: object): Command =>
  ({ leaves: 'version', login: APPLICANT, method: 'PUT', path: `/api/cases/${id}/draft`, body: { version, answers, form } });

export const handInFile = (caseId: string, material: string, file: Uint8Array<ArrayBuffer>): Command =>
  ({ leaves: 'file', login: APPLICANT, method: 'POST', path: `/api/cases/${caseId}/materials/${material}/files`, file });

function nextOfDraft(dice: Dice, found: Case, path: string): Command {
  const discard: Command = { ...base, login: APPLICANT, path: `${path}/discard`, body: { version: found.version } };
  const submit: Command = { ...base, login: APPLICANT, path: `${path}/submit`, body: { version: found.version } };
  const save = saveDraft(found, {}, { 'applicant.employer': employer(dice) });
  // The version tells whether it was saved before; without that it lacks a field.
  if (found.version === 1) return save;
  return dice.pick([[25, save], [70, submit], [5, discard]] as const);
}

const choicesFor = ({ state, step }: Item) => CHOICES[state === 'handling' ? step! : state];
