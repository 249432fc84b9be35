import type { Text } from '@onething/kernel';
import { type ItemOutcome, PAUSES, type Process, type StepKind } from '@onething/workflow';
import type { ProcedureKind } from './event';

interface NationalState {
  name: Text;
  /** What of the platform it stands for. */
  ours: Text;
}

/**
 * The codes (办件状态) under which an item case is reported to other systems, in the order in which it comes to them (申请 → 受理 → 审查 →
 * 决定 → 办结 → 送达; 全国一体化平台办件数据, GB/T 39046-2020). Some of them are moments rather than states here: `ours` says which.
 */
export const NATIONAL_STATES = {
  '00': { name: { zh: '暂存', en: 'Draft' }, ours: { zh: '一件事草稿', en: 'the one-thing is a draft: `draft`' } },
  '10': { name: { zh: '已申报（待预审）', en: 'Submitted' }, ours: { zh: '已申报', en: '`submitted`' } },
  '12': { name: { zh: '预审退回', en: 'Returned by the pre-review' }, ours: { zh: '预审退回', en: '`returned`' } },
  '15': {
    name: { zh: '预审通过（待交件）', en: 'Pre-review passed, papers awaited' },
    ours: { zh: '不停留：材料在网上随申报提交，预审通过即收件', en: 'never stayed in: papers come with the submission, so passing the pre-review is receiving' },
  },
  '20': { name: { zh: '已收件', en: 'Received' }, ours: { zh: '已收件', en: '`received`' } },
  '24': { name: { zh: '补正告知', en: 'Correction asked before acceptance' }, ours: { zh: '受理前补正', en: '`correcting`' } },
  '30': { name: { zh: '已受理', en: 'Accepted' }, ours: { zh: '不停留：受理后即进入第一个环节', en: 'never stayed in: with the acceptance (event `accepted`) its first step begins' } },
  '31': { name: { zh: '已受理（即办）', en: 'Accepted, decided at once' }, ours: { zh: '即办环节', en: '`handling`, in a step of kind `instant`' } },
  '32': { name: { zh: '审查中', en: 'Under examination' }, ours: { zh: '决定前的其他环节', en: '`handling`, in any other step before the decision' } },
  '34': { name: { zh: '补正（暂停计时）', en: 'Suspended: correction' }, ours: { zh: '审查中补正', en: '`handling`, in `$correction`' } },
  '35': {
    name: { zh: '特别程序中', en: 'Special procedure' },
    ours: { zh: '特别程序，或者不计时的环节', en: '`handling`, in `$procedure` or a step that suspends the clock' },
  },
  '36': { name: { zh: '转报上级', en: 'Forwarded up' }, ours: { zh: '不停留：转报后在上级为已申报', en: 'never stayed in: with the forwarding (event `forwardedUp`) it is `submitted` at the upper authority' } },
  '38': { name: { zh: '决定中', en: 'Under decision' }, ours: { zh: '决定环节', en: '`handling`, in a step of kind `decision`' } },
  '40': { name: { zh: '不予许可', en: 'Refused' }, ours: { zh: '不予', en: '`refused`' } },
  '50': { name: { zh: '准予', en: 'Granted' }, ours: { zh: '准予后、制证前的环节', en: '`handling`, after the grant, in a step that makes no result yet' } },
  '60': { name: { zh: '制证', en: 'Making the result' }, ours: { zh: '准予后的制证环节', en: '`handling`, after the grant, in a step of kind `resultMaking`' } },
  '90': { name: { zh: '办结', en: 'Closed' }, ours: { zh: '准予办结，结果尚未送达或者没有结果', en: '`granted`, its result not handed over, or without one' } },
  '92': { name: { zh: '已送达', en: 'Delivered' }, ours: { zh: '准予办结，结果已送达', en: '`granted`, and its result handed over' } },
  '97': { name: { zh: '不予受理', en: 'Not accepted' }, ours: { zh: '不予受理', en: '`notAccepted`' } },
  '98': { name: { zh: '撤回', en: 'Withdrawn' }, ours: { zh: '撤回', en: '`withdrawn`' } },
  '99': { name: { zh: '终止', en: 'Ended abnormally' }, ours: { zh: '逾期未补正、终止办理、前置未通过', en: '`expired`, `ended`, `aborted`' } },
} as const satisfies Record<string, NationalState>;
export type NationalStateCode = keyof typeof NATIONAL_STATES;

/** States of an item's machine before its acceptance. */
type IntakeState = 'waiting' | 'submitted' | 'returned' | 'received' | 'correcting';

/** By state of the item; `handling` is told by its step. An item that waits for others has not been handed in to anybody. */
const CODES = {
  waiting: null, submitted: '10', returned: '12', received: '20', correcting: '24',
  granted: '90', refused: '40', notAccepted: '97', withdrawn: '98', expired: '99', ended: '99', aborted: '99',
} as const satisfies Record<IntakeState | ItemOutcome, NationalStateCode | null>;

/** Of the steps before the decision, those that are not plain examination. */
const STEP_CODES = {
  instant: '31', examination: '32', decision: '38', siteInspection: '32', publicNotice: '32', expertReview: '32', hearing: '32', review: '32', resultMaking: '32',
} as const satisfies Record<StepKind, NationalStateCode>;

export interface ReportedItem {
  /** As `displayState` shows them. */
  state: string;
  step: string | null;
  decision: 'grant' | 'refuse' | null;
  /** Its result was handed over. */
  isDelivered: boolean;
}

/** @returns the code of the item's present state; null for one that waits for others */
export function nationalStateOf({ steps }: Pick<Process, 'steps'>, { state, step, decision, isDelivered }: ReportedItem): NationalStateCode | null {
  if (state === 'granted' && isDelivered) return '92';
  if (state !== 'handling') return CODES[state as keyof typeof CODES];
  if (step === PAUSES.correction) return '34';
  const present = steps.find(({ code }) => code === step);
  if (step === PAUSES.procedure || present?.suspendsClock) return '35';
  const kind = present?.kind ?? 'examination';
  if (decision === 'grant') return kind === 'resultMaking' ? '60' : '50';
  return STEP_CODES[kind];
}

/** Kinds of special procedure (特别程序种类, GB/T 39046-2020 A.7): 1 moves the due date, 2 is not counted. */
export const SPECIAL_PROCEDURE_KINDS = {
  '1': { zh: '延长审批', en: 'extension of the handling' },
  '2': { zh: '听证、招标、拍卖、检验、检测、检疫、鉴定、专家评审等', en: 'hearing, bidding, auction, inspection, testing, quarantine, appraisal, expert review and the like' },
} as const satisfies Record<string, Text>;
export type SpecialProcedureKind = keyof typeof SPECIAL_PROCEDURE_KINDS;

/** Under which kind what suspends or extends a promise is reported. A correction is no special procedure. */
export const SPECIAL_PROCEDURES = {
  extension: '1',
  hearing: '2', bidding: '2', auction: '2', inspection: '2', testing: '2', quarantine: '2', appraisal: '2', expertReview: '2', publicNotice: '2',
  siteInspection: '2', other: '2',
} as const satisfies Record<ProcedureKind | 'extension', SpecialProcedureKind>;
