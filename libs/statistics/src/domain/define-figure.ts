import type { FigureDefinition } from './figure';

/** Where figures come from, said alike wherever one is shown. */
export const SOURCES = {
  accounts: { zh: '账号登记', en: 'Register of accounts' },
  catalogue: { zh: '现行目录', en: 'Catalogue in force' },
  events: { zh: '办件事件流水', en: 'Events of the cases' },
  facts: { zh: '评价及差评整改事实流水', en: 'Facts of ratings and of the handling of bad ones' },
  licences: { zh: '电子证照库', en: 'Licence register' },
  none: { zh: '尚无此系统', en: 'There is no such system yet' },
  ratings: { zh: '主动评价记录；本平台无默认评价', en: 'Ratings that people gave; there are no default ratings' },
  seals: { zh: '电子印章系统', en: 'Register of seals' },
  visits: { zh: '窗口接待记录', en: 'Records of visits at counters' },
} as const;

export const define = (zh: string, en: string, formulaZh: string, formulaEn: string, source: FigureDefinition['source'] = SOURCES.events): FigureDefinition => (
  { name: { zh, en }, formula: { zh: formulaZh, en: formulaEn }, source });

/** Figures that mean the same on the pages and in the annual report. */
export const SHARED_DEFINITIONS = {
  'oneThings.published': define(
    '已发布“一件事”', 'Published one-things', '现行目录中可办理的“一件事”数', 'One-things in the catalogue in force that can be applied for', SOURCES.catalogue,
  ),
  'items.onTimeRate': define(
    '按时办结率', 'On-time rate', '按时办结 ÷（按时办结 + 逾期办结）；申请人补正及特别程序时间不计',
    'On time ÷ (on time + late); the applicant’s own delay and special procedures are not counted',
  ),
} as const satisfies Record<string, FigureDefinition>;
