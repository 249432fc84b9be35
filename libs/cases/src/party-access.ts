import { Injectable } from '@nestjs/common';
import { type Action, authorise, covers, isAllowed, type MandateAct, type MandateInForce, Representations, type Resource } from '@onething/identity';
import { type Actor, DomainError } from '@onething/kernel';
import { notFound } from './commands/command-path';
import type { CommandContext } from './domain/command-context';

/** A case as far as it is asked whose it is. */
export interface Matter {
  applicantPersonId: string;
  /** The agent who has begun it; null when the applicant has. */
  agentPersonId: string | null;
  oneThing: string;
  stage: 'draft' | 'submitted';
}

/** Whose draft it becomes. */
export interface Applicant {
  /** Null: another region has taken the application in, and there is no account here. */
  accountId: string | null;
  personId: string;
  /** Who begins it by mandate, or at the counter. */
  agent?: { accountId: string; personId: string };
  /** The applicant stood at the agent's counter: id of that attendance. */
  attendance?: string;
}

/** How somebody takes part in a case: as its applicant, or by mandate as the applicant's agent (代理人). */
export type Side = 'applicant' | 'agent';

/**
 * The party's side of a case. Mandates are looked up for each request anew, so that one that was revoked or has expired opens
 * nothing any more. Offices are authorised elsewhere.
 */
@Injectable()
export class PartyAccess {
  constructor(private readonly representations: Representations) {}

  /** What the authorisation table compares. The applicant needs no look-up, and staff act only for whom stands at their counter. */
  async resourceOf(actor: Actor, matter: Matter): Promise<Resource> {
    const partyIds = [matter.applicantPersonId];
    if (actor.personId === matter.applicantPersonId) return { partyIds };
    const { oneThing, stage, agentPersonId: begunBy } = matter;
    const { applicantPersonId } = matter;
    if (actor.kind === 'staff') return { partyIds, represented: { oneThing, stage, begunBy, mandates: await this.representations.atCounter(actor, applicantPersonId), atCounter: true } };
    return { partyIds, represented: { oneThing, stage, begunBy, mandates: await this.representations.between(actor.personId, applicantPersonId) } };
  }

  /** @returns undefined for whom the case does not exist, as far as parties go */
  async sideOf(actor: Actor, matter: Matter): Promise<Side | undefined> {
    if (!isAllowed(actor, 'case.read', await this.resourceOf(actor, matter))) return undefined;
    return actor.personId === matter.applicantPersonId ? 'applicant' : 'agent';
  }

  /**
   * @throws DomainError `CASES.NOT_FOUND` to whoever may not even look at the case; `IDENTITY.FORBIDDEN`, `IDENTITY.LEVEL_TOO_LOW` to
   *   whoever may, but not do this
   */
  async authorise(actor: Actor, action: Action, matter: Matter): Promise<void> {
    const resource = await this.resourceOf(actor, matter);
    if (!isAllowed(actor, 'case.read', resource)) throw notFound();
    authorise(actor, action, resource);
  }

  /** Whoever acts for somebody else still may look at the case. @throws DomainError `CASES.NOT_FOUND` to an agent whose mandate has ended */
  async requireStanding(actor: Actor, matter: Matter): Promise<void> {
    if (actor.kind === 'resident' && await this.sideOf(actor, matter) === undefined) throw notFound();
  }

  /**
   * Whose draft it becomes: the actor's own, or a principal's, who has given a mandate to apply for this one-thing. The account is
   * then that with which the principal gave it.
   * @param onBehalfOf id of the principal's person
   * @throws DomainError `CASES.NOT_REPRESENTED` (forbidden), the same whether there is such a person or not
   */
  async applicantFor(actor: Actor, onBehalfOf: string | undefined, oneThing: string): Promise<Applicant> {
    const { accountId, personId } = actor;
    if (onBehalfOf === undefined || onBehalfOf === personId) {
      authorise(actor, 'case.draft', { partyIds: [personId] });
      return { accountId, personId };
    }
    const matter: Matter = { applicantPersonId: onBehalfOf, agentPersonId: personId, oneThing, stage: 'draft' };
    const { represented, ...resource } = await this.resourceOf(actor, matter);
    const mandate = represented?.mandates.find((one) => covers(one, 'apply', oneThing));
    if (!mandate || !isAllowed(actor, 'case.draft', { ...resource, represented })) throw notRepresented();
    return { accountId: mandate.principalAccountId, personId: onBehalfOf, agent: { accountId, personId }, ...(actor.kind === 'staff' && { attendance: mandate.id }) };
  }

  /** What a person may do now for the applicant of such a case, over all mandates. */
  async actsOf(personId: string, { applicantPersonId, oneThing }: Pick<Matter, 'applicantPersonId' | 'oneThing'>): Promise<MandateAct[]> {
    const mandates = await this.representations.between(personId, applicantPersonId);
    return [...new Set(mandates.filter((one) => covers(one, 'read', oneThing)).flatMap(({ acts }) => acts))];
  }

  /** What a clerk may do now for the person at the counter; nothing when that is somebody else. */
  async actsAtCounter(actor: Pick<Actor, 'accountId' | 'personId'>, applicantPersonId: string): Promise<readonly MandateAct[]> {
    return (await this.representations.atCounter(actor, applicantPersonId)).flatMap(({ acts }) => acts);
  }

  /** The mandates by which the actor sees cases of others. */
  mandatesOf(actor: Actor): Promise<MandateInForce[]> {
    return actor.kind === 'resident' ? this.representations.ofAgent(actor.personId) : Promise.resolve([]);
  }

  /** Whether the actor may use licences of the applicant: the applicant, an agent whose mandate says so, the clerk to whom the applicant has said so. */
  async mayUseLicences(actor: Actor, matter: Matter): Promise<boolean> {
    if (actor.kind !== 'resident') return (await this.actsAtCounter(actor, matter.applicantPersonId)).includes('useLicences');
    return actor.personId === matter.applicantPersonId || (await this.actsOf(actor.personId, matter)).includes('useLicences');
  }
}

/** Who an event says has acted: an agent's acts name the principal. */
export function actingFor(actor: Actor, { applicantPersonId }: { applicantPersonId: string }): Pick<CommandContext, 'actorKind' | 'actorId' | 'personId' | 'onBehalfOf'> {
  const byAgent = actor.kind === 'resident' && actor.personId !== applicantPersonId;
  return { actorKind: byAgent ? 'agent' : actor.kind, actorId: actor.accountId, personId: actor.personId, onBehalfOf: byAgent ? applicantPersonId : null };
}

/** The same for drafts and what becomes of them: what a clerk does there is done for the person at the counter. */
export function applyingFor(actor: Actor, applicant: { applicantPersonId: string }): ReturnType<typeof actingFor> {
  return { ...actingFor(actor, applicant), ...(actor.kind === 'staff' && { onBehalfOf: applicant.applicantPersonId }) };
}

function notRepresented(): DomainError {
  const message = 'You hold no mandate in force by which you may apply for this one-thing in that person\'s name. See the mandates that you hold.';
  return new DomainError('forbidden', 'CASES.NOT_REPRESENTED', message, { fields: [{ field: 'onBehalfOf', code: 'CASES.NOT_REPRESENTED', message }] });
}
