import { join } from 'node:path';
import fc from 'fast-check';
import { loadReportTemplate } from '../../report/report-template.file';
import { renderDocx } from '../../report/render-docx';
import { renderMarkdown } from '../../report/render-markdown';
import type { AnnualData, ItemCounts } from './annual-data';
import { annualReportOf } from './annual-report';
import { checkTemplate } from './report-template';

const TEMPLATE = loadReportTemplate(join(__dirname, '../../../../../config/report/annual.yaml'));
const AS_OF = Date.parse('2026-01-05T02:00:00Z');
const COUNTS = ['submitted', 'accepted', 'granted', 'refused', 'withdrawn', 'aborted', 'onTime', 'late'] as const;

const add = (rows: ItemCounts[]): ItemCounts => Object.fromEntries(COUNTS.map((count) => [count, rows.reduce((sum, row) => sum + row[count], 0)])) as unknown as ItemCounts;

/** Item counts of one department and month: ends among what was submitted, on time among what was decided. */
const cell = fc.tuple(fc.nat(60_000), fc.nat(9_000), fc.nat(9_000), fc.nat(900), fc.nat(900), fc.nat(9_000)).map(([open, granted, refused, withdrawn, aborted, late]): ItemCounts => ({
  submitted: open + granted + refused + withdrawn + aborted, accepted: open + granted + refused, granted, refused, withdrawn, aborted,
  onTime: granted, late: Math.min(late, refused),
}));

/** A region of some departments, months and levels, whose numbers agree with each other. */
const region = fc.record({
  cells: fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 4 }),
  earlier: fc.nat(50_000), grades: fc.array(fc.nat(3_000), { minLength: 5, maxLength: 5 }), levels: fc.array(fc.nat(400_000), { minLength: 4, maxLength: 4 }),
  held: fc.array(fc.nat(20_000), { maxLength: 5 }), seals: fc.nat(8_000), reused: fc.nat(5_000),
  crossProvince: fc.array(fc.nat(80), { minLength: 3, maxLength: 3 }),
  oneThings: fc.array(fc.record({ materials: fc.nat(20), steps: fc.nat(20), visits: fc.nat(9) }), { maxLength: 4 }),
}).map(({ cells, earlier, grades, levels, held, seals, reused, oneThings, crossProvince }): AnnualData => {
  const items = add(cells.flat());
  const spare = grades.reduce((sum, count) => sum + count, 0);
  return {
    year: 2025, asOf: AS_OF, items, itemsToDate: { ...items, submitted: items.submitted + earlier + spare },
    byDepartment: cells.map((months, index) => ({ code: `d${index}`, name: `部门${index}`, items: add(months), grades })),
    byMonth: [0, 1].map((month) => ({ month: `2025-0${month + 1}`, items: add(cells.map((months) => months[month]!)) })),
    byChannel: [{ channel: 'online', submitted: items.submitted }], gradesToDate: grades, excludedToDate: 3, wholeRatingsToDate: 0, completedToDate: items.granted,
    levels: levels.map((accounts, index) => ({ level: index + 1, accounts })), accounts: levels.reduce((sum, count) => sum + count, 0),
    licences: held.map((count, index) => ({ code: `t${index}`, name: `类型${index}`, held: count })), licencesHeld: held.reduce((sum, count) => sum + count, 0),
    licencesReused: reused, seals, oneThings, miscounted: [], crossProvinceByMode: crossProvince, crossProvince: crossProvince[0]! + crossProvince[1]! + crossProvince[2]!,
  };
});

/** As a person with a pencil would write it. */
function written(count: number): string {
  if (count < 10_000) return `${count}`;
  const hundredths = Math.round(count / 100);
  return `${`${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`.replace(/\.?0+$/, '')}万`;
}
const quotient = (part: number, whole: number): string => (part / whole).toFixed(2);
const perCent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(2)}%`;

/** The paragraph, made apart from the template and from everything that makes the report. */
function expected({ oneThings, accounts, licences, licencesHeld, seals, items, itemsToDate, gradesToDate: [a, b, c, d, e], licencesReused, crossProvince }: AnnualData): string {
  const sum = (of: 'materials' | 'steps' | 'visits') => oneThings.reduce((all, oneThing) => all + oneThing[of], 0);
  const ratings = a! + b! + c! + d! + e!;
  const saved = oneThings.length === 0 ? '' : (
    `，平均每个“一件事”减材料${quotient(sum('materials'), oneThings.length)}份，减环节${quotient(sum('steps'), oneThings.length)}个，减跑动${quotient(sum('visits'), oneThings.length)}次`);
  const across = crossProvince === 0 ? '' : `积极推进“跨省通办”，实现${written(crossProvince)}项政务服务事项“跨省通办”。`;
  return `${across}大力推动“一件事一次办”“网上办、掌上办”，共梳理发布“一件事”目录清单${oneThings.length}个${saved}。`
    + `一体化平台已累计实名注册${written(accounts)}用户，汇聚${licences.filter(({ held }) => held > 0).length}类${written(licencesHeld)}个电子证照，`
    + `${written(seals)}个电子印章，${written(itemsToDate.submitted)}办件，${written(ratings)}个好差评主动评价`
    + `${ratings === 0 ? '' : `，主动评价满意率为${perCent(a! + b! + c!, ratings)}`}。`
    + `全年办结事项办件${written(items.granted + items.refused + items.withdrawn + items.aborted)}件`
    + `${items.onTime + items.late === 0 ? '' : `，按时办结率${perCent(items.onTime, items.onTime + items.late)}`}，电子证照复用${written(licencesReused)}次。`;
}

const textOf = (data: AnnualData): string => annualReportOf(data, TEMPLATE).paragraph.map(({ text }) => text).join('');

describe('the annual report', () => {
  it('prints for any region what somebody who computes it apart would write', () => {
    fc.assert(fc.property(region, (data) => {
      expect(textOf(data)).toBe(expected(data));
    }));
  });

  it('has a footnote for each number of the paragraph, and says as of when', () => {
    fc.assert(fc.property(region, (data) => {
      const { paragraph, footnotes } = annualReportOf(data, TEMPLATE);
      const runs = paragraph.filter(({ text }) => /\d/.test(text));
      expect(runs.map(({ footnote }) => footnote)).toEqual(footnotes.map((_, index) => index + 1));
      expect(footnotes.every((text) => text.endsWith('截至2026年1月5日10:00。'))).toBe(true);
    }));
  });

  it('prints in its tables what the departments and months have', () => {
    fc.assert(fc.property(region, (data) => {
      const [departments, months] = annualReportOf(data, TEMPLATE).tables;
      expect(departments!.rows.map(([, submitted]) => Number(submitted))).toEqual(data.byDepartment.map(({ items }) => items.submitted));
      expect(months!.rows.map((row) => Number(row[3]))).toEqual(data.byMonth.map(({ items }) => items.granted));
    }));
  });

  const broken: [string, (data: AnnualData) => AnnualData, RegExp][] = [
    ['departments do not add up', (data) => ({ ...data, byDepartment: data.byDepartment.slice(1) }), /办件\d|办结事项办件/],
    ['a month is missing', (data) => ({ ...data, byMonth: data.byMonth.slice(1) }), /办结事项办件/],
    ['a recount finds other ratings', (data) => ({ ...data, miscounted: ['ratings.item'] }), /主动评价/],
    ['levels do not add up', (data) => ({ ...data, accounts: data.accounts + 1 }), /实名注册/],
    ['types of licences do not add up', (data) => ({ ...data, licencesHeld: data.licencesHeld + 1 }), /电子证照，/],
    ['there are more ratings than completed matters', (data) => ({ ...data, completedToDate: -1 }), /主动评价/],
    ['modes of cross-province items do not add up', (data) => ({ ...data, crossProvince: data.crossProvince + 1 }), /跨省通办/],
    ['more items were late than decided', (data) => ({ ...data, items: { ...data.items, late: data.items.late + 1_000_000 } }), /按时办结率/],
  ];
  it.each(broken)('refuses a figure when %s', (_, change, printed) => {
    fc.assert(fc.property(region, (data) => {
      fc.pre(data.items.submitted > 0 && data.byDepartment[0]!.items.submitted > 0 && data.byMonth[0]!.items.submitted > 0);
      const { checks, notReported } = annualReportOf(change(data), TEMPLATE);
      expect(checks.some(({ holds }) => !holds)).toBe(true);
      expect(notReported.some(({ because }) => because.startsWith('勾稽关系不成立'))).toBe(true);
      expect(textOf(change(data))).not.toMatch(printed);
    }));
  });

  it('names what has no system yet and never prints it', () => {
    const [data] = fc.sample(region, 1) as [AnnualData];
    const { notReported } = annualReportOf(data, TEMPLATE);
    expect(notReported.map(({ figure }) => figure)).toEqual(expect.arrayContaining(['发布数据目录的厅局', '数据目录']));
    expect(textOf(data)).not.toMatch(/厅局/);
    const unloaded = { ...data, crossProvinceByMode: [], crossProvince: 0 };
    expect(annualReportOf(unloaded, TEMPLATE).notReported).toContainEqual({ figure: '“跨省通办”事项', because: '跨省通办事项目录尚未载入' });
    expect(textOf(unloaded)).not.toMatch(/跨省/);
  });

  it('refuses a template that holds a number or an unknown figure', () => {
    expect(() => checkTemplate({ ...TEMPLATE, heading: '注册1427万用户' })).toThrow('holds a number');
    expect(() => checkTemplate({ ...TEMPLATE, sentences: [{ parts: ['{users.invented}'] }] })).toThrow('is no figure');
  });

  it('is written as Markdown and as a document with footnotes', async () => {
    const [data] = fc.sample(region, 1) as [AnnualData];
    const report = annualReportOf(data, TEMPLATE);
    const markdown = renderMarkdown(report);
    expect(markdown.match(/\[\^\d+\]:/g)).toHaveLength(report.footnotes.length);
    expect((await renderDocx(report)).subarray(0, 2).toString()).toBe('PK');
  });
});
