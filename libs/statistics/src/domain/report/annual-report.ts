import { onTimeRate, share } from '../rates';
import { type AnnualData, REPORT_FIGURES, type ReportedFigure, type ReportFigure } from './annual-data';
import { type CrossCheck, crossChecksOf, endedOf, total } from './cross-checks';
import { REPORT_DEFINITIONS } from './report-definitions';
import { figureText, instantInChina, percent } from './number-words';
import type { ReportTemplate } from './report-template';

/** A piece of text, or one that is a printed figure with its footnote. */
export type TextRun = { text: string; footnote?: number };

export interface ReportTable {
  title: string;
  head: string[];
  rows: string[][];
}

/** The report as it will be written, in whatever format. */
export interface AnnualReport {
  title: string;
  heading: string;
  paragraph: TextRun[];
  /** Footnote 1 is the first. */
  footnotes: string[];
  tables: ReportTable[];
  notReported: { figure: string; because: string }[];
  checks: CrossCheck[];
  labels: Pick<ReportTemplate, 'notReported' | 'checks' | 'footnotes'>;
}

/** Puts the report together. A figure whose cross-check fails is not printed, neither in the paragraph nor by its tables. */
export function annualReportOf(data: AnnualData, template: ReportTemplate): AnnualReport {
  const checks = crossChecksOf(data);
  const failed = new Map<ReportFigure, string>(checks.filter(({ holds }) => !holds).flatMap(({ guards, name }) => guards.map((code) => [code, name] as const)));
  const values = figureValues(data);
  const reported = new Map(REPORT_FIGURES.flatMap((code) => {
    const value = values[code];
    return value === null || failed.has(code) ? [] : [[code, { code, value, definition: REPORT_DEFINITIONS[code] }] as const];
  }));
  const asOf = `截至${instantInChina(data.asOf)}`;
  const { paragraph, printed } = fill(template, reported);
  return {
    title: template.title.replace('{year}', String(data.year)), heading: template.heading, paragraph,
    footnotes: printed.map(({ definition: { name, formula, source } }) => `${name.zh}：${formula.zh}。来源：${source.zh}。${asOf}。`),
    tables: tablesOf(data, template).filter(({ needs }) => needs.every((code) => !failed.has(code))).map(({ needs: _, ...table }) => table),
    notReported: REPORT_FIGURES.filter((code) => !reported.has(code)).map((code) => ({
      figure: REPORT_DEFINITIONS[code].name.zh, because: failed.has(code) ? `勾稽关系不成立：${failed.get(code)!}` : reasonOf(code),
    })),
    checks, labels: template,
  };
}

/** Null where there is nothing to report: no system, or nothing to divide by. */
export function figureValues(data: AnnualData): Record<ReportFigure, number | null> {
  const { oneThings, gradesToDate, items, itemsToDate } = data;
  const average = (of: 'materials' | 'steps' | 'visits') => share(total(oneThings.map((oneThing) => oneThing[of])), oneThings.length);
  const rated = total(gradesToDate);
  return {
    'oneThings.published': oneThings.length,
    'savings.materials': average('materials'), 'savings.steps': average('steps'), 'savings.visits': average('visits'),
    'persons.registered': data.accounts, 'licences.types': data.licences.filter(({ held }) => held > 0).length, 'licences.held': data.licencesHeld,
    'seals.registered': data.seals, 'items.submitted': itemsToDate.submitted, 'items.decided': endedOf(items),
    'items.onTimeRate': onTimeRate(items.onTime, items.late), 'licences.reused': data.licencesReused, 'ratings.active': rated,
    'ratings.satisfactionRate': share(total(gradesToDate.slice(0, 3)), rated),
    'crossProvince.items': data.crossProvince === 0 ? null : data.crossProvince, 'dataSharing.departments': null, 'dataSharing.catalogues': null,
  };
}

const WITHOUT_SYSTEM: ReadonlySet<ReportFigure> = new Set(['dataSharing.departments', 'dataSharing.catalogues']);
const reasonOf = (code: ReportFigure): string => (WITHOUT_SYSTEM.has(code) ? '所需系统尚未建立' : code === 'crossProvince.items' ? '跨省通办事项目录尚未载入' : '没有可计算的数据');

const PLACE = /\{([a-zA-Z.]+)\}/;
const PLACES = /\{[a-zA-Z.]+\}/g;

/** A part of which a figure is missing falls away, and a sentence without parts. */
function fill(template: ReportTemplate, reported: ReadonlyMap<string, ReportedFigure>): { paragraph: TextRun[]; printed: ReportedFigure[] } {
  const printed: ReportedFigure[] = [];
  const paragraph = template.sentences.flatMap(({ before = '', parts }): TextRun[] => {
    const whole = parts.filter((part) => (part.match(PLACES) ?? []).every((place) => reported.has(place.slice(1, -1))));
    if (whole.length === 0) return [];
    const runs = whole.flatMap((part, index) => [...(index > 0 ? [{ text: '，' }] : []), ...runsOf(part, reported, printed)]);
    return [{ text: before }, ...runs, { text: '。' }].filter(({ text }) => text !== '');
  });
  return { paragraph, printed };
}

function runsOf(part: string, reported: ReadonlyMap<string, ReportedFigure>, printed: ReportedFigure[]): TextRun[] {
  return part.split(/(\{[a-zA-Z.]+\})/).filter((piece) => piece !== '').map((piece): TextRun => {
    const code = PLACE.exec(piece)?.[1];
    if (code === undefined) return { text: piece };
    const figure = reported.get(code)!;
    return { text: figureText(figure.code, figure.value), footnote: printed.push(figure) };
  });
}

function tablesOf(data: AnnualData, { tables }: ReportTemplate): (ReportTable & { needs: ReportFigure[] })[] {
  const itemHead = ['申报', '受理', '准予', '不予', '撤回', '终止', '按时办结率'];
  const itemRow = ({ submitted, accepted, granted, refused, withdrawn, aborted, onTime, late }: AnnualData['items']) =>
    [submitted, accepted, granted, refused, withdrawn, aborted].map(String).concat(percent(onTimeRate(onTime, late)));
  const levels = data.levels.map(({ level, accounts }) => [String(level), String(accounts)]);
  return [
    {
      title: tables.departments, needs: ['items.submitted', 'items.decided', 'items.onTimeRate', 'ratings.satisfactionRate'], head: ['部门', ...itemHead, '满意率'],
      rows: data.byDepartment.map(({ name, items, grades }) => [name, ...itemRow(items), percent(share(total(grades.slice(0, 3)), total(grades)))]),
    },
    { title: tables.months, needs: ['items.submitted', 'items.decided', 'items.onTimeRate'], head: ['月份', ...itemHead], rows: data.byMonth.map(({ month, items }) => [month, ...itemRow(items)]) },
    { title: tables.levels, needs: ['persons.registered'], head: ['实名等级', '用户'], rows: levels },
    { title: tables.licences, needs: ['licences.held'], head: ['类型', '现行有效'], rows: data.licences.map(({ name, held }) => [name, String(held)]) },
    { title: tables.grades, needs: ['ratings.active'], head: ['等级', '评价'], rows: [...data.gradesToDate.map((count, index) => [GRADES[index]!, String(count)]), ['经复核、申诉不计入', String(data.excludedToDate)]],
    },
  ];
}

const GRADES = ['非常满意', '满意', '基本满意', '不满意', '非常不满意'];
