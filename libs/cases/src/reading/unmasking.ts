import { Injectable } from '@nestjs/common';
import { AccessLog, type AccessPurpose } from '@onething/audit';
import { authorise } from '@onething/identity';
import { type Actor, DomainError } from '@onething/kernel';
import { Database } from '@onething/persistence';
import { notFound } from '../commands/command-path';
import { resourceOf } from '../item-resource';
import { CaseParties } from '../persistence/case-parties';
import { type BundleRecord, CaseRepository } from '../persistence/case.repository';
import { CaseFormReader } from './case-form-reader';
import { handles } from './case-visibility';

export interface UnmaskRequest {
  itemId: string;
  /** Codes of data elements that the item asks for. */
  fields?: string[];
  /** All fields of one subject that the item asks for: `child`. */
  subject?: string;
  purpose: AccessPurpose;
  reason: string;
}

/** Shows masked values of a case whole: for a reason, recorded, and visible to the person whose data they are. */
@Injectable()
export class Unmasking {
  constructor(
    private readonly repository: CaseRepository, private readonly forms: CaseFormReader, private readonly access: AccessLog, private readonly database: Database,
    private readonly parties: CaseParties,
  ) {}

  /**
   * Writes down first, then shows: no value leaves without its record.
   * @throws DomainError `CASES.NOT_FOUND`, `IDENTITY.FORBIDDEN`, `CASES.NOTHING_TO_UNMASK` naming `fields`
   */
  async unmask(actor: Actor, caseId: string, { itemId, fields, subject, purpose, reason }: UnmaskRequest): Promise<Record<string, unknown>> {
    const [bundle, item] = await Promise.all([this.repository.findBundle(caseId), this.repository.findItem(caseId, itemId)]);
    if (!bundle || !item || !handles(actor, item)) throw notFound();
    authorise(actor, 'case.unmask', resourceOf(item));
    const { asked, values } = await this.forms.readItem(bundle, item);
    const wanted = fields ?? asked.filter((element) => element.startsWith(`${subject}.`));
    const strange = wanted.find((element) => !asked.includes(element));
    if (strange !== undefined || wanted.length === 0) throw nothingToUnmask();
    return this.database.transaction(async (tx) => {
      const { department, division } = item.state.scope;
      await this.access.record(actor, {
        act: 'data.unmasked', subjectPersonId: bundle.applicantPersonId, concernedPersonIds: await this.concernedBy(bundle, wanted), object: { kind: 'case', id: caseId },
        office: { departmentCode: department, divisionCode: division }, detail: { item: item.state.scope.item, purpose, fields: [...wanted].sort().join(' ') },
      }, reason, tx);
      return Object.fromEntries(wanted.filter((element) => element in values).map((element) => [element, values[element]]));
    });
  }

  /** Those whose own fields are shown: `mother.mobile` is the mother's. */
  private async concernedBy({ state: { caseId } }: BundleRecord, fields: readonly string[]): Promise<string[]> {
    const parties = await this.parties.find(caseId);
    return fields.flatMap((field) => parties[field.slice(0, field.indexOf('.'))] ?? []);
  }
}

function nothingToUnmask(): DomainError {
  const message = 'Name fields that this item asks for, or a subject of which it asks for some. See the form of the item.';
  return new DomainError('invalid', 'CASES.NOTHING_TO_UNMASK', message, { fields: [{ field: 'fields', code: 'CASES.NOTHING_TO_UNMASK', message }] });
}
