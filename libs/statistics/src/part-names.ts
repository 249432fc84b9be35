import type { Catalogue } from '@onething/catalogue';
import type { Text } from '@onething/kernel';
import { GRADE_NAMES } from '@onething/ratings';
import type { OverviewFigure } from './overview-definitions';

const name = (zh: string, en: string): Text => ({ zh, en });

const LEVELS: Record<string, Text> = Object.fromEntries([1, 2, 3, 4].map((level) => [level, name(`实名等级${level}`, `Real-name level ${level}`)]));
const REACHED: Record<string, Text> = {
  submitted: name('已申报', 'Submitted'), received: name('已收件', 'Received'), accepted: name('已受理', 'Accepted'), granted: name('准予', 'Granted'),
  refused: name('不予', 'Refused'), withdrawn: name('撤回', 'Withdrawn'), aborted: name('终止', 'Aborted'),
};
const LICENCES: Record<string, Text> = {
  VALID: name('有效', 'In force'), SUSPENDED: name('暂扣', 'Suspended'), REPLACED: name('已换发', 'Replaced'), CANCELLED: name('已注销', 'Cancelled'),
  WITHDRAWN: name('已撤销', 'Withdrawn'), REVOKED: name('已吊销', 'Revoked'), TRANSFERRED: name('已转出', 'Transferred'),
};
const SEALS: Record<string, Text> = {
  applied: name('待审核', 'Applied for'), approved: name('已审核', 'Approved'), rejected: name('未通过', 'Rejected'), made: name('已制作', 'Made'),
  filed: name('已备案', 'On file'), enabled: name('启用', 'Enabled'), suspended: name('停用', 'Suspended'), cancelled: name('已注销', 'Cancelled'),
};
const NAMES: Partial<Record<OverviewFigure, Readonly<Record<string, Text>>>> = {
  'persons.registered': LEVELS, 'items.reached': REACHED, 'licences.registered': LICENCES, 'seals.registered': SEALS,
  'ratings.active': Object.fromEntries(Object.entries(GRADE_NAMES)),
};

/** What the parts of a public figure are called; licence types by the catalogue in force, a code that has no name by itself. */
export function partNamesOf(figure: OverviewFigure, parts: readonly string[], { licenceTypes }: Pick<Catalogue, 'licenceTypes'>): Record<string, Text> {
  return Object.fromEntries(parts.map((part) => [part, NAMES[figure]?.[part] ?? licenceTypes.get(part)?.name ?? name(part, part)]));
}
