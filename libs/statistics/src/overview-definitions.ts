import { define, SHARED_DEFINITIONS, SOURCES } from './domain/define-figure';
import type { FigureDefinition } from './domain/figure';

/** Figures of the public overview, in the order in which they are shown. */
export const OVERVIEW_FIGURES = [
  'persons.registered', 'oneThings.published', 'cases.submitted', 'cases.completed', 'cases.delivered', 'items.reached', 'items.onTimeRate',
  'licences.issued', 'licences.registered', 'licences.inForce', 'licences.reused', 'seals.registered', 'spared.materials', 'spared.steps', 'spared.visits',
  'ratings.active', 'ratings.activeRate', 'ratings.satisfactionRate', 'ratings.verySatisfiedRate', 'ratings.badRate', 'ratings.meanScore', 'ratings.excluded',
  'badRatings.calledBackRate', 'badRatings.rectifiedRate',
] as const;
export type OverviewFigure = (typeof OVERVIEW_FIGURES)[number];

const spared = (zh: string, en: string): FigureDefinition => define(
  `已减${zh}`, `Spared: ${en}`, `各次申报按申请人所填情形，单办与联办${zh}之差的合计`, `Over all submissions, for the applicants' own answers: ${en} separately less ${en} together`);

const [STEPS_ZH, STEPS_EN] = ['按公布的各等级数计；满意或不满意一方未满公布数的不公布', 'of the grades as they are told; withheld while none of one side is told'];

/** What each figure means and where it comes from. How they divide, and rates, are of days that are over: said beside them all. */
export const OVERVIEW_DEFINITIONS: Record<OverviewFigure, FigureDefinition> = {
  ...SHARED_DEFINITIONS,
  'persons.registered': define('实名注册用户', 'Registered users', '未注销的居民账号数，按实名等级分', "Residents' accounts that are not closed, by real-name level", SOURCES.accounts),
  'cases.submitted': define('已申报“一件事”办件', 'Submitted cases', '提交事件数；草稿不计', 'Number of submissions; drafts are not counted'),
  'cases.completed': define(
    '已办结“一件事”办件', 'Completed cases', '所含事项全部结束的办件数；督办重启后再次办结的不重复计',
    'Cases all of whose items have ended; one that was reopened and ended again counts once',
  ),
  'cases.delivered': define(
    '已送达“一件事”办件', 'Delivered cases', '结果已送达的办件数；督办重启后再次送达的不重复计',
    'Cases whose results were delivered; one that was reopened and delivered again counts once',
  ),
  'items.reached': define(
    '事项办件达到各状态数', 'Item cases by state reached', '曾达到该状态的事项办件数：已申报、已收件、已受理、准予、不予、撤回、终止',
    'Item cases that have reached the state: submitted, received, accepted, granted, refused, withdrawn, aborted',
  ),
  'licences.issued': define('已颁发结果', 'Results issued', '办件颁发的结果数，按电子证照类型分', 'Results issued by cases, by licence type'),
  'licences.registered': define('在库电子证照', 'Licences in the register', '电子证照现行版本数，按状态分', 'Present versions of licences, by state', SOURCES.licences),
  'licences.inForce': define(
    '有效电子证照', 'Licences in force', '现行版本有效或暂停的电子证照数，按类型分', 'Licences whose present version is valid or suspended, by type', SOURCES.licences),
  'licences.reused': define('电子证照复用', 'Reuse of licences', '申报时以电子证照代替纸质材料的次数', 'Times that a licence stood for a paper at submission'),
  'seals.registered': define('电子印章', 'Seals', '电子印章数，按最新版本的状态分', 'Seals, by the state of their newest version', SOURCES.seals),
  'spared.materials': spared('交材料', 'materials'),
  'spared.steps': spared('环节', 'steps'),
  'spared.visits': spared('跑动', 'visits'),
  'ratings.active': define(
    '主动评价', 'Active ratings', '对整件事的主动评价数 A，按等级分（1 非常满意 … 5 非常不满意）；已排除的不计',
    'Ratings A of whole matters, by grade (1 very satisfied … 5 very dissatisfied); without those that are excluded', SOURCES.ratings,
  ),
  'ratings.activeRate': define('主动评价率', 'Active rating rate', 'A ÷ 已办结“一件事”办件', 'A ÷ completed cases', SOURCES.ratings),
  'ratings.satisfactionRate': define(
    '满意率', 'Satisfaction rate', `（等级 1 + 等级 2 + 等级 3）÷ 各等级之和，${STEPS_ZH}`, `(grade 1 + grade 2 + grade 3) ÷ all grades, ${STEPS_EN}`, SOURCES.ratings),
  'ratings.verySatisfiedRate': define('非常满意率', 'Very satisfied', `等级 1 ÷ 各等级之和，${STEPS_ZH}`, `grade 1 ÷ all grades, ${STEPS_EN}`, SOURCES.ratings),
  'ratings.badRate': define('差评率', 'Bad ratings', `（等级 4 + 等级 5）÷ 各等级之和，${STEPS_ZH}`, `(grade 4 + grade 5) ÷ all grades, ${STEPS_EN}`, SOURCES.ratings),
  'ratings.meanScore': define(
    '平均分', 'Mean score', `各评价（6 − 等级）× 2 之和 ÷ 各等级之和，满分 10 分，${STEPS_ZH}`, `Sum of (6 − grade) × 2 ÷ all grades, of 10 points, ${STEPS_EN}`, SOURCES.ratings),
  'ratings.excluded': define(
    '不计入的评价', 'Excluded ratings', '经人工复核排除、或申诉成立被认定为误评、恶意的对整件事的评价数（满5起公布，按5的整数倍）；以上各评价数据均不含',
    'Ratings of whole matters that a human left out after a look, or that an upheld appeal found mistaken or malicious, in steps of 5, from 5 on; none of the figures above holds them',
    SOURCES.facts,
  ),
  'badRatings.calledBackRate': define('差评回访率', 'Call-back rate', '已回访 ÷ 实名差评', 'Called back ÷ bad ratings whose rater is known', SOURCES.facts),
  'badRatings.rectifiedRate': define(
    '差评整改率', 'Rectification rate', '15个工作日内完成整改的差评 ÷ 应整改的差评（已完成的与已到期的；认定为误评、恶意、缺乏法定依据的不计）',
    'Rectified within 15 working days ÷ those to be rectified (done, or due by now; without those found mistaken, malicious or without legal basis)', SOURCES.facts,
  ),
};
