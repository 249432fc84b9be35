import { addDays, type CivilDate, isCivilDate } from '@onething/kernel';

/** `YYYY-MM`, in China. */
export const isMonth = (text: string): boolean => /^\d{4}-\d{2}$/.test(text) && isCivilDate(`${text}-01`);

/** First and last day of a month. */
export function daysOf(month: string): { from: CivilDate; to: CivilDate } {
  const inNext = addDays(`${month}-28`, 4);
  return { from: `${month}-01`, to: addDays(`${inNext.slice(0, 7)}-01`, -1) };
}
