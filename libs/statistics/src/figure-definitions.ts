import type { CountedFigure, FigureDefinition } from './domain/figure';

const EVENTS = { zh: '办件事件流水', en: 'Events of the cases' };
const RATINGS = { zh: '主动评价记录；本平台无默认评价', en: 'Ratings that people gave; there are no default ratings' };
const define = (zh: string, en: string, formulaZh: string, formulaEn: string, source = EVENTS): FigureDefinition => (
  { name: { zh, en }, formula: { zh: formulaZh, en: formulaEn }, source });
const reached = (zh: string, en: string, more: [string, string] = ['', '']): FigureDefinition => (
  define(`${zh}的事项办件`, `Item cases ${en}`, `当日${zh}的事项办件数${more[0]}`, `Item cases ${en} on the day${more[1]}`));
const spared = (zh: string, en: string): FigureDefinition => (
  define(`少${zh}`, `Spared: ${en}`, `按申请人所填情形，单办与联办${zh}之差，于申报时相加`, `At submission, for the applicant’s own answers: ${en} separately less ${en} together, added up`));

/** What each counted figure means: the one place where it is written, for the API, the pages and the command line. */
export const FIGURE_DEFINITIONS: Record<CountedFigure, FigureDefinition> = {
  'cases.submitted': define('已申报“一件事”办件', 'Submitted cases', '当日提交的办件数；草稿不计', 'Cases submitted on the day; drafts are not counted'),
  'cases.completed': define('已办结“一件事”办件', 'Completed cases', '当日所含事项全部结束的办件数；重启后再次办结的不重复计', 'Cases all of whose items had ended on the day; one that was reopened counts once'),
  'cases.delivered': define('已送达“一件事”办件', 'Delivered cases', '当日全部结果已送达的办件数；重启后再次送达的不重复计', 'Cases whose last result was delivered on the day; one that was reopened counts once'),
  'items.submitted': reached('申报', 'submitted'),
  'items.received': reached('收件', 'received'),
  'items.accepted': reached('受理', 'accepted', ['；重启后再次受理的再计', '; one that was reopened and accepted again counts again']),
  'items.granted': reached('准予', 'granted'),
  'items.refused': reached('不予', 'refused'),
  'items.withdrawn': reached('撤回', 'withdrawn'),
  'items.aborted': reached('终止', 'aborted', ['（所依赖的事项未准予）', ' (because an item they depend on was not granted)']),
  'items.onTime': reached('按时办结', 'decided on time', ['；申请人补正及特别程序时间不计', '; the applicant’s own delay and special procedures are not counted']),
  'items.late': reached('逾期办结', 'decided late', ['；申请人补正及特别程序时间不计', '; the applicant’s own delay and special procedures are not counted']),
  'items.days': define('办理用时', 'Days taken', '当日办结的事项办件，按计入时限的天数分', 'Item cases decided on the day, by the days that counted between acceptance and decision'),
  'licences.issued': define('已颁发结果', 'Results issued', '当日办件颁发的结果数，按电子证照类型分', 'Results issued by cases on the day, by licence type'),
  'licences.reused': define('电子证照复用', 'Reuse of licences', '当日申报时以电子证照代替纸质材料的次数', 'Times that a licence stood for a paper at submission'),
  'spared.materials': spared('交材料', 'materials'),
  'spared.steps': spared('走环节', 'steps'),
  'spared.visits': spared('跑动', 'visits'),
  'spared.days': spared('等待的工作日', 'working days'),
  'ratings.whole': define('对整件事的评价', 'Ratings of whole matters', '当日办结评价数，按等级分（1 非常满意 … 5 非常不满意）；收件、受理评价及整改后的二次评价不计', 'Ratings of completion given on the day, by grade (1 very satisfied … 5 very dissatisfied); neither those of intake and acceptance nor second ones', RATINGS),
  'ratings.item': define('对事项的评价', 'Ratings of items', '当日办结评价所及的事项数，按各事项所得等级分', 'Items that the ratings of the day reach, by the grade that holds for each', RATINGS),
};
