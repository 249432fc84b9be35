import { sm3 } from '@onething/crypto';
import type { LicenceType } from '@onething/catalogue';
import type { Licence } from '../domain/licence';

/** Holder of a licence, as the register of persons knows it. */
export interface HolderFacts {
  name: string;
  /** Citizen number or USCC; a newborn may have none yet. */
  number?: string;
}

/** 持证主体代码类型 of GB/T 36903-2018. */
const HOLDER_CODE_TYPES = {
  naturalPerson: { code: '111', name: '公民身份号码' },
  legalPerson: { code: '001', name: '统一社会信用代码' },
} as const;

/** The metadata that are embedded in the file (GB/T 36903-2018, GB/T 36905-2018), with the names of elements that are in use. The digest of a photo stands with the face. */
export function licenceMetadata(licence: Licence, type: LicenceType, holder: HolderFacts, issuerName: string, photo?: Buffer): string {
  const { code, name } = HOLDER_CODE_TYPES[licence.holder.kind];
  const entries: [string, string | undefined][] = [
    ['ZZMC', type.name.zh], ['ZZLXMC', type.name.zh], ['ZZLXDM', type.typeCode], ['ZZBH', licence.number], ['ZZBS', licence.identifier],
    ['ZZBBH', String(licence.version).padStart(3, '0')], ['ZZBFJG', issuerName], ['ZZBFJGDM', licence.issuer.uscc], ['ZZSSGXSDBM', licence.issuer.division],
    ['ZZBFRQ', digits(licence.issuedOn)], ['ZZYXQQSRQ', digits(licence.validity.from)], ['ZZYXQJZRQ', licence.validity.to === undefined ? '99991231' : digits(licence.validity.to)],
    ['CZZT', holder.name], ['CZZTDM', holder.number], ['CZZTDMLX', name], ['CZZTDMLXDM', code], ['KZYWXX', JSON.stringify(photo ? { ...licence.face, photo: { type: 'image/png', sm3: sm3(photo) } } : licence.face)],
  ];
  const lines = entries.filter(([, value]) => value !== undefined).map(([element, value]) => `  <${element}>${escaped(value!)}</${element}>`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<DZZZ>\n${lines.join('\n')}\n</DZZZ>\n`;
}

const digits = (day: string): string => day.replaceAll('-', '');

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[character]!);
}
