import { Injectable } from '@nestjs/common';
import { type BundlePlan, type Catalogue, compile, type MergedMaterial, type OneThing } from '@onething/catalogue';
import { type Action, isAllowed } from '@onething/identity';
import { type Actor, DomainError } from '@onething/kernel';
import { CaseDefinitions } from '../case-definitions';
import { notFound } from '../commands/command-path';
import { opensMaterial } from '../domain/corrections';
import type { FormValues } from '../domain/form-values';
import { resourceOf } from '../item-resource';
import { CaseAnswersStore } from '../persistence/case-answers';
import { PartyAccess } from '../party-access';
import { type BundleRecord, CaseRepository, matterOf } from '../persistence/case.repository';

/** A case as its materials see it. */
export interface CaseInHand {
  bundle: BundleRecord;
  /** Of the applicant: by right, or by a mandate that says so. */
  mayUseLicences: boolean;
  catalogue: Catalogue;
  oneThing: OneThing;
  plan: BundlePlan;
  q: Record<string, unknown>;
  form: FormValues;
}

export interface MaterialInHand extends CaseInHand {
  material: MergedMaterial;
}

export interface ReadableCase extends CaseInHand {
  /** Those that the reader may see. */
  materials: MergedMaterial[];
  /** The reader is an office that handles an item, not the applicant. */
  asOffice: boolean;
  /** Everybody who takes part in the case in person. */
  concernedIds: string[];
  /** The office as which it reads. */
  office?: { departmentCode: string; divisionCode: string };
}

/** Who may see and change the materials of a case. To everybody else neither the case nor its files exist. */
@Injectable()
export class MaterialAccess {
  constructor(
    private readonly repository: CaseRepository,
    private readonly definitions: CaseDefinitions,
    private readonly answers: CaseAnswersStore,
    private readonly parties: PartyAccess,
  ) {}

  /** @throws DomainError `CASES.NOT_FOUND` to anybody but the applicant, and an agent whose mandate covers the case; as `PartyAccess.authorise` */
  async getOwn(actor: Actor, action: Action, caseId: string): Promise<CaseInHand> {
    const bundle = await this.repository.findBundle(caseId);
    if (!bundle) throw notFound();
    await this.parties.authorise(actor, action, matterOf(bundle));
    return this.read(actor, bundle);
  }

  /**
   * The applicant's own material, while it may be changed.
   * @throws DomainError `CASES.NOT_FOUND`, `CASES.NO_SUCH_MATERIAL`, `CASES.MATERIALS_CLOSED`
   */
  async getChangeable(actor: Actor, action: Action, caseId: string, code: string): Promise<MaterialInHand> {
    const inHand = await this.getOwn(actor, action, caseId);
    const material = requireMaterial(inHand.plan, code);
    await this.requireOpen(inHand.bundle, [material]);
    return { ...inHand, material };
  }

  /** @throws DomainError `CASES.MATERIALS_CLOSED` unless it is a draft, or each of them is asked for by an item that waits for it */
  async requireOpen(bundle: BundleRecord, materials: readonly MergedMaterial[]): Promise<void> {
    if (bundle.stateName === 'draft') return;
    const items = await this.repository.findItems(bundle.state.caseId);
    const isOpen = ({ material, askedBy }: MergedMaterial) =>
      items.some((item) => askedBy.includes(item.state.scope.item) && opensMaterial(item, material));
    if (materials.every(isOpen)) return;
    throw closed(bundle);
  }

  /**
   * The case with those of its materials that the actor may read: all for the applicant and the applicant's agent, for an office those that its items
   * ask for.
   * @throws DomainError `CASES.NOT_FOUND`
   */
  async getReadable(actor: Actor, caseId: string): Promise<ReadableCase> {
    const [bundle, items] = await Promise.all([this.repository.findBundle(caseId), this.repository.findItems(caseId)]);
    if (!bundle) throw notFound();
    const isOwner = isAllowed(actor, 'file.read', await this.parties.resourceOf(actor, matterOf(bundle)));
    // Whom the form names takes part, but the case is not theirs: only offices read by item.
    const scopes = items.filter((item) => actor.kind === 'staff' && isAllowed(actor, 'file.read', resourceOf(item))).map((item) => item.state.scope);
    const handled = scopes.map((scope) => scope.item);
    if (!isOwner && handled.length === 0) throw notFound();
    const inHand = await this.read(actor, bundle);
    const materials = inHand.plan.materials.filter(({ askedBy }) => isOwner || askedBy.some((item) => handled.includes(item)));
    const [scope] = scopes;
    const concernedIds = items.flatMap((item) => item.concernedIds);
    return { ...inHand, materials, concernedIds, asOffice: !isOwner, ...(scope && !isOwner && { office: { departmentCode: scope.department, divisionCode: scope.division } }) };
  }

  private async read(actor: Actor, bundle: BundleRecord): Promise<CaseInHand> {
    const { caseId, scope } = bundle.state;
    const [{ catalogue, oneThing }, { q, form }, mayUseLicences] = await Promise.all([
      this.definitions.getPublished(scope.oneThing, scope.oneThingVersion),
      this.answers.getLatest(caseId),
      this.parties.mayUseLicences(actor, matterOf(bundle)),
    ]);
    return { bundle, mayUseLicences, catalogue, oneThing, plan: compile(catalogue, oneThing, q), q, form };
  }
}

/** @throws DomainError `CASES.NO_SUCH_MATERIAL` */
export function requireMaterial(plan: Pick<BundlePlan, 'materials'>, code: string): MergedMaterial {
  const material = plan.materials.find((candidate) => candidate.material === code);
  if (material) return material;
  throw new DomainError(
    'notFound',
    'CASES.NO_SUCH_MATERIAL',
    'This case asks for no such material. See its materials for those that it asks for.',
  );
}

export function closed({ stateName, state }: BundleRecord): DomainError {
  const message = 'The materials of this case can be changed while it is a draft, and those that an item wants corrected.';
  return new DomainError('refused', 'CASES.MATERIALS_CLOSED', message, { current: { state: stateName, version: state.version } });
}
