import type { Client } from './client';
import type { Case, Outcome } from './views';
import { clientOf, type World } from './world';

interface Step {
  code: string;
  kind: string;
  role: string;
  outcomes: { code: string; decides?: 'grant' | 'refuse' }[];
}

/** How an item is to be handled, where its process leaves a choice. */
export interface Handling {
  /** Face fields that the issuer types. */
  face: Record<string, unknown>;
  /** Outcome by step; the first one when left out, on decisions the granting one. */
  outcomes?: Record<string, string>;
}

/**
 * Takes an item case through its whole process as the catalogue describes it: each step by somebody with its role, all over
 * HTTP. It may have been received already.
 */
export async function handle(world: World, reader: Client, caseId: string, item: string, { face, outcomes = {} }: Handling): Promise<void> {
  const described = reader.expect(await reader.get<{ department: { code: string }; steps: Step[] }>(`/api/items/${item}`), 200);
  const department = described.department.code.toLowerCase();
  const staff = async (role: string) => clientOf(world, `${department}.${role}`);
  const { id, state, version } = (await caseOf(reader, caseId)).items.find((one) => one.item === item)!;
  const path = `/api/cases/${caseId}/items/${id}`;
  const clerk = await staff('clerk');
  let now: Outcome = { caseId, itemId: id, version, state, step: null };
  if (now.state === 'submitted') now = clerk.expect(await clerk.post<Outcome>(`${path}/receive`, { version: now.version }), 200);
  now = clerk.expect(await clerk.post<Outcome>(`${path}/accept`, { version: now.version }), 200);
  while (now.step) {
    const step = described.steps.find((one) => one.code === now.step)!;
    const outcome = step.outcomes.find((one) => one.code === outcomes[step.code])
      ?? step.outcomes.find((one) => one.decides === 'grant') ?? step.outcomes[0]!;
    const colleague = await staff(step.role);
    now = colleague.expect(await send(colleague, path, step, outcome, now.version, face), 200);
  }
}

function send(colleague: Client, path: string, step: Step, { code: outcome, decides }: Step['outcomes'][number], version: number, face: Record<string, unknown>) {
  if (step.kind === 'resultMaking') return colleague.post<Outcome>(`${path}/result`, { version, step: step.code, outcome, face });
  if (decides) return colleague.post<Outcome>(`${path}/decision`, { version, step: step.code, outcome, ...(decides === 'refuse' ? { reasons: '不符合条件。' } : {}) });
  return colleague.post<Outcome>(`${path}/steps/${step.code}`, { version, outcome });
}

const caseOf = async (client: Client, caseId: string): Promise<Case> => client.expect(await client.get<Case>(`/api/cases/${caseId}`), 200);
