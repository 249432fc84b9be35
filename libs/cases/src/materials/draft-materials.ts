import { Inject, Injectable } from '@nestjs/common';
import type { BundlePlan, Subject } from '@onething/catalogue';
import { CLOCK, type CivilDate, civilDate, type Clock } from '@onething/kernel';
import { Consents, type Licence, LicenceRegister } from '@onething/licences';
import { Database, type Statement } from '@onething/persistence';
import type { AttachedLicence, MaterialState } from '../domain/submission-check';

const FIND: Statement = {
  name: 'cases.draft-materials',
  text: `
    SELECT coalesce(m.material, f.material) AS material, m.source, m.licence_id AS "licenceId", m.licence_version AS "licenceVersion",
      m.agreed_at IS NOT NULL AS promised, coalesce(f.files, 0) AS files, b.applicant_person_id AS "applicantId"
    FROM (SELECT material, count(*) AS files FROM case_file WHERE case_id = $1 GROUP BY material) f
      FULL JOIN (SELECT * FROM case_material WHERE case_id = $1) m USING (material)
      JOIN bundle_case b ON b.id = $1`,
};

interface DraftMaterial {
  material: string;
  source: string | null;
  licenceId: string | null;
  licenceVersion: number | null;
  promised: boolean;
  files: number;
  applicantId: string;
}

/** What was put into a draft in place of papers: files, licences, promises. */
@Injectable()
export class DraftMaterials {
  constructor(
    private readonly database: Database,
    private readonly register: LicenceRegister,
    private readonly consents: Consents,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** One entry for each material that has something; consents and licences as they stand now. */
  async statesOf(caseId: string): Promise<MaterialState[]> {
    const rows = await this.database.query<DraftMaterial>(FIND, [caseId]);
    return Promise.all(rows.map(async (row): Promise<MaterialState> => ({
      material: row.material, files: row.files, promised: row.promised,
      ...(row.licenceId ? { licence: await this.licenceOf(caseId, row) } : {}),
    })));
  }

  /** The frozen face fields of the attached licences, for prefilling. */
  async attachedFaces(caseId: string, plan: BundlePlan): Promise<{ subject: Subject; licenceType: string; face: Record<string, unknown> }[]> {
    const rows = await this.database.query<DraftMaterial>(FIND, [caseId]);
    const subjects = new Map(plan.materials.map((material) => [material.material, material.subject]));
    const attached = rows.filter((row) => row.licenceId && subjects.has(row.material));
    return Promise.all(attached.map(async (row) => {
      const { typeCode, face } = await this.register.getVersion(row.licenceId!, row.licenceVersion!);
      return { subject: subjects.get(row.material)!, licenceType: typeCode, face };
    }));
  }

  private async licenceOf(caseId: string, row: DraftMaterial): Promise<AttachedLicence> {
    const [frozen, current] = await Promise.all([
      this.register.getVersion(row.licenceId!, row.licenceVersion!), this.register.findCurrent(row.licenceId!),
    ]);
    const own = frozen.holder.personId === row.applicantId;
    const granted = own || (await this.consents.findGranted(caseId, frozen.holder.personId, frozen.typeCode));
    return {
      licenceType: frozen.typeCode,
      inForce: current?.version === row.licenceVersion && isValidOn(current!, civilDate(this.clock.now())),
      consent: own ? 'ofApplicant' : granted ? 'granted' : 'missing',
    };
  }
}

const isValidOn = ({ state, validity }: Licence, today: CivilDate): boolean =>
  state === 'VALID' && (validity.to === undefined || validity.to >= today);
