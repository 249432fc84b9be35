import { Injectable } from '@nestjs/common';
import { Database } from '@onething/persistence';

/** A time in which a version of a seal was not to be used. */
export interface SealSuspension {
  /** Identifier of the seal as it stands in the SESeal. */
  seal: string;
  /** Epoch ms. */
  from: number;
  /** Epoch ms; null while it lasts. */
  to: number | null;
}

const STEPS = {
  name: 'seals.suspension-steps',
  text: `SELECT seal_id || '-' || version AS seal, act, occurred_at AS at FROM onething.seal_step
    WHERE act IN ('suspend', 'resume') ORDER BY seal_id, version, seq`,
};

/** When seals were suspended: a signature that claims such a time was made by somebody who should not have. */
@Injectable()
export class SealSuspensions {
  constructor(private readonly database: Database) {}

  async list(): Promise<SealSuspension[]> {
    const suspensions: SealSuspension[] = [];
    for (const { seal, act, at } of await this.database.query<{ seal: string; act: string; at: Date }>(STEPS, [])) {
      const open = suspensions.at(-1);
      if (act === 'suspend') suspensions.push({ seal, from: at.getTime(), to: null });
      else if (open?.seal === seal) open.to = at.getTime();
    }
    return suspensions;
  }
}
