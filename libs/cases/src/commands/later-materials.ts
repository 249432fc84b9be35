import { Injectable } from '@nestjs/common';
import { DomainError } from '@onething/kernel';
import { CaseDefinitions } from '../case-definitions';
import { EventFeed } from '../feed/event-feed';
import { MaterialRepository } from '../materials/material.repository';
import type { ItemRecord } from '../persistence/case.repository';

/** Materials that an item was accepted without (容缺受理). */
@Injectable()
export class LaterMaterials {
  constructor(
    private readonly materials: MaterialRepository,
    private readonly definitions: CaseDefinitions,
    private readonly feed: EventFeed,
  ) {}

  /**
   * Nobody could hand in a paper that the item does not ask for, and the item could never be granted.
   * @throws DomainError `CASES.NO_SUCH_MATERIAL` naming those that the item does not ask for
   */
  async requireOfItem({ state: { scope } }: ItemRecord, materials: readonly string[]): Promise<void> {
    const { catalogue } = await this.definitions.getPublished(scope.oneThing, scope.oneThingVersion);
    const asked = catalogue.items.get(scope.item)?.materials.map(({ material }) => material) ?? [];
    const strange = materials.filter((material) => !asked.includes(material));
    if (strange.length === 0) return;
    const message = `This item does not ask for ${strange.join(', ')}. It asks for ${asked.join(', ')}.`;
    throw new DomainError('invalid', 'CASES.NO_SUCH_MATERIAL', message, { fields: [{ field: 'later.materials', code: 'CASES.NO_SUCH_MATERIAL', message }] });
  }

  /**
   * What was handed in before the acceptance is what the clerk found wanting: it does not count.
   * @throws DomainError `CASES.MATERIAL_MISSING` naming those that are still not there
   */
  async requireSupplied({ state: { caseId, itemId, clock } }: ItemRecord): Promise<void> {
    const [files, events] = await Promise.all([this.materials.listFiles(caseId), this.feed.ofCase(caseId)]);
    const since = events.findLast((event) => event.itemId === itemId && event.type === 'accepted')?.occurredAt ?? 0;
    const isThere = (material: string) => files.some((file) => file.material === material && file.createdAt.getTime() >= since);
    const missing = (clock.laterMaterials ?? []).filter((material) => !isThere(material));
    if (missing.length === 0) return;
    const message = 'Hand in this paper as a file first; one from before the acceptance does not count.';
    throw new DomainError('invalid', 'CASES.MATERIAL_MISSING', message, {
      fields: missing.map((material) => ({ field: `materials.${material}`, code: 'CASES.MATERIAL_MISSING', message })),
    });
  }
}
