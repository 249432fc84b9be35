import type { AskedConsent } from '@onething/licences';
import type { CaseLicence, MaterialView } from '../material-reader';
import type { CaseFile } from '../material.repository';
import type { CaseConsentDto } from './case-consent.dto';
import type { CaseFileDto, CaseLicenceDto, CaseMaterialDto } from './material.dto';

export function fileView({
  id,
  material,
  name,
  contentType,
  size,
  sha256,
  sm3,
  createdAt,
}: Omit<CaseFile, 'objectKey'>): CaseFileDto {
  return { id, material, name, contentType, size, sha256, sm3, createdAt: createdAt.toISOString() };
}

export function materialView({ planned, asked, kept, files, licence }: MaterialView): CaseMaterialDto {
  const { material, name, subject, askedBy, necessity, originals, copies, status, reason, explanation } = planned;
  return {
    material,
    name,
    subject,
    askedBy,
    necessity,
    originals,
    copies,
    status,
    reason,
    explanation,
    asked,
    source: kept?.source,
    files: files.map(fileView),
    licence: licence && { licenceType: licence.licenceType, inForce: licence.inForce, consent: licence.consent },
    promisedAt: kept?.promisedAt?.toISOString(),
  };
}

export function licenceView({ licence, type, mayRead }: CaseLicence): CaseLicenceDto {
  const { id, typeCode, version, issuedOn, validity, faceDigest, number, face } = licence;
  const fields = type?.face ?? Object.keys(face).map((code) => ({ code, name: { zh: code, en: code } }));
  return {
    licenceId: id,
    licenceType: typeCode,
    licenceTypeName: type?.name ?? { zh: typeCode, en: typeCode },
    version,
    issuedOn,
    validFrom: validity.from,
    validTo: validity.to,
    faceDigest,
    ...(mayRead && {
      number,
      face: fields.filter(({ code }) => code in face).map(({ code, name }) => ({ code, name, value: face[code] })),
    }),
  };
}

export function consentView({ id, subject, purpose, scope, state, askedAt, decidedAt, expiresAt }: AskedConsent): CaseConsentDto {
  const iso = (instant: number): string => new Date(instant).toISOString();
  return {
    id,
    subject,
    purpose,
    scope,
    state,
    askedAt: iso(askedAt),
    decidedAt: decidedAt === undefined ? undefined : iso(decidedAt),
    expiresAt: iso(expiresAt),
  };
}
