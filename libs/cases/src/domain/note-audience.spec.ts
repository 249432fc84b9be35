import { ITEM_RULES } from './item-rules';
import { mayReadNote, NOTE_AUDIENCE, type NoteReader } from './note-audience';

const READERS: NoteReader[] = ['party', 'office', 'window', 'supervisor', 'otherOffice'];

test('internal opinions are for the own office and supervisors, what is addressed to the party also for the party; nothing is for other offices', () => {
  expect(READERS.filter((reader) => mayReadNote('stepCompleted', reader))).toEqual(['office', 'supervisor']);
  expect(READERS.filter((reader) => mayReadNote('reviewGiven', reader))).toEqual(['office', 'supervisor']);
  expect(READERS.filter((reader) => mayReadNote('decided', reader))).toEqual(['party', 'office', 'window', 'supervisor']);
  expect(READERS.filter((reader) => mayReadNote('itemClosed', reader))).toEqual([]);
});

test('every command that leaves a free text writes an event whose audience is declared', () => {
  for (const [type, rule] of Object.entries(ITEM_RULES)) {
    const source = rule.record.toString();
    if (!/noted\)?\(/.test(source)) continue;
    const declared = Object.keys(NOTE_AUDIENCE).filter((event) => source.includes(event));
    expect([type, declared.length > 0 || source.includes('leaveStep')]).toEqual([type, true]);
  }
});
