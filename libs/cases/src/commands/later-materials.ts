import { Injectable } from '@nestjs/common';
import { DomainError } from '@onething/kernel';
import { MaterialRepository } from '../materials/material.repository';
import type { ItemRecord } from '../persistence/case.repository';

/** Materials that an item was accepted without (容缺受理). */
@Injectable()
export class LaterMaterials {
  constructor(private readonly materials: MaterialRepository) {}

  /** @throws DomainError `CASES.MATERIAL_MISSING` naming those that are still not there */
  async requireSupplied({ state: { caseId, clock } }: ItemRecord): Promise<void> {
    const files = await this.materials.listFiles(caseId);
    const missing = (clock.laterMaterials ?? []).filter((material) => !files.some((file) => file.material === material));
    if (missing.length === 0) return;
    const message = 'Hand in this paper as a file first.';
    throw new DomainError('invalid', 'CASES.MATERIAL_MISSING', message, {
      fields: missing.map((material) => ({ field: `materials.${material}`, code: 'CASES.MATERIAL_MISSING', message })),
    });
  }
}
