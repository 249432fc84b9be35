import type { Text } from '@onething/kernel';
import type { BundleCommand, BundleState } from './bundle-decision';
import { deliverableItems } from './bundle-delivery';
import type { EventType } from './event';
import { type DocumentKind, NO_CHANGE } from './item-rules/rule';

/** What people ask of a one-thing as a whole. */
export type BundleRequestType = Extract<BundleCommand['type'], 'saveDraft' | 'submit' | 'discard' | 'requestWithdrawal' | 'deliver'>;

export interface BundleRule {
  name: Text;
  /** `leadWindow`: who takes in and hands over for the lead department. */
  by: 'applicant' | 'leadWindow';
  /** States of the bundle in which it can be possible. Proved against the machine. */
  states: readonly string[];
  /** What it must bring along. */
  data: readonly string[];
  documents: readonly DocumentKind[];
  /** Events of which the applicant is told. */
  notices: readonly EventType[];
  clock: Text;
  /** What must hold besides the state. */
  open?: (bundle: Pick<BundleState, 'ends' | 'deliveries'>) => boolean;
}

/** The one table of what can be done with a one-thing as a whole: `decideBundle` obeys it, docs/commands.md shows it, the API answers from it. */
export const BUNDLE_RULES = {
  saveDraft: {
    name: { zh: '暂存', en: 'Save the draft' },
    by: 'applicant', states: ['draft'], data: ['answers', 'form'], documents: [], notices: [],
    clock: { zh: '草稿保留期限重新起算', en: 'the days for which the draft is kept begin anew' },
  },
  submit: {
    name: { zh: '提交', en: 'Submit' },
    by: 'applicant', states: ['draft'], data: [], documents: [], notices: ['submitted'],
    clock: { zh: '各事项受理审查期限开始', en: 'the acceptance clocks of the items begin' },
  },
  discard: {
    name: { zh: '放弃草稿', en: 'Throw the draft away' },
    by: 'applicant', states: ['draft'], data: [], documents: [], notices: [], clock: { zh: '终止', en: 'ends' },
  },
  requestWithdrawal: {
    name: { zh: '撤回一件事', en: 'Withdraw the one-thing' },
    by: 'applicant', states: ['handling'], data: [], documents: [], notices: [],
    clock: { zh: '尚未决定的各事项终止', en: 'those of items that are not decided end' },
  },
  deliver: {
    name: { zh: '送达（统一出件、分批送达）', en: 'Deliver, together or in parts' },
    by: 'leadWindow', states: ['handling', 'completed'], data: ['how'], documents: ['deliveryReceipt'], notices: ['delivered'], clock: NO_CHANGE,
    open: (bundle) => deliverableItems(bundle).length > 0,
  },
} satisfies Record<BundleRequestType, BundleRule>;

/** The rule of a command that people send; what comes from the platform has none. */
export const bundleRuleOf = (type: BundleCommand['type']): BundleRule | undefined => (BUNDLE_RULES as Partial<Record<BundleCommand['type'], BundleRule>>)[type];
