import type { Answer, Client } from './client';
import type { Case, Outcome, Problem } from './views';
import { clientOf, type World } from './world';

interface Step {
  code: string;
  kind: string;
  role: string;
  /** How many different people must choose the same outcome. */
  reviewers?: number;
  outcomes: { code: string; decides?: 'grant' | 'refuse' }[];
}

/** How an item is to be handled, where its process leaves a choice. */
export interface Handling {
  /** Face fields that the issuer types. */
  face?: Record<string, unknown>;
  /**
   * Outcome by step; the first one when left out, on decisions the granting one. An array: what is chosen the first time, the
   * second time … that anybody acts in that step.
   */
  outcomes?: Record<string, string | string[]>;
  /** Why it is refused. */
  reasons?: string;
  /** What happens before somebody acts in a step: days pass. */
  before?: (step: string) => unknown;
  /** Handles it only as far as this step. */
  until?: string;
  /** Before the logins of the office: `city.` for the city's. */
  office?: string;
}

/**
 * Takes an item case through its process as the catalogue describes it: each step by somebody with its role, all over HTTP. It
 * may have been received or accepted already.
 */
export async function handle(world: World, reader: Client, caseId: string, item: string, handling: Handling): Promise<Outcome> {
  const { outcomes = {}, before, until, office = '' } = handling;
  const described = reader.expect(await reader.get<{ department: { code: string }; steps: Step[] }>(`/api/items/${item}`), 200);
  const department = office + described.department.code.toLowerCase();
  const { id, state, step: present, version } = (await caseOf(reader, caseId)).items.find((one) => one.item === item)!;
  const path = `/api/cases/${caseId}/items/${id}`;
  let now = await takeIn(await clientOf(world, `${department}.clerk`), path, { caseId, itemId: id, version, state, step: present })
    ?? await world.until(`the silence about ${item} is noted`, () => acceptedBySilence(reader, caseId, id));
  const acts = new Map<string, number>();
  let voters = 0;
  while (now.step && now.step !== until) {
    const step = described.steps.find((one) => one.code === now.step)!;
    await before?.(step.code);
    voters = step.reviewers ? voters + 1 : 0;
    const colleague = await clientOf(world, `${department}.${step.role}${voters > 1 ? voters : ''}`);
    const outcome = chosen(step, outcomes[step.code], acts);
    const after = colleague.expect(await act(colleague, path, { step, outcome, version: now.version, handling }), 200);
    if (after.step !== now.step) voters = 0;
    now = after;
  }
  return now;
}

/** @returns undefined when its five days have passed meanwhile: then it is accepted by silence, as soon as the platform comes to it */
async function takeIn(clerk: Client, path: string, now: Outcome): Promise<Outcome | undefined> {
  if (now.state === 'submitted') return takeIn(clerk, path, clerk.expect(await clerk.post<Outcome>(`${path}/receive`, { version: now.version }), 200));
  if (now.state !== 'received') return now;
  const answer = await clerk.post<Outcome & Partial<Problem>>(`${path}/accept`, { version: now.version });
  return answer.body.code === 'CASES.ACCEPTED_BY_SILENCE' ? undefined : clerk.expect(answer, 200);
}

async function acceptedBySilence(reader: Client, caseId: string, itemId: string): Promise<Outcome | undefined> {
  const { state, step, version } = (await caseOf(reader, caseId)).items.find((one) => one.id === itemId)!;
  return state === 'handling' ? { caseId, itemId, version, state, step } : undefined;
}

function chosen(step: Step, wish: string | string[] | undefined, acts: Map<string, number>): Step['outcomes'][number] {
  const before = acts.get(step.code) ?? 0;
  acts.set(step.code, before + 1);
  const code = Array.isArray(wish) ? wish[Math.min(before, wish.length - 1)] : wish;
  const granting = step.outcomes.find((one) => one.decides === 'grant') ?? step.outcomes[0]!;
  if (code === undefined) return granting;
  return step.outcomes.find((one) => one.code === code) ?? fail(`The step "${step.code}" has no outcome "${code}"`);
}

interface Act {
  step: Step;
  outcome: Step['outcomes'][number];
  version: number;
  handling: Handling;
}

function act(colleague: Client, path: string, { step, outcome: { code: outcome, decides }, version, handling }: Act): Promise<Answer<Outcome>> {
  if (step.kind === 'resultMaking') return colleague.post(`${path}/result`, { version, step: step.code, outcome, face: handling.face ?? {} });
  if (!decides) return colleague.post(`${path}/steps/${step.code}`, { version, outcome });
  const reasons = decides === 'refuse' ? { reasons: handling.reasons ?? '不符合条件。' } : {};
  return colleague.post(`${path}/decision`, { version, step: step.code, outcome, ...reasons });
}

const caseOf = async (client: Client, caseId: string): Promise<Case> => client.expect(await client.get<Case>(`/api/cases/${caseId}`), 200);

function fail(message: string): never {
  throw new Error(message);
}
