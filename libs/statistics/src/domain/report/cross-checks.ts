import type { CountedFigure } from '../figure';
import type { AnnualData, ItemCounts, ReportFigure } from './annual-data';

/** Something that must be so, whatever the numbers are (勾稽关系). Where it is not, the figures that it guards are not printed. */
export interface CrossCheck {
  name: string;
  guards: readonly ReportFigure[];
  holds: boolean;
}

const ITEMS: readonly ReportFigure[] = ['items.submitted', 'items.decided', 'items.onTimeRate'];
const RATINGS: readonly ReportFigure[] = ['ratings.active', 'ratings.satisfactionRate'];
const COUNTS = ['submitted', 'accepted', 'granted', 'refused', 'withdrawn', 'aborted', 'onTime', 'late'] as const;
const RECOUNTED: [prefix: string, guards: readonly ReportFigure[]][] = [['items.', ITEMS], ['ratings.', RATINGS], ['licences.reused', ['licences.reused']]];

export function crossChecksOf(data: AnnualData): CrossCheck[] {
  const { items, itemsToDate, gradesToDate, levels, licences } = data;
  return [
    ...RECOUNTED.map(([prefix, guards]) => (
      { name: `逐日累计数与事件流水重新计数一致（${prefix}）`, guards, holds: !data.miscounted.some((figure: CountedFigure) => figure.startsWith(prefix)) })),
    { name: '各部门事项办件之和等于全年事项办件', guards: ITEMS, holds: sumsUp(data.byDepartment.map((row) => row.items), items) },
    { name: '各月事项办件之和等于全年事项办件', guards: ITEMS, holds: sumsUp(data.byMonth.map((row) => row.items), items) },
    { name: '各渠道申报之和等于全年申报', guards: ['items.submitted'], holds: total(data.byChannel.map(({ submitted }) => submitted)) === items.submitted },
    { name: '办结（准予、不予、撤回、终止）不多于申报', guards: ITEMS, holds: endedOf(itemsToDate) <= itemsToDate.submitted },
    { name: '按时与逾期之和不多于准予与不予之和', guards: ['items.onTimeRate'], holds: items.onTime + items.late <= items.granted + items.refused },
    { name: '整件事评价不多于已办结“一件事”办件', guards: RATINGS, holds: data.wholeRatingsToDate <= data.completedToDate },
    { name: '事项评价不多于事项申报，不少于整件事评价', guards: RATINGS, holds: between(data.wholeRatingsToDate, total(gradesToDate), itemsToDate.submitted) },
    { name: '各实名等级用户之和等于注册用户', guards: ['persons.registered'], holds: total(levels.map(({ accounts }) => accounts)) === data.accounts },
    { name: '各办理模式的“跨省通办”事项之和等于目录事项数', guards: ['crossProvince.items'], holds: total(data.crossProvinceByMode) === data.crossProvince },
    { name: '各类型电子证照之和等于电子证照总数', guards: ['licences.held', 'licences.types'], holds: total(licences.map(({ held }) => held)) === data.licencesHeld },
  ];
}

export const endedOf = ({ granted, refused, withdrawn, aborted }: ItemCounts): number => granted + refused + withdrawn + aborted;

export const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

const sumsUp = (parts: ItemCounts[], whole: ItemCounts): boolean => COUNTS.every((count) => total(parts.map((part) => part[count])) === whole[count]);

const between = (least: number, value: number, most: number): boolean => least <= value && value <= most;
