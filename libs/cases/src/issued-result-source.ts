import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { isCivilDate } from '@onething/kernel';
import { ObjectStore } from '@onething/object-store';
import type { Transaction } from '@onething/persistence';
import { CaseDefinitions } from './case-definitions';
import { noSuchFile } from './materials/case-files';
import { MaterialRepository } from './materials/material.repository';
import { CaseRepository } from './persistence/case.repository';
import { type CaseResult, CaseResults } from './persistence/case-results';

export interface IssuedCaseResult extends Omit<CaseResult, 'itemId' | 'faceDigest'> {
  holderKind: 'naturalPerson' | 'legalPerson';
  /** 证照类型代码. */
  officialTypeCode: string;
  issuer: { uscc: string; department: string; division: string };
  validYears?: number;
  /** Last valid day, where the type has it on its face. */
  validTo?: string;
}

/** A result whole, for the licence register: its event names only a digest. */
@Injectable()
export class IssuedResultSource {
  constructor(
    private readonly results: CaseResults,
    private readonly repository: CaseRepository,
    private readonly definitions: CaseDefinitions,
    private readonly materials: MaterialRepository,
    private readonly store: ObjectStore,
  ) {}

  /** The file that is the holder's photo. @throws DomainError `CASES.NO_SUCH_FILE` when the data of the case are erased; those of the object store */
  async openPhoto(caseId: string, fileId: string): Promise<Readable> {
    const place = await this.materials.findPlace(caseId, fileId);
    if (!place) throw noSuchFile();
    return this.store.get(place.objectKey, { sha256: place.sha256 });
  }

  /** @throws Error when there is no such result, which would be a broken event */
  async getIssuedResult(tx: Transaction, caseId: string, itemId: string): Promise<IssuedCaseResult> {
    const [results, items] = [await this.results.findAll(caseId, tx), await this.repository.findItems(caseId, tx)];
    const result = results.find((one) => one.itemId === itemId);
    const item = items.find((one) => one.state.itemId === itemId);
    if (!result || !item) throw new Error(`The item ${itemId} of case ${caseId} has no result`);
    const { scope } = item.state;
    const { catalogue } = await this.definitions.getPublished(scope.oneThing, scope.oneThingVersion);
    const type = catalogue.licenceTypes.get(result.licenceType)!;
    const lastDay = type.validToField === undefined ? undefined : result.face[type.validToField];
    const { licenceId, licenceType, holderPersonId, face, issuedOn, photoFile } = result;
    return {
      licenceId, licenceType, holderPersonId, face, issuedOn, holderKind: type.holder, officialTypeCode: type.typeCode,
      issuer: { uscc: item.state.authorityUscc, department: scope.department, division: scope.division },
      ...(photoFile === undefined ? {} : { photoFile }),
      ...(type.validYears === undefined ? {} : { validYears: type.validYears }),
      ...(typeof lastDay === 'string' && isCivilDate(lastDay) ? { validTo: lastDay } : {}),
    };
  }
}
