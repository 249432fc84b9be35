import { define, SOURCES } from './domain/define-figure';
import type { CountedFigure, FigureDefinition } from './domain/figure';

const reached = (zh: string, en: string, more: [string, string] = ['', '']): FigureDefinition => (
  define(`${zh}的事项办件`, `Item cases ${en}`, `当日${zh}的事项办件数${more[0]}`, `Item cases ${en} on the day${more[1]}`));
const spared = (zh: string, en: string): FigureDefinition => (
  define(`少${zh}`, `Spared: ${en}`, `按申请人所填情形，单办与联办${zh}之差，于申报时相加`, `At submission, for the applicant's own answers: ${en} separately less ${en} together, added up`));

/** What each counted figure means: the one place where it is written, for the API, the pages and the command line. */
export const FIGURE_DEFINITIONS: Record<CountedFigure, FigureDefinition> = {
  'cases.submitted': define('已申报“一件事”办件', 'Submitted cases', '当日提交的办件数；草稿不计', 'Cases submitted on the day; drafts are not counted'),
  'cases.completed': define('已办结“一件事”办件', 'Completed cases', '当日所含事项全部结束的办件数；重启后再次办结的不重复计', 'Cases all of whose items had ended on the day; one that was reopened counts once'),
  'cases.delivered': define('已送达“一件事”办件', 'Delivered cases', '当日全部结果已送达的办件数；重启后再次送达的不重复计', 'Cases whose last result was delivered on the day; one that was reopened counts once'),
  'items.submitted': reached('申报', 'submitted'),
  'items.received': reached('收件', 'received'),
  'items.accepted': reached('受理', 'accepted', ['；重启后再次受理的不重复计', '; one that was reopened and accepted again counts once']),
  'items.granted': reached('准予', 'granted'),
  'items.refused': reached('不予', 'refused'),
  'items.withdrawn': reached('撤回', 'withdrawn'),
  'items.aborted': reached('终止', 'aborted', ['（所依赖的事项未准予）', ' (because an item they depend on was not granted)']),
  'items.onTime': reached('按时办结', 'decided on time', ['；申请人补正及特别程序时间不计', '; the applicant\'s own delay and special procedures are not counted']),
  'items.late': reached('逾期办结', 'decided late', ['；申请人补正及特别程序时间不计', '; the applicant\'s own delay and special procedures are not counted']),
  'items.days': define('办理用时', 'Days taken', '当日办结的事项办件，按计入时限的天数分', 'Item cases decided on the day, by the days that counted between acceptance and decision'),
  'licences.issued': define('已颁发结果', 'Results issued', '当日办件颁发的结果数，按电子证照类型分', 'Results issued by cases on the day, by licence type'),
  'licences.reused': define('电子证照复用', 'Reuse of licences', '当日申报时以电子证照代替纸质材料的次数', 'Times that a licence stood for a paper at submission'),
  'spared.materials': spared('交材料', 'materials'),
  'spared.steps': spared('走环节', 'steps'),
  'spared.visits': spared('跑动', 'visits'),
  'spared.days': spared('等待的工作日', 'working days'),
  'ratings.whole': define('对整件事的评价', 'Ratings of whole matters', '当日办结评价数，按等级分（1 非常满意 … 5 非常不满意）；收件、受理评价及整改后的二次评价不计', 'Ratings of completion given on the day, by grade (1 very satisfied … 5 very dissatisfied); neither those of intake and acceptance nor second ones', SOURCES.ratings),
  'ratings.item': define('对事项的评价', 'Ratings of items', '当日办结评价所及的事项数，按各事项所得等级分', 'Items that the ratings of the day reach, by the grade that holds for each', SOURCES.ratings),
  'ratings.wholeExcluded': define('不再计入的对整件事的评价', 'Excluded ratings of whole matters', '按评价之日，经复核排除、或申诉成立被认定为误评、恶意的评价数，按等级分；公布的评价数已减去', 'By the day on which they were given, ratings that a review left out, or that an upheld appeal found mistaken or malicious, by grade; published counts are less these', SOURCES.facts),
  'ratings.itemExcluded': define('不再计入的对事项的评价', 'Excluded ratings of items', '按评价之日，上述评价所及的事项数，按等级分；公布的评价数已减去', 'By the day on which they were given, items that such ratings reached, by grade; published counts are less these', SOURCES.facts),
  'ratings.visit': define('现场一次一评', 'Ratings of visits', '当日收件、受理环节的现场评价数，按等级分', 'Ratings of intake and acceptance at a window given on the day, by grade', SOURCES.facts),
  'ratings.flagged': define('疑似异常评价', 'Suspicious ratings', '当日标记为异常待人工复核的评价数，按原因分；一条评价可有多个原因', 'Ratings marked on the day for a human to look at, by reason; one may have several', SOURCES.facts),
  'visits.begun': define('窗口到访', 'Visits of windows', '当日核验到场证件的窗口接待次数', 'Persons whose paper a clerk has checked at a counter on the day', SOURCES.visits),
  'badRatings.dispatched': define('派发的差评', 'Dispatched bad ratings', '当日派发的差评数，分实名、匿名；改派的从原单位转出（减一）计入新单位', 'Bad ratings dispatched on the day, named or anonymous; one that is sent elsewhere leaves the former unit (less one) and counts with the new one', SOURCES.facts),
  'badRatings.calledBack': define('已回访的差评', 'Bad ratings called back', '当日首次回访到本人或本人不愿接听的实名差评数；每件一次', 'Named bad ratings whose rater was reached, or did not want to talk, for the first time on the day; each once', SOURCES.facts),
  'badRatings.found': define('差评核实结论', 'Verdicts on bad ratings', '当日作出最终结论的差评数，按属实、误评、恶意、缺乏法定依据分；申诉的以复核结论为准', 'Bad ratings with a final verdict on the day: true, mistaken, malicious, no legal basis; after an appeal, the decision on it', SOURCES.facts),
  'badRatings.appeals': define('差评申诉', 'Appeals against bad ratings', '当日作出复核决定的申诉数，分成立与不成立', 'Appeals decided on the day, upheld or turned down', SOURCES.facts),
  'badRatings.due': define('应整改的差评', 'Bad ratings to be rectified', '当日完成整改的、以及当日逾期尚未整改的差评数，每件一次；后被认定为误评、恶意、缺乏法定依据的减去', 'Bad ratings rectified on the day, and those whose days were over without, each once; less those found mistaken, malicious or without legal basis later', SOURCES.facts),
  'badRatings.rectifiedOnTime': define('按期整改的差评', 'Bad ratings rectified in time', '当日在15个工作日内完成整改的差评数', 'Bad ratings rectified on the day, within 15 working days of the dispatch', SOURCES.facts),
  'badRatings.rectifiedLate': define('逾期整改的差评', 'Bad ratings rectified late', '当日超过15个工作日才完成整改的差评数', 'Bad ratings rectified on the day, after more than 15 working days', SOURCES.facts),
  'badRatings.answered': define('已反馈的差评', 'Answered bad ratings', '当日向评价人反馈的差评数，按结论分', 'Bad ratings whose rater was answered on the day, by verdict', SOURCES.facts),
  'badRatings.secondRatings': define('整改后二次评价', 'Second ratings', '当日整改后的二次评价数，按等级分', 'Second ratings after a rectification given on the day, by grade', SOURCES.facts),
  'badRatings.closed': define('已归档的差评', 'Closed bad ratings', '当日归档公开的差评数，按结论分', 'Bad ratings closed and made public on the day, by verdict', SOURCES.facts),
};
