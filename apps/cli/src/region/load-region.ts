import { type CaseEvent, writtenVersion } from '@onething/cases';
import { CatalogueService, type LicenceType } from '@onething/catalogue';
import { Keyring } from '@onething/crypto';
import { DomainError, startOfDay, WORK_CALENDAR, type WorkCalendar } from '@onething/kernel';
import { FigureRecount, RatingCounter } from '@onething/statistics';
import type { INestApplicationContext } from '@nestjs/common';
import { Client } from 'pg';
import { DUTIES, type Duty } from '../../../worker/src/worker';
import { Dice, idNamed } from './dice';
import { readOffers } from './offered-one-things';
import { sizeOf } from './region-size';
import { licenceNumberOf, RegionWriter, type SyntheticLicence } from './region-writer';
import { SyntheticCases } from './synthetic-cases';
import { SyntheticPeople } from './synthetic-people';

const DAY_MS = 86_400_000;
/** Of the licences that are no result of a case of the year, how many are in force no more. */
const CANCELLED_SHARE = 0.03;
const SAY_EVERY = 500;
const LAST_POSITION = Number.MAX_SAFE_INTEGER;

export interface RegionOptions {
  /** 1 is the model region. */
  scale: number;
  seed: number;
  /** Of the cases. */
  year: number;
  region: string;
  onProgress?(what: string, done: number, total: number): void;
}

export interface LoadedRegion {
  users: number;
  cases: number;
  itemCases: number;
  licences: number;
  seals: number;
  ratings: number;
  /** Cells of the figures afterwards. */
  cells: number;
}

/**
 * Puts a made-up region into the database, in one transaction, and counts the figures anew. Equal options make equal things.
 * @param platform with the worker's duties, not running
 * @throws DomainError `CLI.REGION_THERE` where one was loaded before, `CALENDAR.YEAR_MISSING`, `CATALOGUE.NOTHING_PUBLISHED`
 */
export async function loadRegion(platform: INestApplicationContext, databaseUrl: string, options: RegionOptions): Promise<LoadedRegion> {
  const client = new Client({ connectionString: databaseUrl, options: '-c search_path=onething -c timezone=UTC' });
  await client.connect();
  try {
    await client.query('BEGIN');
    await requireNoRegion(client);
    await passFollowers(client, platform.get<Duty[]>(DUTIES, { strict: false }));
    const loaded = await new RegionLoad(platform, client, options).run();
    await client.query('COMMIT');
    options.onProgress?.('figures', 0, 1);
    const ratings = platform.get(RatingCounter, { strict: false });
    while (await ratings.catchUp() > 0);
    return { ...loaded, cells: await platform.get(FigureRecount, { strict: false }).rebuild() };
  } finally {
    await client.end();
  }
}

async function requireNoRegion(client: Client): Promise<void> {
  const { rowCount } = await client.query(`SELECT FROM account WHERE login LIKE 'region-%' LIMIT 1`);
  if (rowCount) throw new DomainError('refused', 'CLI.REGION_THERE', 'A made-up region was loaded into this database before: use a new one');
}

/** Nobody is told of what never happened: who follows the events and has not begun yet begins behind them. */
async function passFollowers(client: Client, duties: Duty[]): Promise<void> {
  const names = duties.filter(({ followsEvents }) => followsEvents).map(({ name }) => name);
  await client.query(
    `INSERT INTO follower_position (name, xid, position) SELECT name, '1', $2::bigint FROM unnest($1::text[]) AS name
      ON CONFLICT (name) DO UPDATE SET xid = excluded.xid, position = excluded.position WHERE (follower_position.xid, follower_position.position) < (excluded.xid, excluded.position)`,
    [names, LAST_POSITION],
  );
}

class RegionLoad {
  private readonly seed: string;

  constructor(private readonly platform: INestApplicationContext, private readonly client: Client, private readonly options: RegionOptions) {
    this.seed = `region-${options.seed}`;
  }

  async run(): Promise<Omit<LoadedRegion, 'cells'>> {
    const { scale, year, region } = this.options;
    const size = sizeOf(scale);
    const catalogue = this.platform.get(CatalogueService, { strict: false });
    const people = new SyntheticPeople(this.seed, year, size.users);
    const writer = new RegionWriter(this.client, this.platform.get(Keyring, { strict: false }), {
      region, seed: this.seed, versionOf: (type: CaseEvent['type']) => writtenVersion(type),
    });
    for (let index = 0; index < size.users; index += 1) {
      await writer.addUser(people.at(index));
      this.say('users', index + 1, size.users);
    }
    const offers = await readOffers(catalogue);
    const cases = new SyntheticCases({ ...offers, seed: this.seed, year, people, calendar: this.platform.get<WorkCalendar>(WORK_CALENDAR, { strict: false }) });
    const { licenceTypes } = (await catalogue.getEdition()).catalogue;
    const done = await this.addCases(writer, cases, licenceTypes, size);
    const licences = await this.addOlderLicences(writer, people, [...licenceTypes.values()], { from: done.licences, to: size.licences });
    for (let index = 0; index < size.seals; index += 1) await writer.addSeal(index, startOfDay(`${year}-01-01`) + index * 1_000);
    await writer.flush();
    return { ...done, users: size.users, licences, seals: size.seals };
  }

  private async addCases(writer: RegionWriter, cases: SyntheticCases, types: Map<string, LicenceType>, size: { itemCases: number; licences: number }) {
    const done = { cases: 0, itemCases: 0, licences: 0, ratings: 0 };
    for (; done.itemCases < size.itemCases; done.cases += 1) {
      const made = cases.at(done.cases);
      await writer.addCase(made);
      for (const { itemId, result, authority, endedAt } of made.items) {
        if (!result) continue;
        const type = types.get(result.licenceType)!;
        await writer.addLicence({
          id: result.licenceId, type, number: licenceNumberOf(this.seed, result.licenceId), holder: made.applicant, issuer: authority, issuedAt: endedAt,
          state: 'VALID', source: { caseId: made.caseId, itemId },
        });
        done.licences += 1;
      }
      done.itemCases += made.items.length;
      if (made.rating) done.ratings += 1;
      this.say('item cases', done.itemCases, size.itemCases);
    }
    return done;
  }

  /** Licences from before the year, so that there are as many as the scale says; @returns how many there are in all */
  private async addOlderLicences(writer: RegionWriter, people: SyntheticPeople, types: LicenceType[], { from, to }: { from: number; to: number }): Promise<number> {
    const { year } = this.options;
    for (let index = from; index < to; index += 1) {
      const dice = new Dice(`${this.seed} licence ${index}`);
      const type = types[dice.below(types.length)]!;
      const issuedAt = startOfDay(`${year}-01-01`) - dice.below(3 * 365 * 24) * (DAY_MS / 24) - 1;
      const id = idNamed(`${this.seed} licence ${index}`, issuedAt);
      const licence: SyntheticLicence = {
        id, type, number: licenceNumberOf(this.seed, id), holder: people.at(dice.below(people.count)), issuer: { uscc: '11650000MB00000000', division: this.options.region },
        issuedAt, state: dice.chance(CANCELLED_SHARE) ? 'CANCELLED' : 'VALID',
      };
      await writer.addLicence(licence);
      this.say('licences', index + 1, to);
    }
    return Math.max(from, to);
  }

  private say(what: string, done: number, total: number): void {
    if (done % SAY_EVERY === 0 || done >= total) this.options.onProgress?.(what, done, total);
  }
}
