import { ITEM_RULES } from './item-rules';
import { mayReadNote, NOTE_AUDIENCE, type NoteReader, readableNote } from './note-audience';

const READERS: NoteReader[] = ['party', 'office', 'window', 'supervisor', 'otherOffice'];

test('internal opinions are for the own office and supervisors, what is addressed to the party also for the party; nothing is for other offices', () => {
  expect(READERS.filter((reader) => mayReadNote('stepCompleted', reader))).toEqual(['office', 'supervisor']);
  expect(READERS.filter((reader) => mayReadNote('reviewGiven', reader))).toEqual(['office', 'supervisor']);
  expect(READERS.filter((reader) => mayReadNote('decided', reader))).toEqual(['party', 'office', 'window', 'supervisor']);
  expect(READERS.filter((reader) => mayReadNote('itemClosed', reader))).toEqual([]);
});

test('why a head asks for corrections a second time is for the authority; what must be corrected is for the party', () => {
  const points = [{ field: 'form.a', reason: '请核对。' }];
  const again = { points, reason: '初次告知有遗漏，责任在窗口。' };
  expect(READERS.map((reader) => readableNote('correctionAsked', again, reader))).toEqual([points, again, points, again, undefined]);
  expect(READERS.map((reader) => readableNote('correctionAsked', points, reader))).toEqual([points, points, points, points, undefined]);
  expect(readableNote('correctionAsked', undefined, 'party')).toBeUndefined();
});

test('every command that leaves a free text writes an event whose audience is declared', () => {
  for (const [type, rule] of Object.entries(ITEM_RULES)) {
    const source = rule.record.toString();
    if (!/noted\)?\(/.test(source)) continue;
    const declared = Object.keys(NOTE_AUDIENCE).filter((event) => source.includes(event));
    expect([type, declared.length > 0 || source.includes('leaveStep')]).toEqual([type, true]);
  }
});
