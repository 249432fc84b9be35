import { VirtualClock } from './clock';

test('a virtual clock refuses to go back', () => {
  const clock = new VirtualClock(10);
  expect(() => clock.advanceTo(9)).toThrow(RangeError);
});
