import type { Catalogue, LicenceType } from '@onething/catalogue';
import { type CivilDate, maskCitizenId, maskName } from '@onething/kernel';
import type { SealedFileState } from '@onething/sealed-files';
import type { Licence } from '../domain/licence';
import { maskedLicenceNumber } from '../domain/masked-number';
import { presentedValue } from '../domain/presented-face';
import type { PresentedLicence } from '../presentations';
import type { WalletEntry } from '../wallet';
import type { LicenceDto, LicenceEntryDto, LicenceFaceFieldDto, LicenceFileDto, LicenceTypeDto } from './licence.dto';
import type { PresentedFieldDto, PresentedLicenceDto } from './presentation.dto';

/** The types of the catalogue in force. A type that is no longer in it goes by its code. */
export type LicenceTypes = Map<string, LicenceType>;

export function typeView(types: LicenceTypes, code: string): LicenceTypeDto {
  return { code, name: types.get(code)?.name ?? { zh: code, en: code } };
}

/** In lists names and citizens' numbers are masked, one's own as well: a list is seen over one's shoulder. */
export function entryView(entry: WalletEntry, types: LicenceTypes, file: SealedFileState | undefined, today: CivilDate): LicenceEntryDto {
  const { licence, holder } = entry;
  return {
    ...commonView(entry, types, file),
    number: maskedLicenceNumber(licence.number, today),
    holder: { relation: holder.relation, name: maskName(holder.name) },
  };
}

export function wholeView(entry: WalletEntry, types: LicenceTypes, file: SealedFileState | undefined): LicenceDto {
  const { licence, holder } = entry;
  return {
    ...commonView(entry, types, file),
    number: licence.number,
    holder: { relation: holder.relation, name: holder.name },
    identifier: licence.identifier,
    face: faceView(licence, types),
    faceDigest: licence.faceDigest,
  };
}

/** For an official to whom it is presented: names and numbers masked, enough to compare them with the person. */
export function presentedView({ licence, shownState, holder, presentedBy }: PresentedLicence, { licenceTypes, elements }: Pick<Catalogue, 'licenceTypes' | 'elements'>, today: CivilDate): Omit<PresentedLicenceDto, 'readAt'> {
  const { typeCode, issuer, issuedOn, validity } = licence;
  const { kind } = licence.holder;
  const fields = new Map((licenceTypes.get(typeCode)?.face ?? []).map((field) => [field.code, field]));
  const masked = ({ code, value, ...field }: LicenceFaceFieldDto): PresentedFieldDto => {
    const { type = 'longText', element, choices } = fields.get(code) ?? {};
    const datum = element === undefined ? undefined : elements.get(element);
    const shown = presentedValue({ code, type, mask: datum?.mask }, value, kind);
    const words = (choices ?? datum?.choices)?.find((choice) => choice.value === shown)?.label;
    return { ...field, code, value: shown, ...(words ? { words } : {}) };
  };
  const isPerson = kind === 'naturalPerson';
  return {
    type: typeView(licenceTypes, typeCode), number: maskedLicenceNumber(licence.number, today), state: shownState, presentedBy, issuer, issuedOn, validFrom: validity.from, validTo: validity.to,
    holder: { name: isPerson ? maskName(holder.name) : holder.name, ...(holder.number === undefined ? {} : { number: isPerson ? maskCitizenId(holder.number, 'internal') : holder.number }) },
    face: faceView(licence, licenceTypes).map(masked),
  };
}

function fileView(state: SealedFileState | undefined): LicenceFileDto {
  if (!state) return { state: 'none' };
  if (state.state === 'making') return state;
  const { size, sha256, sm3 } = state.file;
  return { state: 'made', size, sha256, sm3 };
}

function commonView({ licence, shownState }: WalletEntry, types: LicenceTypes, file: SealedFileState | undefined) {
  const { id, version, typeCode, issuedOn, validity, origin, issuer } = licence;
  return {
    id, version, type: typeView(types, typeCode), state: shownState, issuedOn, validFrom: validity.from, validTo: validity.to, origin, issuer, file: fileView(file),
  };
}

/** In the order in which the type prints them; what the type does not name (any more) comes last, under its code. */
function faceView(licence: Licence, types: LicenceTypes): LicenceFaceFieldDto[] {
  const fields = types.get(licence.typeCode)?.face ?? [];
  const named = fields.filter(({ code }) => code in licence.face).map(({ code, name }) => ({ code, name, value: licence.face[code] }));
  const known = new Set(fields.map(({ code }) => code));
  const rest = Object.entries(licence.face).filter(([code]) => !known.has(code));
  return [...named, ...rest.map(([code, value]) => ({ code, name: { zh: code, en: code }, value }))];
}
