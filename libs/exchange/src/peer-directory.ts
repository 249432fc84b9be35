import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@onething/kernel';
import { Database, type Transaction } from '@onething/persistence';
import { type Route, routeItem, type RoutingQuestion } from './domain/routing';
import { ExchangeNode } from './exchange-node';
import { HubClient } from './hub-client';
import { type Directory, type FormCheck, getMember, readDirectory, requireInForce, requireNewer } from './protocol/directory';
import { refusal } from './protocol/refusals';

const NEWEST = { name: 'exchange.newest-directory', text: 'SELECT directory FROM exchange_directory ORDER BY number DESC LIMIT 1' };
const NUMBER = { name: 'exchange.directory-number', text: 'SELECT max(number) AS number FROM exchange_directory' };
const ACCEPT = {
  name: 'exchange.accept-directory',
  text: 'INSERT INTO exchange_directory (number, directory, accepted_at) VALUES ($1, $2, $3) ON CONFLICT (number) DO NOTHING',
};

/** Who takes part in the exchange, as the national root says (全国目录); kept in the database, each number for good. */
@Injectable()
export class PeerDirectory {
  private present: Directory | undefined;

  constructor(
    private readonly database: Database,
    private readonly node: ExchangeNode,
    private readonly hub: HubClient,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Asks the hub for a newer one. @throws DomainError `EXCHANGE.DIRECTORY_…`, `EXCHANGE.HUB_UNREACHABLE` */
  async refresh(): Promise<Directory> {
    return this.accept(await this.hub.getDirectory());
  }

  /** @throws DomainError `EXCHANGE.MALFORMED`, `DIRECTORY_UNTRUSTED`, `DIRECTORY_BACKWARDS`, `DIRECTORY_FORKED`, `DIRECTORY_STALE` */
  async accept(value: unknown): Promise<Directory> {
    const directory = readDirectory(value, this.node.roots);
    requireNewer(directory, await this.find());
    requireInForce(directory, this.clock.now());
    await this.database.query(ACCEPT, [directory.number, directory, new Date(this.clock.now())]);
    this.present = directory;
    return directory;
  }

  /** The newest that was accepted, whether it is in force or not; another process may have accepted it. */
  async find(where: Pick<Transaction, 'query'> = this.database): Promise<Directory | undefined> {
    const [row] = await where.query<{ number: number | null }>(NUMBER, []);
    if (row?.number === null || row?.number === undefined) return undefined;
    if (this.present?.number !== row.number) this.present = (await where.query<{ directory: Directory }>(NEWEST, []))[0]?.directory;
    return this.present;
  }

  /** @param where a transaction that is open: it needs no second connection @throws DomainError `EXCHANGE.DIRECTORY_STALE` also when there is none */
  async getInForce(where?: Pick<Transaction, 'query'>): Promise<Directory> {
    const directory = await this.find(where);
    if (!directory) throw refusal('DIRECTORY_STALE', 'None was accepted yet.');
    requireInForce(directory, this.clock.now());
    return directory;
  }

  /**
   * Which place decides an item for this applicant.
   * @throws DomainError `EXCHANGE.PLACE_MISSING`, `PLACE_UNKNOWN`, `ITEM_NOT_OFFERED` with what the clerk must ask or tell; `DIRECTORY_STALE`
   */
  async route(question: Omit<RoutingQuestion, 'home'>): Promise<Route> {
    return routeItem({ ...question, home: this.node.region }, { regions: (await this.getInForce()).members });
  }

  /**
   * What the intake place looks at before it takes papers for that region (形式审查要点).
   * @throws DomainError `EXCHANGE.NO_SUCH_PLACE`, `EXCHANGE.NOT_ROUTED_HERE` when it does not decide the item
   */
  async formChecks(region: string, item: string): Promise<FormCheck[]> {
    const offered = getMember(await this.getInForce(), region).items.find((one) => one.item === item);
    if (!offered) throw refusal('NOT_ROUTED_HERE', `It is ${item} in ${region}.`);
    return offered.formChecks;
  }

}
