import { deadlineOf, told } from '../item-deadlines';
import { type ItemRules, NO_CHANGE, noted, plain } from './rule';

type Ends = 'withdraw' | 'end' | 'reopen' | 'release' | 'abort' | 'expire' | 'warn' | 'passDeadline' | 'recompute';

const STOPS = { zh: '终止', en: 'ends' };
const BEFORE_DECISION = ['waiting', 'submitted', 'returned', 'received', 'correcting', 'step', '$correction', '$procedure'] as const;
const RUNNING = ['submitted', 'returned', 'received', 'correcting', 'anyStep', '$correction', '$procedure', 'granted'] as const;

/** How items end otherwise, and what the platform itself tells them. */
export const END_RULES: ItemRules<Ends> = {
  withdraw: {
    name: { zh: '撤回申请', en: 'Withdraw' },
    by: ['applicant'], states: BEFORE_DECISION, data: [], documents: ['withdrawalConfirmation'], notices: ['itemWithdrawn'], clock: STOPS,
    record: (writer, { command }) => noted(writer.add('itemWithdrawn', { reason: 'applicant' }), command.reason),
  },
  end: {
    name: { zh: '终止办理', en: 'End the handling' },
    by: ['head'], states: BEFORE_DECISION, data: ['why', 'reason'], documents: ['terminationNotice'], notices: ['itemEndedEarly'], clock: STOPS,
    record: (writer, { command }) => noted(writer.add('itemEndedEarly', { reason: command.why }), command.reason),
  },
  reopen: {
    name: { zh: '督办重启', en: 'Reopen' },
    by: ['supervisor'], states: ['refused', 'notAccepted', 'expired', 'ended'], data: ['reason'], documents: [], notices: ['itemReopened'],
    clock: { zh: '受理审查期限重新起算', en: 'the acceptance clock begins anew' },
    prepare: ({ numbered }) => ({ numbered }),
    record: (writer, { command, state }) => noted(writer.add('itemReopened', { from: String(state.machine.value) }), command.reason),
  },
  release: {
    name: { zh: '前置办结，自动启动', en: 'Begin, because what it waited for is granted' },
    by: ['platform'], states: ['waiting', 'aborted'], data: ['results'], documents: [], notices: ['released'],
    clock: { zh: '受理审查期限开始', en: 'the acceptance clock begins' },
    record: (writer, { command }) => plain(writer.add('released', { results: command.results, ...(command.papers && { papers: true }) })),
  },
  abort: {
    name: { zh: '前置未通过，终止', en: 'Abort, because what it waited for failed' },
    by: ['platform'], states: ['waiting'], data: ['failed'], documents: ['terminationNotice'], notices: ['itemAborted'], clock: STOPS,
    record: (writer, { command }) => plain(writer.add('itemAborted', { failed: command.failed })),
  },
  expire: {
    name: { zh: '逾期未补正', en: 'Expire, because no correction came' },
    by: ['platform'], states: ['returned', 'correcting', '$correction'], data: [], documents: ['terminationNotice'],
    notices: ['itemExpired', 'correctionLapsed'],
    clock: { zh: '受理前：终止；审查中：承诺时限恢复', en: 'before acceptance it ends; during the examination the promise runs on' },
    // During the examination the authority decides on what it has.
    record: (writer, { state }) => plain(writer.add(typeof state.machine.value === 'string' ? 'itemExpired' : 'correctionLapsed', {})),
  },
  warn: {
    name: { zh: '临期预警', en: 'Warn of a deadline' },
    by: ['platform'], states: RUNNING, data: ['of', 'light'], documents: [], notices: [], clock: NO_CHANGE,
    prepare: (clock, { of, light }) => told(clock, of, light),
    record: (writer, { command: { of, light }, clock }) => plain(writer.add('deadlineNear', { dueOn: deadlineOf(clock, of)!, of, light })),
  },
  passDeadline: {
    name: { zh: '超期', en: 'Note that a deadline has passed' },
    by: ['platform'], states: RUNNING, data: ['of'], documents: [], notices: ['deadlinePassed'], clock: NO_CHANGE,
    prepare: (clock, { of }) => told(clock, of, 'passed'),
    record: (writer, { command: { of }, clock }) => plain(writer.add('deadlinePassed', { dueOn: deadlineOf(clock, of)!, of })),
  },
  recompute: {
    name: { zh: '按正式日历重算期限', en: 'Compute the deadlines anew' },
    by: ['platform'], states: RUNNING, data: [], documents: [], notices: ['deadlinesRecomputed'],
    clock: { zh: '按已公布的放假安排和现行预警阈值重算', en: 'computed with the calendar whose notice is out, and the thresholds of lights in force' },
    // Whatever command comes first under another calendar, `decideItem` writes deadlinesRecomputed before its own events.
    record: () => undefined,
  },
};
