import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { SecurityLog } from '@onething/audit';
import { canonicalJson, CLOCK, type Clock } from '@onething/kernel';
import type { Transaction } from '@onething/persistence';
import { listingOf, searchWordsOf } from './domain/listing';
import type { Catalogue, OneThing } from './domain/model';
import { singleItemsOf } from './domain/single-item';
import { closureOf, snapshotOf } from './domain/snapshot';
import { PublishedCatalogueRepository } from './persistence/published-catalogue.repository';
import { searchVectorOf } from './persistence/text-search';

export interface PublishingReport {
  /** The edition that is current now. */
  edition: number;
  /** One-things of which a new version was made. */
  published: { code: string; version: number }[];
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

/** Makes immutable numbered versions out of a checked catalogue. */
@Injectable()
export class CataloguePublisher {
  constructor(
    private readonly repository: PublishedCatalogueRepository,
    private readonly securityLog: SecurityLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Publishes each one-thing whose content differs from its latest version, and the whole as a new edition if anything in it
   * changed. Doing it twice changes nothing; of several processes that do it at once one does the work. A one-thing that the
   * catalogue no longer holds is no longer listed; its versions stay for the cases that keep them. Each complete cross-province item is
   * published as a one-thing of its own too, which stands in no list.
   * @throws DomainError as `compile`, when an open one-thing cannot be compiled; then nothing is published
   */
  publishAll(catalogue: Catalogue): Promise<PublishingReport> {
    return this.repository.publishing(async (tx) => {
      const latest = new Map((await this.repository.latestVersions(tx)).map((row) => [row.code, row]));
      const published: PublishingReport['published'] = [];
      const oneThings: Record<string, number> = {};
      for (const oneThing of [...catalogue.oneThings.values(), ...singleItemsOf(catalogue)]) {
        const { version, isNew } = await this.publish(tx, catalogue, oneThing, latest.get(oneThing.code));
        oneThings[oneThing.code] = version;
        if (isNew) published.push({ code: oneThing.code, version });
      }
      return { edition: await this.publishEdition(tx, catalogue, oneThings), published };
    });
  }

  private async publish(
    tx: Transaction, catalogue: Catalogue, oneThing: OneThing, latest: { version: number; digest: string } | undefined,
  ): Promise<{ version: number; isNew: boolean }> {
    const content = snapshotOf(closureOf(catalogue, oneThing));
    const digest = digestOf(content);
    if (latest?.digest === digest) return { version: latest.version, isNew: false };
    const version = (latest?.version ?? 0) + 1;
    const words = searchWordsOf(catalogue, oneThing);
    await this.repository.insertOneThing(tx, {
      code: oneThing.code,
      version,
      digest,
      content,
      listing: listingOf(catalogue, oneThing),
      searchText: [...words.names, ...words.keywords].join(' '),
      searchVector: searchVectorOf(words),
      publishedAt: new Date(this.clock.now()),
    });
    return { version, isNew: true };
  }

  private async publishEdition(tx: Transaction, catalogue: Catalogue, oneThings: Record<string, number>): Promise<number> {
    const content = snapshotOf(catalogue);
    const digest = digestOf({ content, oneThings });
    const latest = await this.repository.findLatestEdition(tx);
    if (latest?.digest === digest) return latest.edition;
    const edition = (latest?.edition ?? 0) + 1;
    await this.repository.insertEdition(tx, { edition, digest, oneThings, content, publishedAt: new Date(this.clock.now()) });
    await this.securityLog.record({ act: 'catalogue.published', outcome: 'done', object: { kind: 'catalogueEdition', id: String(edition) }, detail: { digest } }, tx);
    return edition;
  }
}
