import { join } from 'node:path';
import { addDays, type CivilDate, startOfDay, WorkCalendar } from '@onething/kernel';
import fc from 'fast-check';
import { loadCalendars } from '../../../config/calendars';
import { extend, restart, resume, stop, suspend } from './changes';
import { asStatutory, type ClockFacts, type Limit } from './clock-facts';
import { someFacts } from './clock-facts.arbitrary';
import { startAcceptanceClock, startPromiseClock, startStepClock } from './clocks';
import { dueDate } from './due-date';
import { explain } from './explain';

const data = loadCalendars(join(__dirname, '../../../config/calendars'));
const calendar = new WorkCalendar(data);
const at = (text: string): number => Date.parse(`${text}+08:00`);
const workingDays = (value: number): Limit => ({ value, unit: 'workingDays' });
const zh = (facts: ClockFacts, now: string): string[] => explain(facts, calendar, at(now)).map(({ text }) => text.zh);
const en = (facts: ClockFacts, now: string): string[] => explain(facts, calendar, at(now)).map(({ text }) => text.en);

describe('a promise over the Spring Festival', () => {
  const facts = startPromiseClock({ on: '2026-02-12' }, workingDays(5));

  test('in Chinese', () => {
    expect(zh(facts, '2026-02-13T10:00')).toEqual([
      '2026-02-12 受理，当日为第0日；承诺时限 5 个工作日',
      '2026-02-13 为第1日',
      '2026-02-14（周六，调休上班）为第2日',
      '2026-02-15—02-23 春节放假不计',
      '2026-02-24—02-26 为第3—5日',
      '2026-02-26 到期，2026-02-13 之后还有 4 个工作日',
    ]);
  });

  test('in English', () => {
    expect(en(facts, '2026-02-26T10:00')).toEqual([
      '2026-02-12: accepted; this is day 0. The promised limit is 5 working days',
      '2026-02-13 is day 1',
      '2026-02-14 (Saturday, a make-up working day) is day 2',
      '2026-02-15 to 02-23: Spring Festival, not counted',
      '2026-02-24 to 02-26 are days 3 to 5',
      'Due on 2026-02-26, which is today',
    ]);
  });
});

describe('overlapping suspensions, an extension and the National Day', () => {
  const begun = startPromiseClock({ on: '2026-09-11' }, workingDays(10), workingDays(20));
  const hearing = suspend(begun, { kind: 'hearing', reason: '申请人要求听证', from: '2026-09-16', plannedTo: '2026-09-18' });
  const both = suspend(hearing, { kind: 'testing', reason: '样品检测', from: '2026-09-17', plannedTo: '2026-09-21' });
  const ended = resume(resume(both, '2026-09-18', 'hearing'), '2026-09-21', 'testing');
  const facts = extend(ended, { days: 10, approvedBy: 'head', reason: '案情复杂', on: '2026-09-29' }, calendar, 10);

  test('in Chinese', () => {
    expect(zh(facts, '2026-10-23T10:00')).toEqual([
      '2026-09-11 受理，当日为第0日；承诺时限 10 个工作日',
      '2026-09-14—09-16 为第1—3日',
      '2026-09-17—09-21 听证、检测暂停，4 个工作日不计（重叠部分只计一次）',
      '2026-09-22—09-24 为第4—6日',
      '2026-09-25—09-27 中秋节放假不计',
      '2026-09-28—09-30 为第7—9日',
      '2026-10-01—10-07 国庆节放假不计',
      '2026-10-08 为第10日',
      '2026-09-29 经负责人批准延期 10 个工作日',
      '2026-10-09 为第11日',
      '2026-10-10（周六，调休上班）为第12日',
      '2026-10-12—10-21 为第13—20日',
      '2026-10-21 到期，已超期 2 个工作日',
    ]);
  });

  test('in English', () => {
    expect(en(facts, '2026-10-23T10:00').slice(2)).toEqual([
      '2026-09-17 to 09-21: suspended (hearing, testing), 4 working days not counted; days that overlap are left out once',
      '2026-09-22 to 09-24 are days 4 to 6',
      '2026-09-25 to 09-27: Mid-Autumn Festival, not counted',
      '2026-09-28 to 09-30 are days 7 to 9',
      '2026-10-01 to 10-07: National Day, not counted',
      '2026-10-08 is day 10',
      '2026-09-29: extended by 10 working days, approved by a head',
      '2026-10-09 is day 11',
      '2026-10-10 (Saturday, a make-up working day) is day 12',
      '2026-10-12 to 10-21 are days 13 to 20',
      'Due on 2026-10-21; overdue by 2 working days',
    ]);
  });

  test('reasons go with their steps', () => {
    expect(explain(facts, calendar, at('2026-10-12T10:00')).filter(({ reason }) => reason).map(({ rule, reason }) => [rule, reason]))
      .toEqual([['suspended', '申请人要求听证; 样品检测'], ['extended', '案情复杂']]);
  });

  test('while they last', () => {
    expect(zh(both, '2026-09-18T10:00').slice(2)).toEqual([
      '2026-09-17—09-21 听证、检测暂停，4 个工作日不计（重叠部分只计一次）；尚未恢复，计划至 2026-09-21',
      '2026-09-22—09-24 为第4—6日',
      '2026-09-25—09-27 中秋节放假不计',
      '2026-09-28—09-30 为第7—9日',
      '2026-10-01—10-07 国庆节放假不计',
      '2026-10-08 为第10日',
      '2026-10-08 到期（暂停中，恢复后重新计算）',
    ]);
  });

  test('under the limit of the law', () => {
    expect(zh(asStatutory(facts), '2026-10-12T10:00')).toEqual(expect.arrayContaining([
      '2026-09-11 受理，当日为第0日；法定时限 20 个工作日', '2026-11-04 到期，2026-10-12 之后还有 17 个工作日',
    ]));
  });

  test('after the decision', () => {
    expect(zh(stop(facts, { on: '2026-10-13', reason: 'decided' }), '2026-12-01T10:00').slice(-2)).toEqual([
      '2026-10-13 作出决定，停止计时',
      '2026-10-21 到期，按期办理',
    ]);
    expect(zh(stop(facts, { on: '2026-10-22', reason: 'decided' }), '2026-12-01T10:00').slice(-2)).toEqual([
      '2026-10-22 作出决定，停止计时',
      '2026-10-21 到期，办理超期 1 个工作日',
    ]);
  });
});

test('an evening submission before a holiday, and its correction', () => {
  const received = startAcceptanceClock({ at: at('2026-02-14T20:00') });
  expect(zh(received, '2026-02-14T21:00')[0]).toBe('2026-02-14 20:00 提交，已过下班时间或非工作日，视为 2026-02-24 收件，当日为第0日；受理期限 5 个工作日');
  const corrected = restart(stop(received, { on: '2026-02-26', reason: 'returned' }), { at: at('2026-03-02T09:00') }, 'correction');
  expect(en(corrected, '2026-03-03T09:00')).toEqual([
    'Begun anew on 2026-03-02 because of the correction; what ran before does not count',
    '2026-03-02: received; this is day 0. The limit for acceptance is 5 working days',
    '2026-03-03 to 03-09 are days 1 to 5',
    'Due on 2026-03-09; 4 working days left after 2026-03-03',
  ]);
});

test('a suspension from the last day to a Sunday', () => {
  const lasting = suspend(startPromiseClock({ on: '2026-03-02' }, workingDays(5)), { kind: 'expertReview', reason: 'art. 45', from: '2026-03-09' });
  expect(zh(lasting, '2026-03-09T15:00').slice(2)).toEqual(['2026-03-09 专家评审暂停，尚未恢复', '2026-03-09 到期（暂停中，恢复后重新计算）']);
  expect(zh(resume(lasting, '2026-03-15'), '2026-03-16T10:00').slice(2)).toEqual([
    '2026-03-10—03-15 专家评审暂停，4 个工作日不计',
    '暂停始于期限最后一日，恢复之日 2026-03-15 为最后一日',
    '2026-03-15 不上班，顺延至 2026-03-16',
    '2026-03-16 到期，即今日',
  ]);
});

test('suspensions without a gap are one step, and only those that overlap are said to', () => {
  const begun = startPromiseClock({ on: '2026-03-02' }, workingDays(5));
  const first = resume(suspend(begun, { kind: 'hearing', reason: 'art. 45', from: '2026-03-03' }), '2026-03-05');
  const facts = resume(suspend(first, { kind: 'testing', reason: 'art. 45', from: '2026-03-05' }), '2026-03-10');
  expect(zh(facts, '2026-03-11T10:00')[2]).toBe('2026-03-04—03-10 听证、检测暂停，5 个工作日不计');
});

test('suspensions that change nothing are named, with the reason why', () => {
  const begun = startPromiseClock({ on: '2026-03-02' }, workingDays(5));
  const hearing = { kind: 'hearing', reason: 'art. 45' } as const;
  const sameDay = resume(suspend(begun, { ...hearing, from: '2026-03-04' }), '2026-03-04');
  expect(zh(sameDay, '2026-03-05T10:00')).toContain('2026-03-04 听证暂停，同日恢复，到期日不变');
  const late = resume(suspend(begun, { ...hearing, from: '2026-03-10' }), '2026-03-13');
  expect(zh(late, '2026-03-16T10:00')).toContain('2026-03-10 听证暂停，此时期限已届满，到期日不变');
});

test('one suspension after the other from the last day on moves it once', () => {
  const hearing = { kind: 'hearing', reason: 'art. 45', from: '2026-03-09' } as const;
  const first = resume(suspend(startPromiseClock({ on: '2026-03-02' }, workingDays(5)), hearing), '2026-03-12');
  const facts = resume(suspend(first, { kind: 'testing', reason: 'art. 45', from: '2026-03-12' }), '2026-03-17');
  expect(zh(facts, '2026-03-18T10:00').slice(2)).toEqual([
    '2026-03-10—03-17 听证、检测暂停，6 个工作日不计',
    '暂停始于期限最后一日，恢复之日 2026-03-17 为最后一日',
    '2026-03-17 到期，已超期 1 个工作日',
  ]);
});

test('an instant item of a Saturday that is suspended on Monday', () => {
  const facts = suspend(startPromiseClock({ on: '2026-04-18' }, workingDays(0)), { kind: 'testing', reason: 'art. 45', from: '2026-04-20' });
  expect(zh(resume(facts, '2026-04-22'), '2026-04-22T10:00').slice(1)).toEqual([
    '2026-04-18 不上班，顺延至 2026-04-20',
    '2026-04-21—04-22 检测暂停，2 个工作日不计',
    '暂停始于期限最后一日，恢复之日 2026-04-22 为最后一日',
    '2026-04-22 到期，即今日',
  ]);
});

test('a holiday that meets another, and a suspension over one', () => {
  const facts = startPromiseClock({ on: '2026-09-24' }, workingDays(2));
  expect(zh(resume(suspend(facts, { kind: 'hearing', reason: 'art. 45', from: '2026-09-24' }), '2026-09-28'), '2026-09-28T10:00')[1])
    .toBe('2026-09-25—09-28 听证暂停，1 个工作日不计');
  const neighbours = { zh: '肉孜节', en: 'Eid al-Fitr', days: '2026-09-28' };
  const regional = new WorkCalendar({ ...data, overlays: { '650000': { off: [neighbours] } } }, '650000');
  expect(explain(facts, regional, at('2026-09-24T10:00')).map(({ text }) => text.zh).slice(1, 3))
    .toEqual(['2026-09-25—09-27 中秋节放假不计', '2026-09-28 肉孜节放假不计']);
});

test('instant items, calendar days, a provisional year', () => {
  expect(zh(startPromiseClock({ on: '2026-03-02' }, workingDays(0)), '2026-03-02T10:00')).toEqual([
    '2026-03-02 受理，当日为第0日；即办件，当日办结', '2026-03-02 到期，即今日',
  ]);
  expect(en(startStepClock({ on: '2026-09-20' }, { value: 12, unit: 'days' }), '2026-09-21T10:00')).toEqual([
    '2026-09-20: step begun; this is day 0. The limit of the step is 12 calendar days',
    '2026-09-21 to 10-02 are days 1 to 12',
    'Due on 2026-10-02; 11 calendar days left after 2026-09-21',
  ]);
  expect(zh(startPromiseClock({ on: '2026-12-28' }, workingDays(10)), '2026-12-28T10:00').slice(1)).toEqual([
    '2026-12-29—12-31 为第1—3日',
    '2027-01-01 元旦放假不计',
    '2027-01-04—01-12 为第4—10日',
    '2027 年放假安排尚未公布，暂按法定固定节假日计算，公布后重新计算',
    '2027-01-12 到期，2026-12-28 之后还有 10 个工作日',
  ]);
});

describe('for every clock', () => {
  const somewhen = fc.integer({ min: 0, max: 150 });

  test('the explained days are the limit with its extension, and the last step is the due date', () => {
    fc.assert(fc.property(someFacts, somewhen, (facts, after) => {
      const now = startOfDay(addDays((facts.start as { on: CivilDate }).on, after)) + 36_000_000;
      const steps = explain(facts, calendar, now);
      expect(steps.reduce((sum, { days }) => sum + days, 0)).toBe(facts.limit.value + (facts.extension?.days ?? 0));
      expect(steps.at(-1)).toMatchObject({ rule: 'due', to: dueDate(facts, calendar, now).on });
    }));
  });

  test('each day up to the due date is explained once; those that are not are ordinary weekends', () => {
    const telling = ['counted', 'makeUpDay', 'holiday', 'suspended'];
    const moving = ['resumedOnLastDay', 'movedToWorkingDay'];
    fc.assert(fc.property(someFacts, somewhen, (facts, after) => {
      const dayZero = (facts.start as { on: CivilDate }).on;
      const steps = explain(facts, calendar, startOfDay(addDays(dayZero, after)));
      const due = steps.at(-1)!.to;
      for (let day = addDays(dayZero, 1); day <= due; day = addDays(day, 1)) {
        const told = steps.filter(({ rule, from, to }) => telling.includes(rule) && from <= day && day <= to);
        expect(told.length).toBeLessThanOrEqual(1);
        const moved = steps.some(({ rule, to }) => moving.includes(rule) && (facts.limit.unit === 'days' || to === day));
        expect(told.length === 1 || calendar.dayKind(day) === 'weekend' || moved).toBe(true);
      }
    }));
  });

  test('what was explained without any suspension, extension or holiday is one line of days', () => {
    expect(explain(startPromiseClock({ on: '2026-03-02' }, workingDays(20)), calendar, at('2026-03-02T10:00')).map(({ rule }) => rule))
      .toEqual(['dayZero', 'counted', 'due']);
  });
});
