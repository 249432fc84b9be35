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
   * Nobody could hand in a paper that the item does not ask for, and the item could never be granted. Which papers may follow (容缺后补) is
   * said by the catalogue.
   * @throws DomainError `CASES.NO_SUCH_MATERIAL`, `CASES.MATERIAL_MAY_NOT_FOLLOW` naming them
   */
  async requireOfItem({ state: { scope } }: ItemRecord, materials: readonly string[]): Promise<void> {
    const { catalogue } = await this.definitions.getPublished(scope.oneThing, scope.oneThingVersion);
    const entries = catalogue.items.get(scope.item)!.materials;
    const asked = new Set(entries.map(({ material }) => material));
    const strange = materials.filter((material) => !asked.has(material));
    if (strange.length > 0) throw notLater('CASES.NO_SUCH_MATERIAL', `This item does not ask for ${strange.join(', ')}. It asks for ${[...asked].join(', ')}.`);
    const laterOnes = new Set(entries.filter(({ necessity, mayFollow }) => necessity === '3' || mayFollow).map(({ material }) => material));
    const needed = materials.filter((material) => !laterOnes.has(material));
    if (needed.length === 0) return;
    const may = laterOnes.size > 0 ? `only ${[...laterOnes].join(', ')} may follow` : 'of this item none may follow';
    throw notLater('CASES.MATERIAL_MAY_NOT_FOLLOW', `Without ${needed.join(', ')} it cannot be accepted: ${may}. Ask for a correction instead.`);
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

function notLater(code: string, message: string): DomainError {
  return new DomainError('invalid', code, message, { fields: [{ field: 'later.materials', code, message }] });
}
