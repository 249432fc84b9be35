import { Injectable } from '@nestjs/common';
import type { BundlePlan, MergedField } from '@onething/catalogue';
import { type Actor, DomainError, type Text } from '@onething/kernel';
import { Database, type Statement } from '@onething/persistence';
import { CaseDefinitions } from '../case-definitions';
import { MaterialRepository } from '../materials/material.repository';
import { DeliveryChoiceRepository } from '../delivery/delivery-choice.repository';
import { CaseRepository } from '../persistence/case.repository';
import { CaseFormReader } from './case-form-reader';
import { CaseLists } from './case-lists';
import { CaseReader } from './case-reader';

const PAGE = 20;

/** Submitted by others, with the subjects as which they name a person. What an agent did stands with the mandates. */
const AS_PARTY: Statement = {
  name: 'cases.as-party',
  text: `SELECT b.id, array_agg(p.subject ORDER BY p.subject) AS subjects, b.submitted_at AS "submittedAt", b.state, b.promised_on AS "promisedOn",
      (SELECT number FROM official_number n WHERE n.case_id = b.id AND n.kind = 'bundle') AS number
    FROM case_party p JOIN bundle_case b ON b.id = p.case_id
    WHERE p.person_id = $1 AND p.subject <> 'agent' AND b.applicant_person_id <> $1 AND b.submitted_at IS NOT NULL AND ($2::uuid IS NULL OR b.id < $2)
    GROUP BY b.id ORDER BY b.id DESC LIMIT $3`,
};

interface CaseOfOthers {
  id: string;
  subjects: string[];
  submittedAt: Date;
  state: string;
  promisedOn: string | null;
  number: string | null;
}

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
    private readonly deliveries: DeliveryChoiceRepository, private readonly database: Database, private readonly repository: CaseRepository,
    private readonly definitions: CaseDefinitions,
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

  /** Cases of others that name the person: other parent, spouse, child … With what they say about this person, and nothing else of them. */
  async* asParty({ kind, personId }: Actor): AsyncGenerator<object> {
    if (kind !== 'resident') return;
    for (let after: string | undefined; ;) {
      const page = await this.database.query<CaseOfOthers>(AS_PARTY, [personId, after ?? null, PAGE]);
      for (const found of page) yield await this.entryAsParty(found);
      after = page.at(-1)?.id;
      if (page.length < PAGE) return;
    }
  }

  private async entryAsParty({ id, subjects, submittedAt, ...standing }: CaseOfOthers): Promise<object> {
    const bundle = (await this.repository.findBundle(id))!;
    const { oneThing, oneThingVersion, division } = bundle.state.scope;
    const { oneThing: { name } } = await this.definitions.getPublished(oneThing, oneThingVersion);
    const told = await orErased(async () => {
      const { fields, values } = await this.forms.getOfParty(bundle, subjects);
      return { form: namedValues(fields, values) };
    });
    return { id, ...standing, oneThing: name, division, submittedAt: submittedAt.toISOString(), subjects, ...told };
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
    return orErased(async () => {
      const { plan, answers, form } = await this.forms.getOwn(owner, caseId);
      return { answers, form: namedValues(plan.form, form) };
    });
  }
}

async function orErased<Told>(tell: () => Promise<Told>): Promise<Told | { erased: true }> {
  try {
    return await tell();
  } catch (error) {
    if (error instanceof DomainError && error.code === 'CASES.DRAFT_GONE') return { erased: true };
    throw error;
  }
}

function namedValues(sections: BundlePlan['form'], values: Record<string, unknown>): NamedValue[] {
  const fields = new Map(sections.flatMap((section) => section.fields.map((field) => [field.element, field] as const)));
  return Object.entries(values).map(([element, value]) => named(element, fields.get(element), value));
}

function named(element: string, field: MergedField | undefined, value: unknown): NamedValue {
  return { element, name: field?.name ?? { zh: element, en: element }, value };
}
