import { AttachedLicences } from './attached-licences';
import { CaseConsents } from './case-consents';
import { CaseFiles } from './case-files';
import { DraftMaterials } from './draft-materials';
import { DraftSweeper } from './draft-sweeper';
import { FileAddresses } from './file-addresses';
import { FileRemovals } from './file-removals';
import { CaseConsentsController } from './http/case-consents.controller';
import { CaseFilesController } from './http/case-files.controller';
import { CaseMaterialsController } from './http/case-materials.controller';
import { FileBodies } from '@onething/uploads';
import { LicenceHolders } from './licence-holders';
import { MaterialAccess } from './material-access';
import { MaterialChanges } from './material-changes';
import { MaterialReader } from './material-reader';
import { MaterialRepository } from './material.repository';
import { Promises } from './promises';
import { RequestRecords } from './request-records';

export const MATERIAL_CONTROLLERS = [CaseFilesController, CaseMaterialsController, CaseConsentsController];

export const MATERIAL_PROVIDERS = [
  AttachedLicences,
  CaseConsents,
  CaseFiles,
  DraftMaterials,
  DraftSweeper,
  FileAddresses,
  FileBodies,
  FileRemovals,
  LicenceHolders,
  MaterialAccess,
  MaterialChanges,
  MaterialReader,
  MaterialRepository,
  Promises,
  RequestRecords,
];
