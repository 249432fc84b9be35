import { afterPromiseCheck, openSuspension, preliminaryReviewOf } from '../item-clock';
import { PROCEDURE_KINDS, type ProcedureKind } from '../event';
import { type ItemRules, NO_CHANGE, type Note, noted, type Occasion, plain } from './rule';
import { type EventWriter, today } from '../command-context';
import type { CommandOf, ResultToIssue } from '../item-command';

type Handling =
  | 'completeStep' | 'decide' | 'issueResult' | 'startProcedure' | 'endProcedure' | 'proposeExtension' | 'approveExtension' | 'rejectExtension'
  | 'supplyLater' | 'checkPromise' | 'withdrawGrant' | 'forwardUp';

/** Accepted, and not decided yet. */
const BEFORE_DECISION = ['step', '$correction', '$procedure'] as const;
const NEXT_STEP = { zh: '下一环节时限开始', en: 'the limit of the next step begins' };

/** From acceptance to the result: 行政许可法 arts. 34–45. */
export const HANDLING_RULES: ItemRules<Handling> = {
  completeStep: {
    name: { zh: '完成环节', en: 'Complete a step' },
    by: ['step'], states: ['anyStep'], data: ['step', 'outcome'], documents: [], notices: [], clock: NEXT_STEP,
    record: (writer, occasion) => noted(leaveStep(writer, occasion), occasion.command.opinion),
  },
  decide: {
    name: { zh: '决定', en: 'Decide' },
    by: ['step'], states: ['step'], data: ['step', 'outcome'], documents: ['grantDecision', 'refusalDecision'], notices: ['decided'],
    clock: { zh: '以决定之日计是否按时办结', en: 'the day of the decision says whether the promise was kept' },
    record: decided,
  },
  issueResult: {
    name: { zh: '制证', en: 'Issue the result' },
    by: ['step'], states: ['anyStep'], data: ['step', 'outcome', 'result'], documents: [], notices: ['resultIssued'],
    clock: { zh: '办结', en: 'ends' },
    record: (writer, occasion) => {
      leaveStep(writer, occasion);
      return plain(writer.add('resultIssued', issued(occasion.command.result)));
    },
  },
  startProcedure: {
    name: { zh: '启动特别程序', en: 'Start a special procedure' },
    by: ['clerk', 'reviewer', 'head'], states: ['step'], data: ['kind', 'reason', 'plannedEnd'], documents: ['procedureNotice'], notices: ['procedureStarted'],
    clock: { zh: '承诺时限暂停（特别程序时间不计入）', en: 'the promise is suspended' },
    record: (writer, { command: { kind, plannedEnd, reason } }) => noted(writer.add('procedureStarted', { kind, plannedEnd }), reason),
  },
  endProcedure: {
    name: { zh: '结束特别程序', en: 'End the special procedure' },
    by: ['clerk', 'reviewer', 'head'], states: ['$procedure'], data: [], documents: [], notices: ['procedureEnded'],
    clock: { zh: '承诺时限恢复，顺延暂停的工作日', en: 'the promise runs on, moved by the working days of the pause' },
    record: (writer, { command, state, clock }) => {
      const { kind } = openSuspension(state.clock.promise) ?? {};
      return noted(writer.add('procedureEnded', { kind: isProcedure(kind) ? kind : 'other', dueOn: clock.dates?.dueOn ?? null }), command.finding);
    },
  },
  proposeExtension: {
    name: { zh: '提出延期', en: 'Propose an extension' },
    by: ['clerk', 'reviewer', 'head'], states: BEFORE_DECISION, data: ['days', 'reason'], documents: [], notices: [], clock: NO_CHANGE,
    prepare: (clock, { days }) => ({ ...clock, proposedExtension: days }),
    record: (writer, { command }) => noted(writer.add('extensionProposed', { days: command.days }), command.reason),
  },
  approveExtension: {
    name: { zh: '批准延期', en: 'Approve the extension' },
    by: ['head'], states: BEFORE_DECISION, data: [], documents: ['extensionNotice'], notices: ['extensionApproved'],
    clock: { zh: '承诺时限延长一次', en: 'the promise is extended, once' },
    record: (writer, { state, clock }) => plain(writer.add('extensionApproved', { days: state.clock.proposedExtension!, dueOn: clock.dates!.dueOn! })),
  },
  rejectExtension: {
    name: { zh: '不同意延期', en: 'Reject the extension' },
    by: ['head'], states: BEFORE_DECISION, data: ['reason'], documents: [], notices: [], clock: NO_CHANGE,
    prepare: (clock) => ({ ...clock, proposedExtension: undefined }),
    record: (writer, { command }) => noted(writer.add('extensionRejected', {}), command.reason),
  },
  supplyLater: {
    name: { zh: '补交容缺材料', en: 'Supply the later materials' },
    by: ['applicant'], states: ['handling'], data: [], documents: [], notices: [], clock: NO_CHANGE,
    prepare: (clock) => ({ ...clock, laterBy: undefined, laterMaterials: undefined }),
    record: (writer, { state }) => plain(writer.add('laterMaterialsSupplied', { materials: state.clock.laterMaterials ?? [] })),
  },
  checkPromise: {
    name: { zh: '核查承诺', en: 'Check the promise' },
    by: ['clerk', 'reviewer', 'head'], states: ['handling', 'granted'], data: ['kept', 'finding'],
    documents: [], notices: ['promiseChecked'],
    clock: {
      zh: '不影响；承诺不实的，整改期限（10个工作日，可另定）开始，整改后再次核查属实前不得准予、制证',
      en: 'none; of a broken promise the time for putting it right begins (10 working days, or another day that is named), and nothing is granted or made until a new check finds it in order',
    },
    event: ({ kept }) => ({ kept }),
    atBest: { kept: true },
    prepare: afterPromiseCheck,
    record: (writer, { command: { kept, finding }, clock: { rectifyBy: until } }) => noted(writer.add('promiseChecked', { kept, ...(until ? { until } : {}) }), finding),
  },
  withdrawGrant: {
    name: { zh: '撤销准予', en: 'Withdraw the grant' },
    by: ['head'], states: ['stepAfterGrant', 'granted'], data: ['reason'], documents: ['grantWithdrawalDecision'], notices: ['grantWithdrawn'],
    clock: { zh: '未制证的，终止', en: 'ends, where no result was made yet' },
    prepare: (clock, _, context) => ({ ...clock, grantWithdrawnOn: today(context), checkPromiseBy: undefined, rectifyBy: undefined, rectificationAskedOn: undefined }),
    record: (writer, { command, state }) => noted(writer.add('grantWithdrawn', { licenceId: state.result?.licenceId ?? null }), command.reason),
  },
  forwardUp: {
    name: { zh: '转报上级', en: 'Forward to the upper authority' },
    by: ['head'], states: ['step'], data: ['reason'], documents: [], notices: ['forwardedUp'],
    clock: {
      zh: '本级时限终止（初审应自受理之日起20个工作日内完成），上级受理审查期限开始',
      en: 'the lower clock ends (20 working days from acceptance for the preliminary review), that of the upper authority begins',
    },
    record: (writer, { command, state, context }) => noted(writer.add('forwardedUp', {
      from: state.scope.division, to: command.to.division, ...preliminaryReviewOf(state.clock, context),
    }), command.reason),
  },
};

function leaveStep(writer: EventWriter, { chosen, stays }: Occasion<CommandOf<'completeStep' | 'decide' | 'issueResult'>>): number {
  const { step, outcome } = chosen!;
  return stays
    ? writer.add('reviewGiven', { step: step.code, outcome: outcome.code })
    : writer.add('stepCompleted', { step: step.code, outcome: outcome.code, next: outcome.to });
}

function decided(writer: EventWriter, occasion: Occasion<CommandOf<'decide'>>): Note | undefined {
  const seq = leaveStep(writer, occasion);
  const { step, outcome } = occasion.chosen!;
  // One of several votes is an opinion within the authority; the reasons of the decision are for the applicant.
  return noted(occasion.stays ? seq : writer.add('decided', { step: step.code, decision: outcome.decides! }), occasion.command.reasons);
}

const isProcedure = (kind: string | undefined): kind is ProcedureKind => (PROCEDURE_KINDS as readonly string[]).includes(kind ?? '');

export const issued = ({ licenceId, licenceType, faceDigest }: ResultToIssue) => ({ licenceId, licenceType, faceDigest });
