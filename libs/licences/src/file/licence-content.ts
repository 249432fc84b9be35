import type { Catalogue, FaceField, LicenceType } from '@onething/catalogue';
import { dayInWords } from '@onething/kernel';
import type { Licence } from '../domain/licence';

/** What stands on a licence, in the words in which it is printed. */
export interface LicenceContent {
  title: string;
  /** In English, below the title. */
  subtitle: string;
  number: string;
  identifier: string;
  fields: { label: string; value: string }[];
  issuer: string;
  issuedOn: string;
  /** What the QR code holds. */
  verification: string;
}

export interface LicenceSource {
  licence: Licence;
  type: LicenceType;
  catalogue: Pick<Catalogue, 'divisions' | 'elements'>;
  issuerName: string;
  /** Address at which the platform is reached, without a slash at its end. */
  publicUrl: string;
}

/** Pure. Fields that the type does not name (any more) come last, under their codes. */
export function licenceContent({ licence, type, catalogue, issuerName, publicUrl }: LicenceSource): LicenceContent {
  const known = new Set(type.face.map(({ code }) => code));
  const named = type.face.filter(({ code }) => isFilled(licence.face[code])).map((field) => ({ label: field.name.zh, value: printed(field, licence.face[field.code], catalogue) }));
  const rest = Object.entries(licence.face).filter(([code, value]) => !known.has(code) && isFilled(value)).map(([code, value]) => ({ label: code, value: String(value) }));
  const { from, to } = licence.validity;
  const validity = to === undefined ? '长期' : `${dayInWords(from).zh}至${dayInWords(to).zh}`;
  return {
    title: type.name.zh, subtitle: type.name.en, number: licence.number, identifier: licence.identifier ?? '', issuer: issuerName, issuedOn: dayInWords(licence.issuedOn).zh,
    fields: [...named, ...rest, { label: '有效期限', value: validity }], verification: verificationAddress(publicUrl, licence.identifier ?? ''),
  };
}

/** Where a licence is verified. The identifier stands behind `#`, so that it comes into no log of a server. */
export function verificationAddress(publicUrl: string, identifier: string): string {
  return `${publicUrl}/verify#${identifier}`;
}

const isFilled = (value: unknown): boolean => value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);

/** 注册资本（万元）: the amount stands in the unit of its name. */
const NAMES_UNIT = /（[^（）]*元）$/;

function printed(field: FaceField, value: unknown, { divisions, elements }: LicenceSource['catalogue']): string {
  const choices = field.choices ?? (field.element === undefined ? undefined : elements.get(field.element)?.choices) ?? [];
  const chosen = (one: unknown): string => choices.find((choice) => choice.value === one)?.label.zh ?? String(one);
  switch (field.type) {
    case 'choice': return chosen(value);
    case 'choices': return (Array.isArray(value) ? value : [value]).map(chosen).join('、');
    case 'boolean': return value === true ? '是' : '否';
    case 'date': return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? dayInWords(value).zh : String(value);
    case 'dateTime': return String(value).replace('T', ' ').slice(0, 16);
    case 'division': return divisions.get(String(value))?.name.zh ?? String(value);
    case 'money': return NAMES_UNIT.test(field.name.zh) ? String(value) : `${String(value)} 元`;
    default: return String(value);
  }
}
