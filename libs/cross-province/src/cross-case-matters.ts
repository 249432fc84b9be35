import { Injectable } from '@nestjs/common';
import type { Actor, Text } from '@onething/kernel';
import { CrossItems } from './cross-items';
import { CrossCaseRepository } from './persistence/cross-case.repository';
import { timelineOf } from './domain/timeline';

/** A case of one's own that is not over. */
export interface OpenCrossCase {
  caseId: string;
  number: string;
  /** It is no one-thing. */
  oneThing: null;
  name: Text;
  state: string;
}

/** What a person has to do with cases of two provinces: what holds the closing of the account, and what is kept about him or her. */
@Injectable()
export class CrossCaseMatters {
  constructor(private readonly repository: CrossCaseRepository, private readonly items: CrossItems) {}

  /** Not decided, or granted and not handed over; newest first, 100 at most. Of a staff account nothing. */
  async openMatters({ kind, personId }: Pick<Actor, 'kind' | 'personId'>): Promise<OpenCrossCase[]> {
    if (kind !== 'resident') return [];
    const open = await this.repository.listOpenOfApplicant(personId);
    if (open.length === 0) return [];
    const names = await this.names();
    return open.map(({ id, number, item, standing }) => ({ caseId: id, number, oneThing: null, name: names(item), state: standing.state }));
  }

  /** For the person: everything, answers whole. */
  async* entries({ kind, personId }: Pick<Actor, 'kind' | 'personId'>): AsyncGenerator<object> {
    if (kind !== 'resident') return;
    const names = await this.names();
    for (let after: string | undefined; ;) {
      const page = await this.repository.pageOfApplicant(personId, after);
      for (const { id, number, caseNumber, item, side, region, division, standing, dueOn, createdAt, content } of page) {
        const acts = await this.repository.listActs(id);
        yield {
          id, number, caseNumber, item: names(item), place: side, otherRegion: region, division, state: standing.state, outcome: standing.outcome, promisedOn: dueOn,
          createdAt: new Date(createdAt).toISOString(), parcels: standing.parcels,
          ...(content ? { applicant: content.applicant, answers: content.answers, intake: content.intake, scans: content.materials ?? [] } : { erased: true }),
          history: timelineOf(acts).map(({ type, at, by }, index) => ({ type, at: new Date(at).toISOString(), by, said: acts[index]?.detail })),
        };
      }
      after = page.at(-1)?.id;
      if (after === undefined) return;
    }
  }

  private async names(): Promise<(item: string) => Text> {
    const items = await this.items.list();
    return (item) => items.find(({ nationalCode }) => nationalCode === item)?.name ?? { zh: item, en: item };
  }
}
