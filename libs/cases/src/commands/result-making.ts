import { Inject, Injectable } from '@nestjs/common';
import type { DataElement, LicenceType, Subject } from '@onething/catalogue';
import { PersonDirectory } from '@onething/identity';
import { CLOCK, type Clock, civilDate, DomainError, type FieldProblem, newId } from '@onething/kernel';
import { GlyphSource } from '@onething/seals';
import { CaseData } from '../case-data';
import { CaseDefinitions } from '../case-definitions';
import { type FormValues, isGiven } from '../domain/form-values';
import type { ResultToIssue } from '../domain/item-command';
import { buildFace } from '../domain/result-face';
import { CaseParties } from '../persistence/case-parties';
import { MaterialRepository } from '../materials/material.repository';
import { CaseResults } from '../persistence/case-results';
import type { ItemRecord } from '../persistence/case.repository';

/** Puts together what a granted item gives: who holds it and what stands on it. */
@Injectable()
export class ResultMaking {
  constructor(
    private readonly definitions: CaseDefinitions,
    private readonly data: CaseData,
    private readonly parties: CaseParties,
    private readonly results: CaseResults,
    private readonly persons: PersonDirectory,
    private readonly photos: MaterialRepository,
    private readonly glyphs: GlyphSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @param given face fields that the issuer types
   * @throws DomainError `CASES.NO_RESULT` (refused), `CASES.FACE_INVALID` naming `face.<field>`
   */
  async make({ state }: ItemRecord, given: Record<string, unknown>): Promise<ResultToIssue> {
    const { catalogue } = await this.definitions.getPublished(state.scope.oneThing, state.scope.oneThingVersion);
    const described = catalogue.items.get(state.scope.item)!.result;
    if (!described) throw new DomainError('refused', 'CASES.NO_RESULT', 'This item gives no result. Decide it instead.');
    const [{ form }, parties] = await Promise.all([this.data.get(state.caseId, state.scope), this.parties.find(state.caseId)]);
    const type = catalogue.licenceTypes.get(described.licenceType)!;
    const now = this.clock.now();
    const photoFile = described.photo === undefined ? undefined : await this.photos.findPhoto(state.caseId, described.photo);
    const { face, problems } = buildFace(type, { form, given, today: civilDate(now) });
    const holderPersonId = await this.holderOf(described.holder, form, parties);
    problems.push(...this.unprintable(type, catalogue.elements, face));
    problems.push(...this.unprintableNames(type, catalogue.authorities.find(({ uscc }) => uscc === state.authorityUscc)?.name.zh));
    problems.push(...(await this.takenNumbers(type, catalogue.elements, face, holderPersonId)));
    if (problems.length > 0) throw new DomainError('invalid', 'CASES.FACE_INVALID', 'The face of the licence is not complete or not right.', { fields: problems });
    return {
      licenceId: newId(now),
      licenceType: type.code,
      holderPersonId,
      face,
      faceDigest: this.results.digest(face),
      ...(photoFile === undefined ? {} : { photoFile }),
    };
  }

  /**
   * Before an item is granted: what the form will put on its licence can be printed. Later it would be too late, for there would be a decision that nobody can carry out.
   * @throws DomainError `CASES.FACE_INVALID` naming `face.<field>`
   */
  async requirePrintable({ state }: ItemRecord): Promise<void> {
    const { catalogue } = await this.definitions.getPublished(state.scope.oneThing, state.scope.oneThingVersion);
    const described = catalogue.items.get(state.scope.item)!.result;
    if (!described) return;
    const type = catalogue.licenceTypes.get(described.licenceType)!;
    const { form } = await this.data.get(state.caseId, state.scope);
    const face = Object.fromEntries(type.face.flatMap(({ code, element }) => (element !== undefined && isGiven(form[element]) ? [[code, form[element]]] : [])));
    const problems = [...this.unprintable(type, catalogue.elements, face), ...this.unprintableNames(type, catalogue.authorities.find(({ uscc }) => uscc === state.authorityUscc)?.name.zh)];
    if (problems.length > 0) throw new DomainError('invalid', 'CASES.FACE_INVALID', 'The licence that this decision gives cannot be printed. Have a font with the characters installed, then decide.', { fields: problems });
  }

  /** What cannot be printed is refused before there is a licence: what was typed, and the words that stand for a choice. */
  private unprintable(type: LicenceType, elements: Map<string, DataElement>, face: Record<string, unknown>): FieldProblem[] {
    return Object.entries(face).flatMap(([code, value]): FieldProblem[] => {
      const field = type.face.find((one) => one.code === code);
      const choices = field?.choices ?? (field?.element === undefined ? undefined : elements.get(field.element)?.choices) ?? [];
      const chosen = choices.filter((choice) => [value].flat().includes(choice.value)).map(({ label }) => label.zh);
      return this.missing(`face.${code}`, [...[value].flat().filter((one) => typeof one === 'string'), ...chosen, field?.name.zh ?? ''].join(''));
    });
  }

  /** Names of the catalogue that stand on every licence of the type. */
  private unprintableNames(type: LicenceType, authority = ''): FieldProblem[] {
    return this.missing('face', type.name.zh + authority);
  }

  private missing(field: string, text: string): FieldProblem[] {
    const missing = this.glyphs.missingIn(text).map((one) => `${one} (U+${one.codePointAt(0)!.toString(16).toUpperCase()})`);
    if (missing.length === 0) return [];
    return [{ field, code: 'CASES.CHARACTER_NOT_PRINTABLE', message: `The font of licences has no ${missing.join(', ')}. Have a font with it installed, then try again.` }];
  }

  /** Who had no number at the submission may be known by it now, through another case. */
  private async holderOf(subject: Subject, form: FormValues, parties: Record<string, string>): Promise<string> {
    const number = form[`${subject}.citizenId`];
    const known = subject !== 'applicant' && typeof number === 'string' ? await this.persons.findByNumber(number) : undefined;
    return known?.id ?? parties[subject] ?? parties['applicant']!;
  }

  /** A number that a result gives its holder may not be somebody else's. */
  private async takenNumbers(
    type: LicenceType, elements: Map<string, DataElement>, face: Record<string, unknown>, holderPersonId: string,
  ): Promise<FieldProblem[]> {
    const given = type.face.filter((field) => field.type === 'citizenId' && field.element && elements.get(field.element)?.filledByResult);
    const problems = given.map(async ({ code }): Promise<FieldProblem[]> => {
      const owner = typeof face[code] === 'string' ? await this.persons.findByNumber(face[code]) : undefined;
      if (!owner || owner.id === holderPersonId) return [];
      return [{ field: `face.${code}`, code: 'CASES.NUMBER_TAKEN', message: 'Another person has this number. Compare it with the register.' }];
    });
    return (await Promise.all(problems)).flat();
  }
}
