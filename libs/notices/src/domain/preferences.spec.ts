import { defaultPreferences, obstacleOf } from './preferences';

test('residents are told by mail and SMS until they say otherwise, staff by mail', () => {
  expect(defaultPreferences('resident')).toEqual({ language: 'zh', channels: { email: true, sms: true } });
  expect(defaultPreferences('staff').channels).toEqual({ email: true, sms: false });
});

test.each([
  [true, true, true, undefined], [true, true, false, 'notWanted'], [true, false, true, 'noAddress'], [true, false, false, 'noAddress'],
  [false, true, true, 'channelOff'], [false, false, false, 'channelOff'],
])('platform has it %s, account has an address %s, wants it %s: %s', (works, reachable, wanted, obstacle) => {
  expect(obstacleOf(works, reachable, wanted)).toBe(obstacle);
});
