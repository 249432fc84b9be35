import { Injectable } from '@nestjs/common';
import { PersonDirectory, Representations } from '@onething/identity';
import { maskName } from '@onething/kernel';
import type { ChainedEvent } from '../domain/event';
import { PartyAccess } from '../party-access';
import { type BundleRecord, matterOf } from '../persistence/case.repository';
import type { CaseAgentDto } from './case.dto';

/** Names those who act for the applicant of a case. */
@Injectable()
export class CaseAgents {
  constructor(
    private readonly parties: PartyAccess,
    private readonly persons: PersonDirectory,
    private readonly representations: Representations,
  ) {}

  /** The agent who has begun the case, with what the agent may still do; null when the applicant has begun it. */
  async agentOf(bundle: BundleRecord): Promise<CaseAgentDto | null> {
    const { agent, applicantPersonId } = bundle;
    if (!agent) return null;
    const [persons, mandated, atCounter] = await Promise.all([
      this.persons.findPersons([agent.personId, applicantPersonId]), this.parties.actsOf(agent.personId, matterOf(bundle)),
      this.parties.actsAtCounter(agent, applicantPersonId),
    ]);
    const acts = [...new Set([...mandated, ...atCounter])];
    const [named, principal] = [agent.personId, applicantPersonId].map((id) => persons.get(id)!);
    return {
      name: maskName(named!.name), acts,
      principal: { personId: applicantPersonId, name: principal!.kind === 'natural' ? maskName(principal!.name) : principal!.name },
    };
  }

  /** Masked names of the agents who have acted, by account. */
  async namesIn(events: readonly Pick<ChainedEvent, 'actorKind' | 'actorId'>[]): Promise<Map<string, string>> {
    const accounts = [...new Set(events.filter(({ actorKind }) => actorKind === 'agent').map(({ actorId }) => actorId))];
    if (accounts.length === 0) return new Map();
    const personIds = await this.representations.personsOf(accounts);
    const persons = await this.persons.findPersons([...new Set(personIds.values())]);
    return new Map([...personIds].map(([account, id]) => [account, maskName(persons.get(id)!.name)]));
  }
}
