import { Inject, Injectable } from '@nestjs/common';
import { AccessLog } from '@onething/audit';
import { type CaseHistory, CaseHistories, QueryCodes } from '@onething/cases';
import { PersonDirectory } from '@onething/identity';
import { type Actor, DomainError, type Text, WORK_CALENDAR, type WorkCalendar } from '@onething/kernel';
import { contentOf } from './content/document-content';
import { titleOf } from './content/document-kinds';
import { type Language, renderDocument } from './content/render-document';
import { DocumentRepository, type IssuedDocument } from './persistence/document.repository';

export interface ListedDocument extends Pick<IssuedDocument, 'id' | 'itemId' | 'kind' | 'number' | 'issuedOn'> {
  item: string | null;
  title: Text;
}

/**
 * Shows the documents of a case: all to its applicant, to an office those of the items that it handles and those of the whole. They
 * are made when they are read, so that nothing personal is kept twice.
 */
@Injectable()
export class DocumentReader {
  constructor(
    private readonly histories: CaseHistories,
    private readonly repository: DocumentRepository,
    private readonly persons: PersonDirectory,
    private readonly codes: QueryCodes,
    private readonly access: AccessLog,
    @Inject(WORK_CALENDAR) private readonly calendar: WorkCalendar,
  ) {}

  /** In the order in which they were issued. @throws DomainError `CASES.NOT_FOUND` */
  async list(actor: Actor, caseId: string): Promise<ListedDocument[]> {
    const history = await this.histories.getVisible(actor, caseId);
    return (await this.visible(history)).map(({ id, itemId, kind, number, issuedOn }) => {
      const item = history.items.find((one) => one.itemId === itemId)?.item ?? null;
      return { id, itemId, item, kind, number, issuedOn, title: titleOf(kind, item === null ? undefined : history.published.catalogue.items.get(item)!.itemType) };
    });
  }

  /** The document as HTML. @throws DomainError `CASES.NOT_FOUND`, `DOCUMENTS.NOT_FOUND` */
  async render(actor: Actor, caseId: string, documentId: string, language: Language): Promise<string> {
    const history = await this.histories.getVisible(actor, caseId);
    const document = (await this.visible(history)).find(({ id }) => id === documentId);
    if (!document) throw notFound();
    await this.access.opens(actor, { act: 'document.opened', subjectPersonId: history.applicantPersonId, object: { kind: 'document', id: documentId }, detail: { case: caseId } });
    const event = history.events.find(({ itemId, seq }) => itemId === document.itemId && seq === document.seq)!;
    const applicant = (await this.persons.findPersons([history.applicantPersonId])).get(history.applicantPersonId);
    const content = contentOf({
      document, event, history, applicantName: applicant?.name ?? '—', queryCode: (itemId) => this.codes.codeOf(itemId), calendar: this.calendar,
    });
    return renderDocument(content, language);
  }

  private async visible({ caseId, items }: CaseHistory): Promise<IssuedDocument[]> {
    const open = new Set(items.filter((item) => item.open).map(({ itemId }) => itemId));
    return (await this.repository.ofCase(caseId)).filter(({ itemId }) => itemId === null || open.has(itemId));
  }
}

function notFound(): DomainError {
  return new DomainError('notFound', 'DOCUMENTS.NOT_FOUND', 'This case has no such document. Look at the list of its documents.');
}
