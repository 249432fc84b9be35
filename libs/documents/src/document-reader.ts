import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { AccessLog } from '@onething/audit';
import { type CaseHistory, CaseHistories } from '@onething/cases';
import { type Actor, DomainError, type Text } from '@onething/kernel';
import { type SealedFile, SealedFiles, type SealedFileState } from '@onething/sealed-files';
import { titleOf } from './content/document-kinds';
import { type Language, renderDocument } from './content/render-document';
import { DocumentContents } from './document-contents';
import { DocumentRepository, type IssuedDocument } from './persistence/document.repository';

export interface ListedDocument extends Pick<IssuedDocument, 'id' | 'itemId' | 'kind' | 'number' | 'issuedOn'> {
  item: string | null;
  title: Text;
  /** undefined: there is none any more. */
  file?: SealedFileState;
}

/**
 * Shows the documents of a case: all to its applicant, to an office those of the items that it handles and those of the whole. They
 * pages are made when they are read; the sealed files were made when the documents were issued.
 */
@Injectable()
export class DocumentReader {
  constructor(
    private readonly histories: CaseHistories,
    private readonly repository: DocumentRepository,
    private readonly contents: DocumentContents,
    private readonly files: SealedFiles,
    private readonly access: AccessLog,
  ) {}

  /** In the order in which they were issued. @throws DomainError `CASES.NOT_FOUND` */
  async list(actor: Actor, caseId: string): Promise<ListedDocument[]> {
    const history = await this.histories.getVisible(actor, caseId);
    const visible = await this.visible(history);
    const files = await this.files.statesOf(visible.map(({ id }) => id));
    return visible.map(({ id, itemId, kind, number, issuedOn }) => {
      const item = history.items.find((one) => one.itemId === itemId)?.item ?? null;
      return { id, itemId, item, kind, number, issuedOn, file: files.get(id), title: titleOf(kind, item === null ? undefined : history.published.catalogue.items.get(item)!.itemType) };
    });
  }

  /** The document as HTML. @throws DomainError `CASES.NOT_FOUND`, `DOCUMENTS.NOT_FOUND` */
  async render(actor: Actor, caseId: string, documentId: string, language: Language): Promise<string> {
    const { document, history } = await this.opened(actor, caseId, documentId);
    return renderDocument(await this.contents.of(document, history), language);
  }

  /** The sealed file. @throws DomainError `CASES.NOT_FOUND`, `DOCUMENTS.NOT_FOUND`, `SEALED_FILES.BEING_MADE`, `SEALED_FILES.NONE` */
  async openFile(actor: Actor, caseId: string, documentId: string): Promise<{ document: IssuedDocument; file: SealedFile; content: Readable }> {
    const { document } = await this.opened(actor, caseId, documentId);
    return { document, ...await this.files.open(documentId) };
  }

  private async opened(actor: Actor, caseId: string, documentId: string): Promise<{ document: IssuedDocument; history: CaseHistory }> {
    const history = await this.histories.getVisible(actor, caseId);
    const document = (await this.visible(history)).find(({ id }) => id === documentId);
    if (!document) throw notFound();
    await this.access.opens(actor, {
      act: 'document.opened', subjectPersonId: history.applicantPersonId, concernedPersonIds: history.concernedIds, object: { kind: 'document', id: documentId },
      detail: { case: caseId },
    });
    return { document, history };
  }

  private async visible({ caseId, items }: CaseHistory): Promise<IssuedDocument[]> {
    const open = new Set(items.filter((item) => item.open).map(({ itemId }) => itemId));
    return (await this.repository.ofCase(caseId)).filter(({ itemId }) => itemId === null || open.has(itemId));
  }
}

function notFound(): DomainError {
  return new DomainError('notFound', 'DOCUMENTS.NOT_FOUND', 'This case has no such document. Look at the list of its documents.');
}
