import { Inject, Injectable } from '@nestjs/common';
import { SecurityLog } from '@onething/audit';
import { type Actor, CLOCK, type Clock } from '@onething/kernel';
import { OWN_DATA_SECTIONS, type OwnDataSection } from './own-data-section';
import { type Language, renderEntry, renderHead, renderSectionHead, renderTail } from './own-data-page';

/** Everything that the platform keeps about a person (查阅、复制与转移, 个人信息保护法第四十五条). */
@Injectable()
export class OwnData {
  constructor(
    @Inject(OWN_DATA_SECTIONS) private readonly sections: readonly OwnDataSection[],
    private readonly securityLog: SecurityLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Writes down that the data were given out. Before the first byte, so that none leaves without its record. */
  async recordExport({ accountId, personId, roles }: Actor, format: 'json' | 'html'): Promise<void> {
    await this.securityLog.record({
      act: 'ownData.exported', outcome: 'done', actor: { accountId, personId, roles }, subjectPersonId: personId, object: { kind: 'person', id: personId }, detail: { format },
    });
  }

  /** One JSON object, a list by section, made while it is read. */
  async* json(owner: Actor): AsyncGenerator<string> {
    yield `{"madeAt":${JSON.stringify(this.now())}`;
    for (const { code, entries } of this.open(owner)) {
      yield `,\n${JSON.stringify(code)}:[`;
      let first = true;
      for await (const entry of entries) {
        yield `${first ? '' : ','}\n${JSON.stringify(entry)}`;
        first = false;
      }
      yield ']';
    }
    yield '}\n';
  }

  /** The same as a page that can be printed. */
  async* page(owner: Actor, language: Language): AsyncGenerator<string> {
    yield renderHead(this.now(), language);
    for (const { name, entries } of this.open(owner)) {
      yield renderSectionHead(name, language);
      let none = true;
      for await (const entry of entries) {
        yield renderEntry(entry, language);
        none = false;
      }
      yield renderTail(none ? 'emptySection' : 'section', language);
    }
    yield renderTail('page', language);
  }

  private* open(owner: Actor): Generator<{ code: string; name: OwnDataSection['name']; entries: AsyncIterable<object> }> {
    for (const section of this.sections) yield { code: section.code, name: section.name, entries: section.entries(owner) };
  }

  private now(): string {
    return new Date(this.clock.now()).toISOString();
  }
}
