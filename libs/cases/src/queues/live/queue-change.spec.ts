import { newsFor, type QueueChange } from './queue-change';

const HEALTH = { departmentCode: 'health', divisionCode: '650102', intakeOnly: false };
const change = (itemId: string | null, department = 'health', division = '650102'): QueueChange => ({ caseId: 'c', itemId, department, division });

test('tells each item of one\'s offices once, and nothing of others', () => {
  const changes = [change('a'), change('a'), change('b', 'education'), change('d', 'health', '650100')];
  expect(newsFor([HEALTH], changes)).toEqual({ items: [{ caseId: 'c', itemId: 'a' }], deliveries: false });
  expect(newsFor([HEALTH], [change('b', 'education')])).toBeUndefined();
  expect(newsFor([], changes)).toBeUndefined();
});

test('tells a window that something changed, not what', () => {
  expect(newsFor([{ ...HEALTH, intakeOnly: true }], [change('a')])).toEqual({ items: [], deliveries: false });
});

test('tells the office that hands over of the whole case', () => {
  expect(newsFor([HEALTH], [change(null)])).toEqual({ items: [], deliveries: true });
});
