import { Inject, Injectable } from '@nestjs/common';
import { type CaseHistory, QueryCodes } from '@onething/cases';
import { PersonDirectory } from '@onething/identity';
import { WORK_CALENDAR, type WorkCalendar } from '@onething/kernel';
import { contentOf, type DocumentContent } from './content/document-content';
import type { IssuedDocument } from './persistence/document.repository';

/** Puts together what a document says, for the page and for the sealed file alike. */
@Injectable()
export class DocumentContents {
  constructor(
    private readonly persons: PersonDirectory,
    private readonly codes: QueryCodes,
    @Inject(WORK_CALENDAR) private readonly calendar: WorkCalendar,
  ) {}

  async of(document: IssuedDocument, history: CaseHistory): Promise<DocumentContent> {
    const event = history.events.find(({ itemId, seq }) => itemId === document.itemId && seq === document.seq)!;
    const applicant = (await this.persons.findPersons([history.applicantPersonId])).get(history.applicantPersonId);
    return contentOf({ document, event, history, applicantName: applicant?.name ?? '—', queryCode: (itemId) => this.codes.codeOf(itemId), calendar: this.calendar });
  }
}
