import { Injectable } from '@nestjs/common';
import { PersonDirectory } from '@onething/identity';
import { addDays, type CivilDate, startOfDay } from '@onething/kernel';
import { LicenceCounts } from '@onething/licences';
import { SealCounts } from '@onething/seals';

export interface Registered {
  /** Residents' accounts by real-name level. */
  levels: Record<string, number>;
  licencesByState: Record<string, number>;
  /** Of those in force. */
  licencesByType: Record<string, number>;
  sealsByState: Record<string, number>;
}

/** The states of a licence that is in force. */
export const IN_FORCE: ReadonlySet<string> = new Set(['VALID', 'SUSPENDED']);

/** Users, licences and seals as their registers have them. Each count goes through a whole register, so it is made once a day. */
@Injectable()
export class RegisterCounts {
  private kept?: { day: CivilDate; counts: Promise<Registered> };

  constructor(private readonly directory: PersonDirectory, private readonly licences: LicenceCounts, private readonly seals: SealCounts) {}

  /** What was registered up to that day, as it was when the day was first asked for. */
  async upTo(day: CivilDate): Promise<Registered> {
    if (this.kept?.day !== day) this.kept = { day, counts: this.count(day) };
    const { counts } = this.kept;
    try {
      return await counts;
    } catch (error) {
      if (this.kept?.counts === counts) this.kept = undefined;
      throw error;
    }
  }

  private async count(day: CivilDate): Promise<Registered> {
    const before = startOfDay(addDays(day, 1));
    const [levels, licences, seals] = await Promise.all([this.directory.countByLevel(before), this.licences.byType(day), this.seals.byState(before)]);
    return {
      levels, licencesByState: sumsBy(licences, ({ state }) => state),
      licencesByType: sumsBy(licences.filter(({ state }) => IN_FORCE.has(state)), ({ type }) => type), sealsByState: sumsBy(seals, ({ state }) => state),
    };
  }
}

function sumsBy<Row extends { count: number }>(rows: readonly Row[], key: (row: Row) => string): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const row of rows) sums[key(row)] = (sums[key(row)] ?? 0) + row.count;
  return sums;
}
