import { Injectable } from '@nestjs/common';
import type { MergedField } from '@onething/catalogue';
import { type Actor, DomainError, type Text } from '@onething/kernel';
import { MaterialRepository } from '../materials/material.repository';
import { DeliveryChoiceRepository } from '../delivery/delivery-choice.repository';
import { CaseFormReader } from './case-form-reader';
import { CaseLists } from './case-lists';
import { CaseReader } from './case-reader';

const PAGE = 20;

interface NamedValue {
  element: string;
  name: Text;
  value: unknown;
}

/** Everything about a person's own applications, for the person: drafts too, answers whole. */
@Injectable()
export class OwnCases {
  constructor(
    private readonly lists: CaseLists, private readonly reader: CaseReader, private readonly forms: CaseFormReader, private readonly files: MaterialRepository,
    private readonly deliveries: DeliveryChoiceRepository,
  ) {}

  /** Of a staff account nothing: an official's own matters are at the account that he or she has as a resident. */
  async* entries(owner: Actor): AsyncGenerator<object> {
    if (owner.kind !== 'resident') return;
    for (let after: string | undefined; ;) {
      const page = await this.lists.list(owner, { after, limit: PAGE, whose: 'own' });
      for (const { id } of page) yield await this.entry(owner, id);
      after = page.at(-1)?.id;
      if (page.length < PAGE) return;
    }
  }

  private async entry(owner: Actor, caseId: string): Promise<object> {
    const [shown, answered, files, timeline, chosen] = await Promise.all([
      this.reader.getCase(owner, caseId), this.answersOf(owner, caseId), this.files.listFiles(caseId), this.reader.getTimeline(owner, caseId), this.deliveries.find(caseId),
    ]);
    const { id, number, oneThing, division, state, promisedOn, createdAt, submittedAt, items } = shown;
    return {
      id, number, oneThing: oneThing.name, division, state, promisedOn, createdAt, submittedAt,
      items: items.map((item) => ({ item: item.name, department: item.departmentName, state: item.state, number: item.caseNumber ?? item.receiptNumber, decision: item.decision })),
      ...answered,
      ...(chosen && { delivery: { way: chosen.way, ...chosen.address } }),
      files: files.map(({ id: file, material, name, contentType, size, sha256, createdAt: at }) => ({ id: file, material, name, contentType, size, sha256, at: at.toISOString() })),
      history: timeline.map(({ item, type, occurredAt, note }) => ({ item, type, at: occurredAt, note })),
    };
  }

  private async answersOf(owner: Actor, caseId: string): Promise<{ answers: object; form: NamedValue[] } | { erased: true }> {
    try {
      const { plan, answers, form } = await this.forms.getOwn(owner, caseId);
      const fields = new Map(plan.form.flatMap((section) => section.fields.map((field) => [field.element, field] as const)));
      return { answers, form: Object.entries(form).map(([element, value]) => named(element, fields.get(element), value)) };
    } catch (error) {
      if (error instanceof DomainError && error.code === 'CASES.DRAFT_GONE') return { erased: true };
      throw error;
    }
  }
}

function named(element: string, field: MergedField | undefined, value: unknown): NamedValue {
  return { element, name: field?.name ?? { zh: element, en: element }, value };
}
