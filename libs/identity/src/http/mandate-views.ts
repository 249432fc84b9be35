import { Inject, Injectable } from '@nestjs/common';
import { type Actor, type CivilDate, CLOCK, type Clock, civilDate, maskCitizenId, maskName } from '@onething/kernel';
import { isInForce } from '../domain/mandate';
import { readNumber } from '../domain/person-number';
import type { Mandate } from '../persistence/mandate.repository';
import { type Person, PersonDirectory } from '../person-directory';
import type { MandateDto, MandatePageDto, MandatePartyDto } from './mandate.dto';

/** Shows mandates to either side. */
@Injectable()
export class MandateViews {
  constructor(private readonly persons: PersonDirectory, @Inject(CLOCK) private readonly clock: Clock) {}

  async one(actor: Actor, mandate: Mandate): Promise<MandateDto> {
    return (await this.all(actor, [mandate]))[0]!;
  }

  /** @param found one more than the page holds when there is a further one */
  async page(actor: Actor, found: Mandate[], limit: number): Promise<MandatePageDto> {
    const entries = await this.all(actor, found.slice(0, limit));
    return { entries, next: found.length > limit ? entries.at(-1)!.id : undefined };
  }

  private async all(actor: Actor, mandates: Mandate[]): Promise<MandateDto[]> {
    const ids = mandates.flatMap(({ principalPersonId, agentPersonId }) => (agentPersonId ? [principalPersonId, agentPersonId] : [principalPersonId]));
    const persons = await this.persons.findPersons([...new Set(ids)]);
    const today = civilDate(this.clock.now());
    return mandates.map((mandate) => {
      const { id, principalPersonId, agentPersonId, agent, state, acts, oneThings, validFrom, validUntil, version } = mandate;
      const own = principalPersonId === actor.personId;
      return {
        id, state, inForce: isInForce(mandate, today), expired: validUntil < today,
        principal: partyOf(persons.get(principalPersonId)!),
        agent: { ...namedOf(agent, own, today), personId: agentPersonId, kind: (agentPersonId && persons.get(agentPersonId)?.kind) || null },
        acts: [...acts], oneThings: oneThings === 'all' ? null : [...oneThings], validFrom, validUntil, version,
        offeredAt: new Date(mandate.offeredAt).toISOString(), answeredAt: iso(mandate.answeredAt), endedAt: iso(mandate.endedAt),
      };
    });
  }
}

const iso = (instant: number | null): string | null => (instant === null ? null : new Date(instant).toISOString());

/** What may be a citizen's number is masked. The number was valid when it was typed. */
const isCitizens = (number: string, today: CivilDate): boolean => readNumber(number, today)?.kind !== 'legal';

const shownNumber = (number: string, today: CivilDate): string => (isCitizens(number, today) ? maskCitizenId(number, 'internal') : number);

function partyOf({ id, kind, name, number }: Person): MandatePartyDto {
  const natural = kind === 'natural';
  return { personId: id, kind, name: natural ? maskName(name) : name, number: number !== null && natural ? maskCitizenId(number, 'internal') : number };
}

/** Whoever has named the agent reads what was typed; the agent knows the own name anyway. */
function namedOf({ name, number }: Mandate['agent'], typed: boolean, today: CivilDate): Pick<MandatePartyDto, 'name' | 'number'> {
  return { name: typed || !isCitizens(number, today) ? name : maskName(name), number: shownNumber(number, today) };
}
