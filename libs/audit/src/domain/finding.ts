/** What a verification can find. Names are stable: monitoring builds on them. */
export const FINDING_KINDS = [
  'eventEdited', 'eventRemoved', 'eventAdded', 'tailCutOff', 'chainRecomputed', 'chainDeleted', 'caseDeleted', 'stateMissing', 'stateDiffers',
  'actEdited', 'actRemoved', 'actAdded', 'reasonEdited', 'reasonRemoved', 'concernedEdited',
  'headFileMissing', 'headFileAltered', 'headRowChanged', 'headRowRemoved', 'headOutOfOrder', 'leafChanged', 'leafAdded', 'logBroken',
] as const;

/** Something that is not as it was signed or recorded. */
export interface Finding {
  kind: (typeof FINDING_KINDS)[number];
  /** In words, for people. */
  message: string;
  caseId?: string;
  /** Absent for the bundle's chain. */
  itemId?: string;
  /** The event, or the first of several. */
  seq?: number;
  /** The last of several. */
  toSeq?: number;
  actId?: string;
  /** The tree head that shows it. */
  head?: number;
}
