import { Inject, Injectable } from '@nestjs/common';
import { CatalogueService, type PublishedOneThing } from '@onething/catalogue';
import { type Person, PersonDirectory } from '@onething/identity';
import { maskName, type Text } from '@onething/kernel';
import { type Language, LANGUAGES, type Notice, type NoticeData } from './domain/notice';
import type { Placeholder } from './domain/notice-kinds';
import { type NoticeTemplates, type PlaceholderValues, render } from './domain/template';
import { dayInWords, DEADLINE_WORDS, HOW_WORDS, listInWords, PROCEDURE_WORDS, REASON_WORDS, UNSAID } from './domain/wording';
import { NOTICE_TEMPLATES } from './notice-templates.file';
import { RatingAddresses } from './rating-addresses';

type Told = Pick<Notice, 'kind' | 'data'>;

/** Puts notices into words: the templates, with names from that version of the catalogue with which the case was filed. */
@Injectable()
export class NoticeTexts {
  constructor(
    @Inject(NOTICE_TEMPLATES) private readonly templates: NoticeTemplates,
    private readonly catalogue: CatalogueService,
    @Inject(PersonDirectory) private readonly persons: Pick<PersonDirectory, 'findPersons'>,
    private readonly links: RatingAddresses,
  ) {}

  /** Title and body for the inbox, in both languages. */
  async inbox(notice: Told): Promise<{ title: Text; body: Text }> {
    const values = await this.valuesOf(notice.data);
    const { title, body } = this.templates.kinds[notice.kind];
    return { title: inBoth(title, values), body: inBoth(body, values) };
  }

  async mail(notice: Told, language: Language, recipient: string): Promise<{ subject: string; body: string }> {
    const { title, body } = await this.inbox(notice);
    const { mailSubject, mailBody } = this.templates.frame;
    return {
      subject: render(mailSubject[language], { title: title[language] }),
      body: render(mailBody[language], { recipient, title: title[language], body: body[language] }),
    };
  }

  /** The recipient's name is masked: an SMS lies open on a locked screen. */
  async sms(notice: Told, language: Language, recipient: string): Promise<string> {
    const values = { ...valuesIn(language, await this.valuesOf(notice.data)), recipient: maskName(recipient) };
    return render(this.templates.frame.sms[language], { text: render(this.templates.kinds[notice.kind].sms[language], values) });
  }

  private async valuesOf(data: NoticeData): Promise<Record<Placeholder, Text>> {
    const { oneThing, oneThingVersion, personId } = data;
    const published = oneThing === undefined ? undefined : await this.catalogue.getPublished(oneThing, oneThingVersion);
    const person = personId === undefined ? undefined : (await this.persons.findPersons([personId])).get(personId);
    return { ...wordsOf(data, published, await this.officeOf(data, published)), person: told(person, shownName), ratingLink: told(data.ratingLink, (link) => plain(this.links.of(link))) };
  }

  /** Who has it: the authority of that place, by its present name. */
  private async officeOf({ department, division }: NoticeData, published: PublishedOneThing | undefined): Promise<Text> {
    if (department === undefined || division === undefined) return UNSAID;
    const authority = await this.catalogue.findAuthority(department, division);
    return authority?.name ?? published?.catalogue.departments.get(department)?.name ?? plain(department);
  }
}

function wordsOf(data: NoticeData, published: PublishedOneThing | undefined, department: Text): Record<Exclude<Placeholder, 'person' | 'ratingLink'>, Text> {
  const { catalogue, oneThing } = published ?? {};
  const nameOfItem = (code: string): Text => catalogue?.items.get(code)?.name ?? plain(code);
  const nameOfPoint = (point: string): Text => {
    const [kind, code] = [point.slice(0, point.indexOf('.')), point.slice(point.indexOf('.') + 1)];
    return (kind === 'materials' ? catalogue?.materials.get(code)?.name : catalogue?.elements.get(code)?.name) ?? plain(code);
  };
  return {
    department,
    oneThing: oneThing?.name ?? UNSAID,
    caseNumber: plain(data.caseNumber),
    item: told(data.item, nameOfItem),
    receiptNumber: plain(data.receiptNumber),
    points: told(data.points, (points) => listInWords(points.map(nameOfPoint))),
    until: told(data.until, dayInWords),
    dueOn: told(data.dueOn, dayInWords),
    days: plain(data.days),
    deadline: told(data.deadline, (deadline) => DEADLINE_WORDS[deadline]),
    procedure: told(data.procedure, (procedure) => PROCEDURE_WORDS[procedure]),
    reason: told(data.reason, (reason) => REASON_WORDS[reason]),
    how: told(data.how, (how) => HOW_WORDS[how]),
    items: told(data.items, (items) => listInWords(items.map(nameOfItem))),
    failedItem: told(data.failedItem, nameOfItem),
    licences: told(data.licences, (types) => listInWords(types.map((type) => catalogue?.licenceTypes.get(type)?.name ?? plain(type)))),
    succeeded: plain(data.succeeded),
    failed: plain(data.failed),
  };
}

/** Names of companies are public. */
const shownName = ({ kind, name }: Person): Text => plain(kind === 'natural' ? maskName(name) : name);

const told = <Value>(value: Value | undefined, words: (value: Value) => Text): Text =>
  (value === undefined ? UNSAID : words(value));

const plain = (value: string | number | undefined): Text =>
  told(value, (said) => ({ zh: String(said), en: String(said) }));

const valuesIn = (language: Language, values: Record<Placeholder, Text>): PlaceholderValues =>
  Object.fromEntries(Object.entries(values).map(([name, text]) => [name, text[language]])) as PlaceholderValues;

function inBoth(template: Text, values: Record<Placeholder, Text>): Text {
  const [zh, en] = LANGUAGES.map((language) => render(template[language], valuesIn(language, values)));
  return { zh: zh!, en: en! };
}
