import { dayInWords, fillText, listInWords, sameInBoth } from './wording';

test('days are written as people read them', () => {
  expect(dayInWords('2026-03-09')).toEqual({ zh: '2026年3月9日', en: '9 March 2026' });
});

test('lists have the comma of their language, and a dash when empty', () => {
  expect(listInWords([sameInBoth('A'), { zh: '乙', en: 'B' }])).toEqual({ zh: 'A、乙', en: 'A, B' });
  expect(listInWords([])).toEqual({ zh: '—', en: '—' });
});

test('a template is filled in both languages, and what was put in is not looked through again', () => {
  const template = { zh: '请于{until}前补正{what}', en: 'Correct {what} by {until}' };
  expect(fillText(template, { until: dayInWords('2026-03-09'), what: sameInBoth('{until} $& <b>') }))
    .toEqual({ zh: '请于2026年3月9日前补正{until} $& <b>', en: 'Correct {until} $& <b> by 9 March 2026' });
});

test('a template that names what is not given is a mistake', () => {
  expect(() => fillText({ zh: '{on}', en: '' }, {})).toThrow('{on}');
});
