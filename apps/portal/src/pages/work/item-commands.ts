/** What each command asks for, beside its version: the forms are drawn from this table. Pure. */
import type { Schema } from '../../api/client';

export type OpenCommand = Schema<'OpenCommandDto'>;

export interface CommandField {
  name: string;
  kind: 'text' | 'long' | 'day' | 'number' | 'choice' | 'yesNo' | 'points' | 'face' | 'acceptance';
  optional?: boolean;
  /** Characters. */
  most?: number;
  choices?: readonly string[];
  /** Ready sentences that can be put in. */
  snippets?: 'correction' | 'grant' | 'refusal' | 'nonAcceptance';
}

export interface CommandForm {
  /** Below the item's address; `{step}` stands for the step. */
  path: string;
  fields: readonly CommandField[];
  /** It cannot be undone, or the applicant is told of it: it is shown once more before it is sent. */
  isFinal?: boolean;
  kind?: 'primary' | 'danger';
}

const reason = (most: number, more: Partial<CommandField> = {}): CommandField => ({ name: 'reason', kind: 'long', most, ...more });
const POINTS: CommandField = { name: 'points', kind: 'points', snippets: 'correction' };
const PROCEDURES = ['hearing', 'bidding', 'auction', 'inspection', 'testing', 'quarantine', 'appraisal', 'expertReview', 'publicNotice', 'siteInspection', 'other'];

/** In the order in which they are offered. Commands of applicants and of the platform are not among them. */
export const COMMAND_FORMS: Readonly<Record<string, CommandForm>> = {
  receive: { path: 'receive', fields: [], kind: 'primary' },
  accept: { path: 'accept', fields: [{ name: 'acceptance', kind: 'acceptance' }], kind: 'primary', isFinal: true },
  completeStep: { path: 'steps/{step}', fields: [{ name: 'opinion', kind: 'long', most: 2000, optional: true }], kind: 'primary' },
  decide: { path: 'decision', fields: [{ name: 'reasons', kind: 'long', most: 2000, snippets: 'refusal' }], kind: 'primary', isFinal: true },
  issueResult: { path: 'result', fields: [{ name: 'face', kind: 'face' }], kind: 'primary', isFinal: true },
  endProcedure: { path: 'procedures/end', fields: [{ name: 'finding', kind: 'long', most: 2000, optional: true }], kind: 'primary' },
  approveExtension: { path: 'extension/approve', fields: [], kind: 'primary', isFinal: true },
  rejectExtension: { path: 'extension/reject', fields: [reason(2000)] },
  askCorrection: { path: 'corrections', fields: [POINTS], isFinal: true },
  askCorrectionAgain: { path: 'corrections/again', fields: [POINTS, reason(500)], isFinal: true },
  returnForRework: { path: 'return', fields: [POINTS], isFinal: true },
  startProcedure: { path: 'procedures', fields: [{ name: 'kind', kind: 'choice', choices: PROCEDURES }, reason(500), { name: 'plannedEnd', kind: 'day' }] },
  proposeExtension: { path: 'extension', fields: [{ name: 'days', kind: 'number' }, reason(500)] },
  checkPromise: { path: 'promise-check', fields: [{ name: 'kept', kind: 'yesNo' }, { name: 'finding', kind: 'long', most: 2000 }, { name: 'rectifyBy', kind: 'day', optional: true }] },
  forwardUp: { path: 'forward', fields: [reason(2000)], isFinal: true },
  notAccept: { path: 'not-accept', fields: [reason(2000, { snippets: 'nonAcceptance' }), { name: 'competent', kind: 'text', most: 100, optional: true }], isFinal: true, kind: 'danger' },
  withdrawGrant: { path: 'grant-withdrawal', fields: [reason(2000)], isFinal: true, kind: 'danger' },
  end: { path: 'end', fields: [{ name: 'why', kind: 'choice', choices: ['applicantCeased', 'purposeGone', 'other'] }, reason(2000)], isFinal: true, kind: 'danger' },
};
const ORDER = Object.keys(COMMAND_FORMS);

/** One way of acting: a command, or one outcome of the present step. */
export const keyOf = ({ command, step, outcome }: OpenCommand): string => [command, step, outcome].filter(Boolean).join('.');

/** Those that are for staff, what one does first before the rest. */
export function offered(open: readonly OpenCommand[]): OpenCommand[] {
  return open.filter(({ command }) => command in COMMAND_FORMS).sort((one, other) => ORDER.indexOf(one.command) - ORDER.indexOf(other.command));
}

/** A grant needs no reasons; remarks stand in its document. */
const REMARKS: CommandField = { name: 'reasons', kind: 'long', most: 2000, optional: true, snippets: 'grant' };

/** What this command asks for. */
export function fieldsOf({ command, decides }: OpenCommand): readonly CommandField[] {
  const { fields } = COMMAND_FORMS[command]!;
  return command === 'decide' && decides === 'grant' ? [REMARKS] : fields;
}

export type Values = Record<string, unknown>;

export interface Point {
  field: string;
  reason: string;
}

/** What `acceptance` holds. */
export interface Acceptance {
  how: 'now' | 'later' | 'onPromise';
  materials: string[];
  until: string;
  checkBy: string;
}

export const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Names of the fields that are not filled in rightly. */
export function wrongFields(command: OpenCommand, values: Values): string[] {
  return fieldsOf(command).filter((field) => !isRight(field, values[field.name])).map(({ name }) => name);
}

function isRight({ kind, optional, most }: CommandField, value: unknown): boolean {
  switch (kind) {
    case 'points': return Array.isArray(value) && value.length > 0 && (value as Point[]).every(({ reason: text }) => fits(text, 500));
    case 'face': return true;
    case 'number': return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 10;
    case 'day': return DAY.test(String(value)) || (optional === true && String(value ?? '') === '');
    case 'yesNo': return value === 'yes' || value === 'no';
    case 'acceptance': return isAcceptance(value as Acceptance | undefined);
    default: return fits(value, most ?? 500) || (optional === true && String(value ?? '').trim() === '');
  }
}

const fits = (value: unknown, most: number): boolean => typeof value === 'string' && value.trim() !== '' && [...value.trim()].length <= most;

function isAcceptance(value: Acceptance | undefined): boolean {
  if (value === undefined || value.how === 'now') return true;
  return value.how === 'later' ? value.materials.length > 0 && DAY.test(value.until) : DAY.test(value.checkBy);
}

/** The body as the server takes it, without what is empty. */
export function bodyOf(command: OpenCommand, values: Values, version: number): Record<string, unknown> {
  const given = Object.assign({}, ...fieldsOf(command).map((field) => memberOf(field, values[field.name]))) as Record<string, unknown>;
  const ofStep = command.command === 'completeStep' ? { outcome: command.outcome } : command.step ? { step: command.step, outcome: command.outcome } : {};
  return { version, ...ofStep, ...given };
}

function memberOf({ name, kind }: CommandField, value: unknown): Record<string, unknown> {
  if (kind === 'face') return { face: Object.fromEntries(Object.entries((value ?? {}) as Values).filter(([, one]) => one !== '' && one !== undefined)) };
  if (kind === 'points') return { points: (value as Point[]).map(({ field, reason: text }) => ({ field, reason: text.trim() })) };
  if (kind === 'yesNo') return { [name]: value === 'yes' };
  if (kind === 'acceptance') return acceptanceOf(value as Acceptance | undefined);
  const text = typeof value === 'string' ? value.trim() : value;
  return text === '' || text === undefined ? {} : { [name]: text };
}

function acceptanceOf(value: Acceptance | undefined): Record<string, unknown> {
  if (value?.how === 'later') return { later: { materials: value.materials, until: value.until } };
  return value?.how === 'onPromise' ? { onPromise: { checkBy: value.checkBy } } : {};
}
