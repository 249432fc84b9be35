import { Injectable } from '@nestjs/common';
import { canonicalJson, DomainError } from '@onething/kernel';
import { nearestAuthority } from './domain/authority';
import { compile, compileStandard } from './domain/compile';
import { lookUp } from './domain/look-up';
import type { Authority, Catalogue, LicenceType, OneThing, ServiceItem } from './domain/model';
import type { BundlePlan } from './domain/plan';
import { catalogueOf } from './domain/snapshot';
import { LruCache } from './persistence/lru-cache';
import {
  type OneThingPage,
  type OneThingQuery,
  PublishedCatalogueRepository,
} from './persistence/published-catalogue.repository';

/** One immutable version of a one-thing, with everything that it refers to. */
export interface PublishedOneThing {
  code: string;
  version: number;
  digest: string;
  publishedAt: Date;
  catalogue: Catalogue;
  oneThing: OneThing;
}

/** The whole catalogue as it is in force now. */
export interface Edition {
  edition: number;
  publishedAt: Date;
  catalogue: Catalogue;
}

const HELD_ONE_THINGS = 200;
const HELD_EDITIONS = 2;
const HELD_PLANS = 200;

/** The published catalogue, as other libraries and the API read it. What is returned is shared: do not change it. */
@Injectable()
export class CatalogueService {
  private readonly oneThings = new LruCache<PublishedOneThing>(HELD_ONE_THINGS);
  private readonly editions = new LruCache<Edition>(HELD_EDITIONS);
  private readonly plans = new LruCache<BundlePlan>(HELD_PLANS);

  constructor(private readonly repository: PublishedCatalogueRepository) {}

  /**
   * A version of a one-thing; without `version` the one in force.
   * @throws DomainError `CATALOGUE.ONE_THING_NOT_FOUND`
   */
  async getPublished(code: string, version?: number): Promise<PublishedOneThing> {
    const wanted = version ?? (await this.repository.findCurrentVersion(code));
    if (wanted === undefined) throw oneThingNotFound();
    return this.oneThings.getOrLoad(`${code}@${wanted}`, () => this.load(code, wanted));
  }

  async isPublished(code: string): Promise<boolean> {
    return (await this.repository.findCurrentVersion(code)) !== undefined;
  }

  /**
   * The plan for these answers. Equal answers have equal plans, and most people answer alike.
   * @throws DomainError as `compile` and `getPublished`
   */
  async compileFor(code: string, version: number | undefined, answers: Record<string, unknown>): Promise<BundlePlan> {
    const published = await this.getPublished(code, version);
    const key = `${code}@${published.version} ${canonicalJson(answers)}`;
    return this.plans.getOrLoad(key, async () => compile(published.catalogue, published.oneThing, answers));
  }

  /** The plan of the standard situation: what an applicant without particulars gets. @throws DomainError as `compile` and `getPublished` */
  async getStandardPlan(code: string): Promise<BundlePlan> {
    const { catalogue, oneThing } = await this.getPublished(code);
    return compileStandard(catalogue, oneThing);
  }

  /** @throws DomainError `CATALOGUE.NOTHING_PUBLISHED` */
  async getEdition(): Promise<Edition> {
    const latest = await this.repository.findLatestEdition();
    if (latest === undefined)
      throw new DomainError('unavailable', 'CATALOGUE.NOTHING_PUBLISHED', 'No catalogue has been published yet.');
    return this.editions.getOrLoad(String(latest.edition), async () => {
      const { edition, publishedAt, content } = (await this.repository.findEdition(latest.edition))!;
      return { edition, publishedAt, catalogue: catalogueOf(content) };
    });
  }

  search(query: OneThingQuery): Promise<OneThingPage> {
    return this.repository.search(query);
  }

  /**
   * The office (实施主体) of a department for a division: in that division, else in the nearest larger one.
   * @throws DomainError `CATALOGUE.AUTHORITY_NOT_FOUND`
   */
  async getAuthority(department: string, division: string): Promise<Authority> {
    const authority = await this.findAuthority(department, division);
    if (authority) return authority;
    throw new DomainError(
      'notFound',
      'CATALOGUE.AUTHORITY_NOT_FOUND',
      `The department "${department}" has no office for the division ${division}. Add one to the catalogue's authorities.`,
    );
  }

  async findAuthority(department: string, division: string): Promise<Authority | undefined> {
    return nearestAuthority((await this.getEdition()).catalogue, department, division);
  }

  /** @throws DomainError `CATALOGUE.UNKNOWN_REFERENCE` */
  async getLicenceType(code: string): Promise<LicenceType> {
    return lookUp((await this.getEdition()).catalogue.licenceTypes, code, 'licence type');
  }

  /** @throws DomainError `CATALOGUE.UNKNOWN_REFERENCE` */
  async getItem(code: string): Promise<ServiceItem> {
    return lookUp((await this.getEdition()).catalogue.items, code, 'service item');
  }

  private async load(code: string, version: number): Promise<PublishedOneThing> {
    const row = await this.repository.findOneThing(code, version);
    if (row === undefined) throw oneThingNotFound();
    const catalogue = catalogueOf(row.content);
    return {
      code,
      version,
      digest: row.digest,
      publishedAt: row.publishedAt,
      catalogue,
      oneThing: lookUp(catalogue.oneThings, code, 'one-thing'),
    };
  }
}

function oneThingNotFound(): DomainError {
  return new DomainError('notFound', 'CATALOGUE.ONE_THING_NOT_FOUND', 'There is no such one-thing, or not in that version. Take a code of the list.');
}
