import type { ItemRequest } from '@onething/cases';
import { type ItemMachineEvent, stepEvent } from '@onething/workflow';
import { LATER_MATERIAL } from './small-catalogue';

/** How a command is sent, by somebody who has the right to it, with everything that it must bring along. */
export interface SentCommand {
  by: string;
  path: string;
  body: Record<string, unknown>;
}

const OFFICE = 'humanresources';
const points = [{ field: 'form.applicant.employer', reason: '请核对。' }];
const reason = '测试所需。';
const form = { 'applicant.employer': '乌鲁木齐市第二中学' };

/** Every command that people can send; the type says so. The steps are those of the small catalogue. */
export const COMMANDS = {
  returnForRework: { by: `${OFFICE}.clerk`, path: 'return', body: { points } },
  resubmit: { by: 'mother', path: 'resubmit', body: { form } },
  receive: { by: `${OFFICE}.clerk`, path: 'receive', body: {} },
  askCorrection: { by: `${OFFICE}.clerk`, path: 'corrections', body: { points } },
  askCorrectionAgain: { by: `${OFFICE}.head`, path: 'corrections/again', body: { points, reason } },
  answerCorrection: { by: 'mother', path: 'corrections/answer', body: { form } },
  accept: { by: `${OFFICE}.clerk`, path: 'accept', body: {} },
  notAccept: { by: `${OFFICE}.clerk`, path: 'not-accept', body: { reason, competent: '乌鲁木齐市公安局' } },
  completeStep: { by: `${OFFICE}.reviewer`, path: 'steps/examine', body: { outcome: 'pass' } },
  decide: { by: `${OFFICE}.head`, path: 'decision', body: { step: 'decide', outcome: 'grant' } },
  issueResult: { by: `${OFFICE}.clerk`, path: 'result', body: { step: 'make', outcome: 'made', face: { remark: '无' } } },
  startProcedure: { by: `${OFFICE}.reviewer`, path: 'procedures', body: { kind: 'hearing', reason, plannedEnd: '2026-12-01' } },
  endProcedure: { by: `${OFFICE}.reviewer`, path: 'procedures/end', body: {} },
  proposeExtension: { by: `${OFFICE}.reviewer`, path: 'extension', body: { days: 3, reason } },
  approveExtension: { by: `${OFFICE}.head`, path: 'extension/approve', body: {} },
  rejectExtension: { by: `${OFFICE}.head`, path: 'extension/reject', body: { reason } },
  supplyLater: { by: 'mother', path: 'later-materials', body: {} },
  checkPromise: { by: `${OFFICE}.reviewer`, path: 'promise-check', body: { kept: true, finding: '属实。' } },
  withdrawGrant: { by: `${OFFICE}.head`, path: 'grant-withdrawal', body: { reason } },
  forwardUp: { by: `${OFFICE}.head`, path: 'forward', body: { reason } },
  withdraw: { by: 'mother', path: 'withdraw', body: { reason } },
  end: { by: `${OFFICE}.head`, path: 'end', body: { why: 'other', reason } },
  reopen: { by: 'supervisor', path: 'reopen', body: { reason } },
} satisfies Record<ItemRequest['type'], SentCommand>;

export type SentType = keyof typeof COMMANDS;

/** Commands that differ from the plain ones in what they bring along, or in who sends them. */
export const VARIANTS = {
  acceptOnPromise: { ...COMMANDS.accept, body: { onPromise: { checkBy: '2026-12-01' } } },
  acceptLater: { ...COMMANDS.accept, body: { later: { materials: [LATER_MATERIAL], until: '2026-12-01' } } },
  breakPromise: { ...COMMANDS.checkPromise, body: { kept: false, finding: '现场与承诺不符。' } },
  announce: { ...COMMANDS.completeStep, body: { outcome: 'announce' } },
  closeNotice: { by: `${OFFICE}.clerk`, path: 'steps/notice', body: { outcome: 'noObjection' } },
  vote: { ...COMMANDS.completeStep, path: 'steps/panel', body: { outcome: 'agree' } },
  secondVote: { by: `${OFFICE}.reviewer2`, path: 'steps/panel', body: { outcome: 'agree' } },
  refuse: { ...COMMANDS.decide, body: { step: 'decide', outcome: 'refuse', reasons: reason } },
} satisfies Record<string, SentCommand>;

export type Act = SentType | keyof typeof VARIANTS;
export const ACTS: Record<Act, SentCommand> = { ...COMMANDS, ...VARIANTS };

/** Before the logins of the office of the city. */
export const atTheCity = (command: SentCommand): SentCommand =>
  (command.by.startsWith(`${OFFICE}.`) ? { ...command, by: `city.${command.by}` } : command);

/** What the item's machine is asked by it. */
export function eventOf(act: Act): ItemMachineEvent {
  const { by, path, body } = ACTS[act];
  const [, step = body['step'] as string | undefined] = /^steps\/(.+)$/.exec(path) ?? [];
  const type = step ? stepEvent(step, body['outcome'] as string) : COMMAND_AT.get(path)!;
  return {
    type, actorId: by, answers: { q: {}, form: {} }, laterMaterials: 'later' in body, onPromise: 'onPromise' in body, kept: body['kept'] as boolean | undefined,
  };
}

const COMMAND_AT = new Map(Object.entries(COMMANDS).map(([type, { path }]) => [path, type]));
