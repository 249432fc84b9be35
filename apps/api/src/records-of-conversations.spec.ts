import type { RetainedExchange } from '@onething/exchange';
import { Retention } from '@onething/privacy';
import { ofConversations } from './records-of-conversations';

const [MESSAGE, FILE, FREE_FILE] = ['conversation-1', 'file-1', 'file-2'];
const endedAt = new Date(0);
const MATTERS = new Map([['conversation-1', { caseId: 'case-1', personId: 'person-1' }], ['conversation-2', { caseId: 'case-2', personId: 'person-2' }]]);

function retentionOf(held: string[]) {
  const erased: string[] = [];
  const records = (name: RetainedExchange['class'], due: Awaited<ReturnType<RetainedExchange['findDue']>>) => ofConversations(
    { class: name, findDue: () => Promise.resolve(due), erase: (ids) => Promise.resolve(void erased.push(...ids)) },
    { mattersOf: (asked) => Promise.resolve(new Map([...MATTERS].filter(([one]) => asked.includes(one)))) },
  );
  const rule = (name: string) => ({ class: name, period: { years: 10 }, erases: { zh: '', en: '' }, provenance: 'illustrative' }) as never;
  const retention = new Retention(
    [rule('exchangeMessage'), rule('exchangeFile')],
    [
      records('exchangeMessage', [{ id: MESSAGE, endedAt }]),
      records('exchangeFile', [{ id: FILE, endedAt, conversations: ['conversation-1', 'conversation-2'] }, { id: FREE_FILE, endedAt, conversations: [] }]),
    ],
    { heldAmong: (ids: string[]) => Promise.resolve(new Set(ids.filter((one) => held.includes(one)))), keep: () => Promise.resolve() } as never,
    { record: () => Promise.resolve() } as never, { now: () => Date.parse('2040-01-01T00:00:00Z') },
  );
  return { retention, erased };
}

test.each([
  ['nothing is held', [], [MESSAGE, FILE, FREE_FILE]],
  ['the case of the message is held', ['case-1'], [FREE_FILE]],
  ['its person is held', ['person-1'], [FREE_FILE]],
  ['another case that named the file is held', ['case-2'], [MESSAGE, FREE_FILE]],
  ['the person of another case that named the file is held', ['person-2'], [MESSAGE, FREE_FILE]],
])('%s: what is erased of an exchange with another region', async (_, held, gone) => {
  const { retention, erased } = retentionOf(held);
  await retention.run();
  expect(erased).toEqual(gone);
});
