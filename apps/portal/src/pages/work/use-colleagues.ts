import { shallowReactive } from 'vue';
import { api, dataOf, type Schema } from '../../api/client';
import { useSession } from '../../session/session';

export interface Office {
  department: string;
  division: string;
}
type Colleague = Schema<'ColleagueDto'>;

const keyOf = ({ department, division }: Office): string => `${department} ${division}`;

/** Who works in which office: looked up once for each office that a page shows. */
export function useColleagues() {
  const { session } = useSession();
  const known = shallowReactive(new Map<string, Colleague[]>());
  const asked = new Set<string>();

  async function learn(offices: readonly Office[]): Promise<void> {
    const fresh = [...new Map(offices.map((office) => [keyOf(office), office])).values()].filter((office) => !asked.has(keyOf(office)));
    await Promise.all(fresh.map(async (office) => {
      asked.add(keyOf(office));
      // Names only: a page without them still works.
      const found = await dataOf(api.GET('/api/queues/colleagues', { params: { query: { department: office.department, division: office.division } } })).catch(() => []);
      known.set(keyOf(office), found);
    }));
  }

  return {
    learn,
    of: (office: Office): Colleague[] => known.get(keyOf(office)) ?? [],
    nameOf: (accountId: string): string | undefined => [...known.values()].flat().find((one) => one.accountId === accountId)?.name,
    isMe: (accountId: string): boolean => session.me?.accountId === accountId,
    isHeadOf: ({ department, division }: Office): boolean =>
      session.me?.posts.some((post) => post.role === 'head' && post.departmentCode === department && post.divisionCode === division) ?? false,
  };
}
