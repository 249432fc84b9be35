import { DEMO_RESIDENTS } from '@onething/identity';
import { clientOf, type World } from './world';

export interface Mandate {
  id: string;
  version: number;
  state: string;
}

export interface MandateTerms {
  acts: string[];
  oneThings?: string[];
  validFrom?: string;
  validUntil: string;
}

export const personOf = (login: string) => DEMO_RESIDENTS.find((one) => one.login === login)!;

/** The principal names the agent. */
export async function offerMandate(world: World, principal: string, agent: string, terms: MandateTerms): Promise<Mandate> {
  const client = await clientOf(world, principal);
  const { name, number } = personOf(agent);
  return client.expect(await client.post<Mandate>('/api/mandates', { agent: { name, number }, ...terms }), 201);
}

export async function takeStep(world: World, login: string, { id, version }: Mandate, step: 'accept' | 'decline' | 'revoke' | 'give-up'): Promise<Mandate> {
  const client = await clientOf(world, login);
  return client.expect(await client.post<Mandate>(`/api/mandates/${id}/${step}`, { version }), 200);
}

/** Offered and accepted. */
export async function giveMandate(world: World, principal: string, agent: string, terms: MandateTerms): Promise<Mandate> {
  return takeStep(world, agent, await offerMandate(world, principal, agent, terms), 'accept');
}
