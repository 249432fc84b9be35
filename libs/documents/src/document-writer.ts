import { Injectable } from '@nestjs/common';
import type { ChainedEvent, EventPayloads, Follower } from '@onething/cases';
import { type Authority, CatalogueService, nearestAuthority } from '@onething/catalogue';
import { civilDate, newId } from '@onething/kernel';
import type { Transaction } from '@onething/persistence';
import { SealedFiles } from '@onething/sealed-files';
import { documentsOf, numberPrefix } from './content/document-kinds';
import { DOCUMENT_FILES, sealPurposeOf } from './file/document-paper';
import { DocumentRepository, type NewDocument } from './persistence/document.repository';

/** Follows the cases and issues their documents: each once, with a number that leaves no gap, and orders their sealed files. */
@Injectable()
export class DocumentWriter implements Follower {
  readonly name = 'documents';

  constructor(private readonly catalogue: CatalogueService, private readonly repository: DocumentRepository, private readonly files: SealedFiles) {}

  async handle(tx: Transaction, events: ChainedEvent[]): Promise<void> {
    const documents: NewDocument[] = [];
    for (const event of events) documents.push(...(await this.documentsFor(event)));
    for (const document of await this.repository.issue(tx, documents)) await this.order(tx, document);
    for (const { caseId } of events.filter(({ type }) => type === 'dataErased')) await this.files.erase(tx, await this.repository.idsOfCase(tx, caseId));
  }

  private async order(tx: Transaction, { id, kind, caseId, authorityUscc, authorisedBy }: NewDocument): Promise<void> {
    await this.files.order(tx, { id, kind: DOCUMENT_FILES, authorityUscc, purpose: sealPurposeOf(kind), caseId, authorisedBy });
  }

  private async documentsFor(event: ChainedEvent): Promise<NewDocument[]> {
    const kinds = documentsOf(event);
    if (kinds.length === 0) return [];
    const { caseId, itemId, seq, occurredAt, actorKind, actorId } = event;
    const issuedOn = civilDate(occurredAt);
    const year = Number(issuedOn.slice(0, 4));
    const { uscc, name } = await this.authorityOf(event);
    return kinds.map((kind) => ({
      id: newId(occurredAt), caseId, itemId, seq, kind, authorityUscc: uscc, authorityName: name, prefix: numberPrefix(kind, name, year), year, issuedOn,
      createdAt: new Date(occurredAt).toISOString(), authorisedBy: actorKind === 'staff' ? actorId : this.name,
    }));
  }

  /** The office of the item; of the whole the lead department's, or where that has none, that of the first result handed over. */
  private async authorityOf({ caseId, payload }: ChainedEvent): Promise<Authority> {
    const { oneThing: code, oneThingVersion, division, department } = payload.scope;
    const { catalogue, oneThing } = await this.catalogue.getPublished(code, oneThingVersion);
    const delivered = ((payload as EventPayloads['delivered']).items ?? []).map((item) => catalogue.items.get(item)!.department);
    const candidates = department === undefined ? [oneThing.leadDepartment, ...delivered] : [department];
    for (const candidate of candidates) {
      const found = nearestAuthority(catalogue, candidate, division) ?? (await this.catalogue.findAuthority(candidate, division));
      if (found) return found;
    }
    throw new Error(`No authority of ${candidates.join(', ')} in ${division} can sign a document of case ${caseId}`);
  }
}
