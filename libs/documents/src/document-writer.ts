import { Injectable } from '@nestjs/common';
import type { ChainedEvent, Follower } from '@onething/cases';
import { civilDate, newId } from '@onething/kernel';
import type { Transaction } from '@onething/persistence';
import { SealedFiles } from '@onething/sealed-files';
import { documentsOf, numberPrefix } from './content/document-kinds';
import { DOCUMENT_FILES, sealPurposeOf } from './file/document-paper';
import { DocumentRepository, type NewDocument } from './persistence/document.repository';
import { SigningAuthorities } from './signing-authorities';

/** Follows the cases and issues their documents: each once, with a number that leaves no gap, and orders their sealed files. */
@Injectable()
export class DocumentWriter implements Follower {
  readonly name = 'documents';

  constructor(private readonly authorities: SigningAuthorities, private readonly repository: DocumentRepository, private readonly files: SealedFiles) {}

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
    // What another region handles has its documents there.
    if (kinds.length === 0 || event.payload.scope.handledBy !== undefined) return [];
    const { caseId, itemId, seq, occurredAt, actorKind, actorId } = event;
    const issuedOn = civilDate(occurredAt);
    const year = Number(issuedOn.slice(0, 4));
    const { uscc, name } = await this.authorities.of(event);
    return kinds.map((kind) => ({
      id: newId(occurredAt), caseId, itemId, seq, kind, authorityUscc: uscc, authorityName: name, prefix: numberPrefix(kind, name, year), year, issuedOn,
      createdAt: new Date(occurredAt).toISOString(), authorisedBy: actorKind === 'staff' ? actorId : this.name,
    }));
  }
}
