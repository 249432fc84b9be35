import type { FigureDefinition } from './domain/figure';

/** The figures of the public overview. */
export type OverviewFigure =
  | 'persons.registered' | 'oneThings.published' | 'cases.submitted' | 'cases.completed' | 'cases.delivered' | 'items.reached'
  | 'items.onTimeRate' | 'licences.issued' | 'ratings.active' | 'ratings.satisfactionRate' | 'ratings.activeRate' | 'ratings.excluded'
  | 'badRatings.calledBackRate' | 'badRatings.rectifiedRate';

const EVENTS = { zh: '办件事件流水', en: 'Events of the cases' };
const RATINGS = { zh: '主动评价记录；本平台无默认评价', en: 'Ratings that people gave; there are no default ratings' };

const HANDLING = { zh: '评价及差评整改事实流水', en: 'Facts of ratings and of the handling of bad ones' };

/** What each figure means and where it comes from. */
export const OVERVIEW_DEFINITIONS: Record<OverviewFigure, FigureDefinition> = {
  'persons.registered': {
    name: { zh: '实名注册用户', en: 'Registered users' },
    formula: { zh: '未注销的居民账号数，按实名等级分', en: "Residents' accounts that are not closed, by real-name level" },
    source: { zh: '账号登记', en: 'Register of accounts' },
  },
  'oneThings.published': {
    name: { zh: '已发布“一件事”', en: 'Published one-things' },
    formula: {
      zh: '现行目录中可办理的“一件事”数；仅列名未开放的不计',
      en: 'One-things in the catalogue in force that can be applied for; those only listed are not counted',
    },
    source: { zh: '现行目录', en: 'Catalogue in force' },
  },
  'cases.submitted': {
    name: { zh: '已申报“一件事”办件', en: 'Submitted cases' },
    formula: { zh: '提交事件数；草稿不计', en: 'Number of submissions; drafts are not counted' },
    source: EVENTS,
  },
  'cases.completed': {
    name: { zh: '已办结“一件事”办件', en: 'Completed cases' },
    formula: { zh: '所含事项全部结束的办件数；督办重启后再次办结的不重复计', en: 'Cases all of whose items have ended; one that was reopened and ended again counts once' },
    source: EVENTS,
  },
  'cases.delivered': {
    name: { zh: '已送达“一件事”办件', en: 'Delivered cases' },
    formula: { zh: '结果已送达的办件数；督办重启后再次送达的不重复计', en: 'Cases whose results were delivered; one that was reopened and delivered again counts once' },
    source: EVENTS,
  },
  'items.reached': {
    name: { zh: '事项办件达到各状态数', en: 'Item cases by state reached' },
    formula: {
      zh: '曾达到该状态的事项办件数：已申报、已收件、已受理、准予、不予、撤回、终止',
      en: 'Item cases that have reached the state: submitted, received, accepted, granted, refused, withdrawn, aborted',
    },
    source: EVENTS,
  },
  'items.onTimeRate': {
    name: { zh: '按时办结率', en: 'On-time rate' },
    formula: {
      zh: '按时办结 ÷（按时办结 + 逾期办结）；申请人补正及特别程序时间不计入时限',
      en: 'On time ÷ (on time + late); the applicant\'s own delay and special procedures do not count against the promise',
    },
    source: EVENTS,
  },
  'licences.issued': {
    name: { zh: '已颁发结果', en: 'Results issued' },
    formula: { zh: '办件颁发的结果数，按电子证照类型分', en: 'Results issued by cases, by licence type' },
    source: EVENTS,
  },
  'ratings.active': {
    name: { zh: '主动评价', en: 'Active ratings' },
    formula: {
      zh: '对整件事的主动评价数 A，按等级分（1 非常满意 … 5 非常不满意；满5起公布，按5的整数倍）；已排除的不计',
      en: 'Ratings A of whole matters, by grade (1 very satisfied … 5 very dissatisfied; in steps of 5, from 5 on); without those that are excluded',
    },
    source: RATINGS,
  },
  'ratings.satisfactionRate': {
    name: { zh: '满意率', en: 'Satisfaction rate' },
    formula: {
      zh: '（等级 1 + 等级 2 + 等级 3）÷ 各等级之和，均按公布数计；满意或不满意一方未满公布数的不公布',
      en: '(grade 1 + grade 2 + grade 3) ÷ all grades, as they are told; withheld while none of one side is told',
    },
    source: RATINGS,
  },
  'ratings.activeRate': {
    name: { zh: '主动评价率', en: 'Active rating rate' },
    formula: { zh: 'A ÷ 已办结“一件事”办件', en: 'A ÷ completed cases' },
    source: { zh: '主动评价记录与办件事件流水', en: 'Ratings that people gave, and events of the cases' },
  },
  'ratings.excluded': {
    name: { zh: '不计入的评价', en: 'Excluded ratings' },
    formula: {
      zh: '经人工复核排除、或申诉成立被认定为误评、恶意的对整件事的评价数；以上各评价数据均不含',
      en: 'Ratings of whole matters that a human left out after a look, or that an upheld appeal found mistaken or malicious; none of the figures above holds them',
    },
    source: HANDLING,
  },
  'badRatings.calledBackRate': {
    name: { zh: '差评回访率', en: 'Call-back rate' },
    formula: { zh: '已回访 ÷ 实名差评', en: 'Called back ÷ bad ratings whose rater is known' },
    source: HANDLING,
  },
  'badRatings.rectifiedRate': {
    name: { zh: '差评整改率', en: 'Rectification rate' },
    formula: {
      zh: '15个工作日内完成整改的差评 ÷ 应整改的差评（已完成的与已到期的；认定为误评、恶意、缺乏法定依据的不计）',
      en: 'Rectified within 15 working days ÷ those to be rectified (done, or due by now; without those found mistaken, malicious or without legal basis)',
    },
    source: HANDLING,
  },
};
