import type { Text } from '@onething/kernel';

/** Grades of the good/bad rating (好差评), GB/T 39046-2020 A.8: 1 is best. The last two are bad ratings (差评). */
export const GRADES = [1, 2, 3, 4, 5] as const;
export type Grade = (typeof GRADES)[number];

export const GRADE_NAMES: Record<Grade, Text> = {
  1: { zh: '非常满意', en: 'Very satisfied' },
  2: { zh: '满意', en: 'Satisfied' },
  3: { zh: '基本满意', en: 'Fairly satisfied' },
  4: { zh: '不满意', en: 'Dissatisfied' },
  5: { zh: '非常不满意', en: 'Very dissatisfied' },
};

export function isBadGrade(grade: Grade): boolean {
  return grade >= 4;
}

/** Where the rater was reached. */
export const CHANNELS = ['portal', 'windowQr', 'tablet', 'terminal', 'smsLink', 'hotline'] as const;
export type Channel = (typeof CHANNELS)[number];

/** At which stage a rating is given: when papers are handed in (接件), accepted (受理), and when the matter has ended (办结). */
export const STAGES = ['intake', 'acceptance', 'completion'] as const;
export type Stage = (typeof STAGES)[number];
