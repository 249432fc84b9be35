import type { SecurityActName } from './security-act';

/** Acts by which officials come to see data of persons. What these persons see under “who looked at my data” (谁查看了我的信息). */
export const DATA_ACCESS_ACTS = [
  'case.opened', 'form.opened', 'file.opened', 'licence.opened', 'licence.presented', 'document.opened', 'applicant.searched', 'delivery.opened', 'delivery.chosen', 'data.unmasked', 'data.corrected', 'account.lookedUp', 'rating.contactShown',
] as const satisfies readonly SecurityActName[];
export type DataAccessAct = (typeof DATA_ACCESS_ACTS)[number];

/** Why somebody had data shown unmasked. The person concerned sees this; the words beside it only the auditors. */
export const ACCESS_PURPOSES = ['examination', 'contact', 'complaint', 'correction', 'inspection'] as const;
export type AccessPurpose = (typeof ACCESS_PURPOSES)[number];
/** Why officials looked for somebody's account at a window. */
const LOOK_UP_PURPOSES = ['check', 'recovery', 'attendance', 'correction'] as const;
export type LookUpPurpose = (typeof LOOK_UP_PURPOSES)[number];
/** All that a person can read in the access log. */
export const SHOWN_PURPOSES = [...new Set([...ACCESS_PURPOSES, ...LOOK_UP_PURPOSES])];
export type ShownPurpose = (typeof SHOWN_PURPOSES)[number];
