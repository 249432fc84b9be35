import type { FigureDefinition } from '../figure';
import type { ReportFigure } from './annual-data';

const EVENTS = { zh: '办件事件流水', en: 'Events of the cases' };
const CATALOGUE = { zh: '现行目录', en: 'Catalogue in force' };
const RATINGS = { zh: '主动评价记录；本平台无默认评价', en: 'Ratings that people gave; there are no default ratings' };
const NONE = { zh: '尚无此系统', en: 'There is no such system yet' };

const saving = (zh: string, en: string): FigureDefinition => ({
  name: { zh: `平均减${zh}`, en: `Average saving of ${en}` },
  formula: {
    zh: `各“一件事”标准情形下单办${zh}数减联办${zh}数之和 ÷ 已发布“一件事”数`,
    en: `Sum over the one-things, in their standard situations, of ${en} separately less ${en} together ÷ published one-things`,
  },
  source: CATALOGUE,
});

/** What each figure of the report means; the footnotes say it. */
export const REPORT_DEFINITIONS: Record<ReportFigure, FigureDefinition> = {
  'oneThings.published': {
    name: { zh: '已发布“一件事”', en: 'Published one-things' },
    formula: { zh: '现行目录中可办理的“一件事”数', en: 'One-things in the catalogue in force that can be applied for' },
    source: CATALOGUE,
  },
  'savings.materials': saving('材料', 'materials'),
  'savings.steps': saving('环节', 'steps'),
  'savings.visits': saving('跑动', 'visits'),
  'persons.registered': {
    name: { zh: '实名注册用户', en: 'Registered users' },
    formula: { zh: '年末以前注册且未注销的居民账号数', en: "Residents' accounts registered by the end of the year and not closed" },
    source: { zh: '账号登记', en: 'Register of accounts' },
  },
  'licences.types': {
    name: { zh: '电子证照类型', en: 'Types of licences' },
    formula: { zh: '有现行有效电子证照的类型数', en: 'Types of which there is a licence in force' },
    source: { zh: '电子证照库', en: 'Licence register' },
  },
  'licences.held': {
    name: { zh: '电子证照', en: 'Licences' },
    formula: { zh: '年末以前颁发、现行版本未注销的电子证照数', en: 'Licences issued by the end of the year whose present version is valid or suspended' },
    source: { zh: '电子证照库', en: 'Licence register' },
  },
  'seals.registered': {
    name: { zh: '电子印章', en: 'Seals' },
    formula: { zh: '年末以前申请并已批准、未注销的电子印章数', en: 'Seals applied for by the end of the year, approved and not cancelled' },
    source: { zh: '电子印章系统', en: 'Register of seals' },
  },
  'items.submitted': {
    name: { zh: '办件', en: 'Item cases' },
    formula: { zh: '截至年末累计申报的事项办件数；草稿不计', en: 'Item cases submitted up to the end of the year; drafts are not counted' },
    source: EVENTS,
  },
  'items.decided': {
    name: { zh: '办结事项办件', en: 'Ended item cases' },
    formula: { zh: '全年准予、不予、撤回、终止的事项办件数', en: 'Item cases granted, refused, withdrawn or aborted in the year' },
    source: EVENTS,
  },
  'items.onTimeRate': {
    name: { zh: '按时办结率', en: 'On-time rate' },
    formula: { zh: '按时办结 ÷（按时办结 + 逾期办结）；申请人补正及特别程序时间不计', en: 'On time ÷ (on time + late); the applicant’s own delay and special procedures are not counted' },
    source: EVENTS,
  },
  'licences.reused': {
    name: { zh: '电子证照复用', en: 'Reuse of licences' },
    formula: { zh: '全年申报时以电子证照代替纸质材料的次数', en: 'Times in the year that a licence stood for a paper at submission' },
    source: EVENTS,
  },
  'ratings.active': {
    name: { zh: '好差评主动评价', en: 'Active ratings' },
    formula: { zh: '截至年末对事项办件的主动评价数 A；一次对整件事的评价计入其各事项，经复核、申诉排除的不计', en: 'Ratings A of item cases up to the end of the year; a rating of the whole counts for each of its items, an excluded one for none' },
    source: RATINGS,
  },
  'ratings.satisfactionRate': {
    name: { zh: '主动评价满意率', en: 'Satisfaction rate' },
    formula: { zh: '（等级1 + 等级2 + 等级3）÷ A', en: '(grade 1 + grade 2 + grade 3) ÷ A' },
    source: RATINGS,
  },
  'crossProvince.items': { name: { zh: '“跨省通办”事项', en: 'Cross-province items' }, formula: { zh: '现行目录所列“跨省通办”事项数，含仅列名、尚未配置办理流程的', en: 'Items of the cross-province catalogue in force, those that are only listed and have no process here included' }, source: CATALOGUE },
  'dataSharing.departments': { name: { zh: '发布数据目录的厅局', en: 'Departments with data catalogues' }, formula: { zh: '发布数据目录的部门数', en: 'Departments that publish data catalogues' }, source: NONE },
  'dataSharing.catalogues': { name: { zh: '数据目录', en: 'Data catalogues' }, formula: { zh: '已发布的数据目录项数', en: 'Data catalogues published' }, source: NONE },
};
