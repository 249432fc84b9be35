import { Inject, Injectable } from '@nestjs/common';
import { type ClockFacts, dueDate, explain, light, LIGHT_THRESHOLDS, type LightThresholds, progress } from '@onething/deadlines';
import { type Actor, CLOCK, type Clock, WORK_CALENDAR, type WorkCalendar } from '@onething/kernel';
import { notFound } from '../commands/command-path';
import { factsOf } from '../domain/item-clock';
import { CaseRepository } from '../persistence/case.repository';
import type { ClockExplanationDto, ItemClocksDto } from './case.dto';
import { CaseVisibility } from './case-visibility';

/** Shows how an item's deadlines came about: to its party and to the offices of the case. */
@Injectable()
export class ClockReader {
  constructor(
    private readonly repository: CaseRepository,
    private readonly visibility: CaseVisibility,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(WORK_CALENDAR) private readonly calendar: WorkCalendar,
    @Inject(LIGHT_THRESHOLDS) private readonly thresholds: LightThresholds,
  ) {}

  /** @throws DomainError `CASES.NOT_FOUND` */
  async explain(actor: Actor, caseId: string, itemId: string): Promise<ItemClocksDto> {
    const [bundle, items] = await Promise.all([this.repository.findBundle(caseId), this.repository.findItems(caseId)]);
    const item = items.find((one) => one.state.itemId === itemId);
    if (!bundle || !item || !(await this.visibility.viewerOf(actor, bundle, items))) throw notFound();
    const { acceptance, promise, step } = item.state.clock;
    const statutory = promise?.statutory && { ...promise, limit: promise.statutory };
    return {
      acceptance: this.one(acceptance), promise: this.one(promise), step: this.one(step), forwarding: this.one(factsOf(item.state.clock, 'forwarding')),
      // Lights and warnings go by the promise.
      statutory: statutory && { ...this.one(statutory)!, light: undefined },
    };
  }

  private one(facts: ClockFacts | undefined): ClockExplanationDto | undefined {
    if (!facts) return undefined;
    const now = this.clock.now();
    return {
      due: dueDate(facts, this.calendar, now),
      ...progress(facts, this.calendar, now),
      light: facts.stop ? undefined : light(facts, this.calendar, now, this.thresholds),
      steps: explain(facts, this.calendar, now),
    };
  }
}
