import { awaitCorrection } from '../item-clock';
import { type ItemRules, noted, plain } from './rule';

type Intake =
  | 'returnForRework' | 'resubmit' | 'receive' | 'askCorrection' | 'askCorrectionAgain' | 'answerCorrection' | 'accept' | 'acceptSilently' | 'notAccept';

const ACCEPTANCE_STARTS = { zh: '受理审查期限（5个工作日）自收到之日起算', en: 'the 5 working days for acceptance begin on the day of receipt' };
const APPLICANT_HAS = { zh: '受理审查期限停止，补正期限（10个工作日）开始', en: 'the acceptance clock stops; 10 working days for the correction begin' };
const PROMISE_STARTS = { zh: '承诺办结时限自受理次日起算', en: 'the promised time begins; the day of acceptance is day 0' };

const fields = (points: { field: string }[]) => points.map((point) => point.field);

/** Before acceptance: 行政许可法 arts. 31, 32. */
export const INTAKE_RULES: ItemRules<Intake> = {
  returnForRework: {
    name: { zh: '预审退回', en: 'Return for rework' },
    by: ['clerk', 'windowClerk', 'head'], states: ['submitted'], data: ['points'], documents: ['reworkNotice'], notices: ['returnedForRework'], clock: APPLICANT_HAS,
    prepare: (clock, { found }, context) => awaitCorrection(clock, found, context),
    record: (writer, { command, clock }) => noted(writer.add('returnedForRework', { points: fields(command.points), until: clock.correctBy! }), command.points),
  },
  resubmit: {
    name: { zh: '重新提交', en: 'Submit again' },
    by: ['applicant'], states: ['returned'], data: ['answersDigest'], documents: [], notices: [], clock: ACCEPTANCE_STARTS,
    record: (writer, { command }) => plain(writer.add('resubmitted', { answersDigest: command.answersDigest })),
  },
  receive: {
    name: { zh: '收件', en: 'Receive' },
    by: ['clerk', 'windowClerk', 'head'], states: ['submitted'], data: [], documents: ['receipt'], notices: ['received'],
    clock: { zh: '不改变已起算的受理审查期限', en: 'the acceptance clock runs on' },
    prepare: (clock) => ({ ...clock, numbered: { ...clock.numbered, receipt: true } }),
    record: (writer, { clock }) => plain(writer.add('received', { acceptBy: clock.dates!.acceptBy! })),
  },
  askCorrection: {
    name: { zh: '补正告知', en: 'Ask for corrections' },
    by: ['clerk', 'windowClerk', 'reviewer', 'head'], states: ['received', 'step'], data: ['points'], documents: ['correctionNotice'], notices: ['correctionAsked'],
    clock: { zh: '受理前：受理审查期限停止；审查中：承诺时限暂停', en: 'before acceptance that clock stops; during the examination the promise is suspended' },
    prepare: (clock, { found }, context) => awaitCorrection(clock, found, context),
    record: (writer, { command, state, clock }) => noted(writer.add('correctionAsked', {
      points: fields(command.points), until: clock.correctBy!, phase: state.machine.value === 'received' ? 'acceptance' : 'examination', again: false,
    }), command.points),
  },
  askCorrectionAgain: {
    name: { zh: '再次补正告知', en: 'Ask for corrections again' },
    by: ['head'], states: ['received'], data: ['points', 'reason'], documents: ['correctionNotice'], notices: ['correctionAsked'], clock: APPLICANT_HAS,
    prepare: (clock, { found }, context) => awaitCorrection(clock, found, context),
    record: (writer, { command, clock }) => noted(writer.add('correctionAsked', {
      points: fields(command.points), until: clock.correctBy!, phase: 'acceptance', again: true,
    }), { points: command.points, reason: command.reason }),
  },
  answerCorrection: {
    name: { zh: '补正', en: 'Answer the request for corrections' },
    by: ['applicant'], states: ['correcting', '$correction'], data: ['answersDigest'], documents: [], notices: [],
    clock: { zh: '受理前：受理审查期限重新起算；审查中：承诺时限恢复', en: 'before acceptance that clock begins anew; during the examination the promise runs on' },
    record: (writer, { command }) => plain(writer.add('correctionAnswered', { answersDigest: command.answersDigest })),
  },
  accept: {
    name: { zh: '受理（含容缺受理、告知承诺）', en: 'Accept, also with later materials or on a promise' },
    by: ['clerk', 'windowClerk', 'head'], states: ['received'], data: [], documents: ['acceptanceNotice'], notices: ['accepted'], clock: PROMISE_STARTS,
    event: ({ later, onPromise }) => ({ laterMaterials: later !== undefined, onPromise: onPromise !== undefined }),
    prepare: (clock, { later, onPromise }) => ({
      ...clock, numbered: { ...clock.numbered, case: true }, laterBy: later?.until, laterMaterials: later?.materials, checkPromiseBy: onPromise?.checkBy,
    }),
    record: (writer, { command: { later, onPromise }, state, clock }) => plain(writer.add('accepted', {
      dueOn: clock.dates!.dueOn!, calendarVersion: clock.dates!.calendarVersion, how: later ? 'laterMaterials' : onPromise ? 'onPromise' : 'ordinary',
      laterMaterials: later?.materials ?? [], until: later?.until ?? onPromise?.checkBy ?? null, again: state.clock.numbered?.case ?? false,
    })),
  },
  acceptSilently: {
    name: { zh: '逾期未告知视为受理', en: 'Accept by silence' },
    by: ['platform'], states: ['submitted', 'received'], data: [], documents: ['acceptanceNotice'], notices: ['accepted'],
    clock: { zh: '承诺办结时限自收到之日起算', en: 'the promised time begins; the day of receipt is day 0' },
    prepare: (clock) => ({ ...clock, numbered: { ...clock.numbered, case: true } }),
    record: (writer, { state, clock }) => plain(writer.add('accepted', {
      dueOn: clock.dates!.dueOn!, calendarVersion: clock.dates!.calendarVersion, how: 'bySilence', laterMaterials: [], until: null, again: state.clock.numbered?.case ?? false,
    })),
  },
  notAccept: {
    name: { zh: '不予受理', en: 'Do not accept' },
    by: ['clerk', 'windowClerk', 'head'], states: ['submitted', 'received'], data: ['reason'], documents: ['nonAcceptanceNotice'], notices: ['notAccepted'],
    clock: { zh: '终止', en: 'ends' },
    record: (writer, { command }) => noted(writer.add('notAccepted', { competent: command.competent ?? null }), command.reason),
  },
};
