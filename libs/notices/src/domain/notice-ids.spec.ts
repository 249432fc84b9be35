import { deliveryId, jobId, messageId, noticeId } from './notice-ids';

const EVENT = { hash: 'a1', recordedAt: Date.parse('2026-03-02T02:00:00Z') };
const UUID_7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test('an id follows from what it stands for, and differs with each part of it', () => {
  const notice = { id: noticeId(EVENT, 'granted', 'account'), createdAt: EVENT.recordedAt };
  const delivery = { id: deliveryId(notice, 'email'), createdAt: EVENT.recordedAt };
  const ids = [
    notice.id, noticeId({ ...EVENT, hash: 'a2' }, 'granted', 'account'), noticeId(EVENT, 'refused', 'account'), noticeId(EVENT, 'granted', 'other'),
    delivery.id, deliveryId(notice, 'sms'), jobId(delivery, 0), jobId(delivery, 1),
  ];
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(UUID_7);
  expect(noticeId(EVENT, 'granted', 'account')).toBe(notice.id);
});

test('ids of notices sort by the time of their events', () => {
  expect(noticeId({ ...EVENT, recordedAt: EVENT.recordedAt + 1 }, 'granted', 'a') > noticeId(EVENT, 'granted', 'b')).toBe(true);
});

test.each([
  ['service@gov.example', '<notice.1@gov.example>'], ['一件事 <service@gov.example>', '<notice.1@gov.example>'], ['', '<notice.1@localhost>'],
])('the Message-ID from %j', (from, expected) => {
  expect(messageId('1', from)).toBe(expected);
});
