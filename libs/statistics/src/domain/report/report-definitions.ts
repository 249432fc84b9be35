import { define, SHARED_DEFINITIONS, SOURCES } from '../define-figure';
import type { FigureDefinition } from '../figure';
import type { ReportFigure } from './annual-data';

const saving = (zh: string, en: string): FigureDefinition => define(
  `平均减${zh}`, `Average saving of ${en}`, `各“一件事”标准情形下单办${zh}数减联办${zh}数之和 ÷ 已发布“一件事”数`,
  `Sum over the one-things, in their standard situations, of ${en} separately less ${en} together ÷ published one-things`, SOURCES.catalogue,
);

/** What each figure of the report means; the footnotes say it. */
export const REPORT_DEFINITIONS: Record<ReportFigure, FigureDefinition> = {
  ...SHARED_DEFINITIONS,
  'savings.materials': saving('材料', 'materials'),
  'savings.steps': saving('环节', 'steps'),
  'savings.visits': saving('跑动', 'visits'),
  'persons.registered': define(
    '实名注册用户', 'Registered users', '年末以前注册且未注销的居民账号数',
    "Residents' accounts registered by the end of the year and not closed", SOURCES.accounts,
  ),
  'licences.types': define('电子证照类型', 'Types of licences', '有现行有效电子证照的类型数', 'Types of which there is a licence in force', SOURCES.licences),
  'licences.held': define(
    '电子证照', 'Licences', '年末以前颁发、现行版本未注销的电子证照数',
    'Licences issued by the end of the year whose present version is valid or suspended', SOURCES.licences,
  ),
  'seals.registered': define(
    '电子印章', 'Seals', '年末以前申请并已批准、未注销的电子印章数',
    'Seals applied for by the end of the year, approved and not cancelled', SOURCES.seals,
  ),
  'items.submitted': define('办件', 'Item cases', '截至年末累计申报的事项办件数；草稿不计', 'Item cases submitted up to the end of the year; drafts are not counted'),
  'items.decided': define('办结事项办件', 'Ended item cases', '全年准予、不予、撤回、终止的事项办件数', 'Item cases granted, refused, withdrawn or aborted in the year'),
  'licences.reused': define(
    '电子证照复用', 'Reuse of licences', '全年申报时以电子证照代替纸质材料的次数',
    'Times in the year that a licence stood for a paper at submission',
  ),
  'ratings.active': define(
    '好差评主动评价', 'Active ratings', '截至年末对事项办件的主动评价数 A；一次对整件事的评价计入其各事项，经复核、申诉排除的不计',
    'Ratings A of item cases up to the end of the year; a rating of the whole counts for each of its items, an excluded one for none', SOURCES.ratings,
  ),
  'ratings.satisfactionRate': define('主动评价满意率', 'Satisfaction rate', '（等级1 + 等级2 + 等级3）÷ A', '(grade 1 + grade 2 + grade 3) ÷ A', SOURCES.ratings),
  'crossProvince.items': define(
    '“跨省通办”事项', 'Cross-province items', '现行目录所列“跨省通办”事项数，含仅列名、尚未配置办理流程的',
    'Items of the cross-province catalogue in force, those that are only listed and have no process here included', SOURCES.catalogue,
  ),
  'dataSharing.departments': define(
    '发布数据目录的厅局', 'Departments with data catalogues', '发布数据目录的部门数',
    'Departments that publish data catalogues', SOURCES.none,
  ),
  'dataSharing.catalogues': define('数据目录', 'Data catalogues', '已发布的数据目录项数', 'Data catalogues published', SOURCES.none),
};
