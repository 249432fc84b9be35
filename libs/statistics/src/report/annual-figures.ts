import { Inject, Injectable } from '@nestjs/common';
import { type Catalogue, CatalogueService } from '@onething/catalogue';
import { PersonDirectory } from '@onething/identity';
import { CLOCK, type Clock, startOfDay } from '@onething/kernel';
import { LicenceCounts } from '@onething/licences';
import { SealCounts } from '@onething/seals';
import type { CountedFigure } from '../domain/figure';
import type { AnnualData, ItemCounts } from '../domain/report/annual-data';
import { netGrades } from '../domain/rates';
import { FigureBreakdown, type FigureCount, type FigureDimension } from '../persistence/figure-breakdown';
import { FigureRepository } from '../persistence/figure.repository';
import { IN_FORCE } from '../register-counts';

const ITEM_FIGURES: Record<keyof ItemCounts, CountedFigure> = {
  submitted: 'items.submitted', accepted: 'items.accepted', granted: 'items.granted', refused: 'items.refused', withdrawn: 'items.withdrawn',
  aborted: 'items.aborted', onTime: 'items.onTime', late: 'items.late',
};
const COUNTS = Object.entries(ITEM_FIGURES) as [keyof ItemCounts, CountedFigure][];
const [GIVEN, EXCLUDED] = ['ratings.item', 'ratings.itemExcluded'] as const satisfies CountedFigure[];
const RATED: CountedFigure[] = [GIVEN, EXCLUDED];
/** The states of a seal that somebody may use, now or after it is made. */
const SEAL_STATES: ReadonlySet<string> = new Set(['approved', 'made', 'filed', 'enabled', 'suspended']);

/** Reads what the annual report needs from the kept figures and the registers. */
@Injectable()
export class AnnualFigures {
  constructor(
    private readonly breakdown: FigureBreakdown,
    private readonly repository: FigureRepository,
    private readonly directory: PersonDirectory,
    private readonly catalogue: CatalogueService,
    private readonly licences: LicenceCounts,
    private readonly seals: SealCounts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @param miscounted figures of which a recount found something else */
  async read(year: number, miscounted: readonly CountedFigure[]): Promise<AnnualData> {
    const { catalogue } = await this.catalogue.getEdition();
    const [flows, registers, countedUpTo] = await Promise.all([this.flows(year, catalogue), this.registers(year, catalogue), this.repository.findCountedUpTo()]);
    return {
      year, asOf: this.clock.now(), ...(countedUpTo === undefined ? {} : { countedUpTo }), ...flows, ...registers, miscounted: [...miscounted],
      oneThings: await this.savings(catalogue), ...crossProvinceOf(catalogue),
    };
  }

  private async flows(year: number, catalogue: Catalogue) {
    const [from, to] = [`${year}-01-01`, `${year}-12-31`];
    const items = (by: FigureDimension[], since?: string) => this.breakdown.read(Object.values(ITEM_FIGURES), by, { from: since, to });
    const sum = async (figure: CountedFigure, since?: string) => sumOf(await this.breakdown.read([figure], [], { from: since, to }));
    const grades = await this.breakdown.read(RATED, ['department', 'detail'], { to });
    const byDepartment = Map.groupBy(await items(['department'], from), ({ department }) => department!);
    const byMonth = Map.groupBy(await items(['month'], from), ({ month }) => month!);
    const byChannel = await this.breakdown.read(['items.submitted'], ['channel'], { from, to });
    const gradesOfYear = await this.breakdown.read(RATED, ['department', 'detail'], { from, to });
    return {
      itemsToDate: itemCounts(await items([])), items: itemCounts(await items([], from)),
      byDepartment: sorted(byDepartment).map(([code, rows]) => ({
        code, name: catalogue.departments.get(code)?.name.zh ?? code, items: itemCounts(rows), grades: gradeCounts(gradesOfYear.filter((row) => row.department === code)),
      })),
      byMonth: sorted(byMonth).map(([month, rows]) => ({ month, items: itemCounts(rows) })),
      byChannel: byChannel.map(({ channel, count }) => ({ channel: channel!, submitted: count })),
      gradesToDate: gradeCounts(grades), excludedToDate: sumOf(grades.filter(({ figure }) => figure === EXCLUDED)),
      wholeRatingsToDate: await sum('ratings.whole') - await sum('ratings.wholeExcluded'), completedToDate: await sum('cases.completed'),
      licencesReused: await sum('licences.reused', from),
    };
  }

  private async registers(year: number, catalogue: Catalogue) {
    const [lastDay, end] = [`${year}-12-31`, startOfDay(`${year + 1}-01-01`)];
    const [levels, accounts, types, licencesHeld, seals] = await Promise.all([
      this.directory.countByLevel(end), this.directory.countAccounts(end), this.licences.byType(lastDay), this.licences.inForce(lastDay), this.seals.byState(end),
    ]);
    const byType = Map.groupBy(types.filter(({ state }) => IN_FORCE.has(state)), ({ type }) => type);
    return {
      levels: Object.entries(levels).map(([level, count]) => ({ level: Number(level), accounts: count })), accounts, licencesHeld,
      licences: [...byType].map(([code, rows]) => ({ code, name: catalogue.licenceTypes.get(code)?.name.zh ?? code, held: sumOf(rows) })),
      seals: sumOf(seals.filter(({ state }) => SEAL_STATES.has(state))),
    };
  }

  private async savings(catalogue: Catalogue): Promise<AnnualData['oneThings']> {
    const open = [...catalogue.oneThings.values()].filter(({ status }) => status === 'open');
    return Promise.all(open.map(async ({ code }) => {
      const { materials, steps, visits } = (await this.catalogue.getStandardPlan(code)).savings;
      return { materials: materials.saved, steps: steps.saved, visits: visits.saved };
    }));
  }
}

function crossProvinceOf({ crossProvinceItems }: Catalogue): Pick<AnnualData, 'crossProvince' | 'crossProvinceByMode'> {
  const byMode = Map.groupBy(crossProvinceItems.values(), ({ mode }) => mode);
  return { crossProvince: crossProvinceItems.size, crossProvinceByMode: [...byMode.values()].map((items) => items.length) };
}

function itemCounts(rows: readonly FigureCount[]): ItemCounts {
  return Object.fromEntries(COUNTS.map(([count, figure]) => [count, sumOf(rows.filter((row) => row.figure === figure))])) as unknown as ItemCounts;
}

const sorted = <Row>(groups: Map<string, Row[]>): [string, Row[]][] => [...groups].sort(([left], [right]) => (left < right ? -1 : 1));

const gradeCounts = (rows: readonly FigureCount[]): number[] => [...netGrades(rows, GIVEN, EXCLUDED)];

const sumOf = (rows: readonly { count: number }[]): number => rows.reduce((sum, { count }) => sum + count, 0);
