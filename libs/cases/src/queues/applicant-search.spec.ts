import type { SecurityLog } from '@onething/audit';
import type { PersonDirectory } from '@onething/identity';
import type { Actor } from '@onething/kernel';
import { ApplicantSearch } from './applicant-search';
import type { QueueReader } from './queue-reader';

const actor = { accountId: 'a', personId: 'p', roles: ['clerk'] } as unknown as Actor;

/** So many people are called that. */
function searchAmong(namesakes: number) {
  const looked: string[][] = [];
  const persons = {
    findIdsByName: (_name: string, limit: number) => Promise.resolve(Array.from({ length: Math.min(namesakes, limit) }, (_, i) => `person-${i}`)),
  } as unknown as PersonDirectory;
  const queues = { ofApplicants: (_: Actor, ids: string[]) => (looked.push(ids), Promise.resolve({ entries: [], total: 3 })) } as unknown as QueueReader;
  const log = { record: () => Promise.resolve() } as unknown as SecurityLog;
  const answer = new ApplicantSearch(persons, queues, log).find(actor, { name: '张伟', limit: 20 }, { address: '::1', requestId: 'r' });
  return { answer, looked };
}

test('a search by a name that more than 500 people bear says that it has not looked for all of them', async () => {
  const { answer, looked } = searchAmong(501);
  expect([await answer, looked[0]!.length]).toEqual([{ entries: [], total: 3, incomplete: true }, 500]);
  expect(await searchAmong(500).answer).toEqual({ entries: [], total: 3 });
  expect(await searchAmong(0).answer).toEqual({ entries: [], total: 0 });
});
