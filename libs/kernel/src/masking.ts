/**
 * How personal data are shown to those who need not see them whole. Lengths count characters (code points), so that rare
 * Han characters stay whole. Codes and names of companies are public and not masked.
 */

/** 张三 → 张*, 欧阳小明 → 欧**明, 买买提·吐尔逊 → 买买提·*. */
export function maskName(name: string): string {
  const dot = /[·•]/.exec(name);
  if (dot && dot.index > 0) return `${name.slice(0, dot.index)}·*`;
  const characters = [...name];
  if (characters.length < 2) return '*'.repeat(characters.length);
  if (characters.length === 2) return `${characters[0]}*`;
  return `${characters[0]}${'*'.repeat(characters.length - 2)}${characters.at(-1)}`;
}

/** A citizen's number. `public` keeps the first four and last two characters, `internal` the first six and last four. */
export function maskCitizenId(number: string, audience: 'public' | 'internal'): string {
  const [head, tail] = audience === 'public' ? [4, 2] : [6, 4];
  if (number.length <= head + tail) return '*'.repeat(number.length);
  return number.slice(0, head) + '*'.repeat(number.length - head - tail) + number.slice(-tail);
}

/** 13812345678 → 138****5678. */
export function maskMobile(mobile: string): string {
  return /^\d{11}$/.test(mobile) ? `${mobile.slice(0, 3)}****${mobile.slice(-4)}` : '*'.repeat(mobile.length);
}

/** The last four digits. */
export function maskBankCard(number: string): string {
  return number.length > 8 ? '*'.repeat(number.length - 4) + number.slice(-4) : '*'.repeat(number.length);
}

/** someone@example.com → s***@example.com. */
export function maskEmail(address: string): string {
  const at = address.lastIndexOf('@');
  return at > 0 ? `${[...address][0]}***${address.slice(at)}` : '***';
}

const TO_COUNTY = /^(?:[^省市区县]{2,12}(?:省|自治区))?(?:[^镇乡街路号道村]{1,12}?(?:市|自治州|地区|盟))?(?:[^镇乡街路号道村]{1,12}?(?:(?<![小社园])区|县|旗|市))?/u;

/** To the level of the county: 新疆乌鲁木齐市天山区解放北路1号 → 新疆乌鲁木齐市天山区***. An address of another form is hidden whole. */
export function maskAddress(address: string): string {
  return `${TO_COUNTY.exec(address)?.[0] ?? ''}***`;
}

/** How a value is masked. `none` shows it, `full` shows only that there is one. */
export const MASK_KINDS = ['none', 'name', 'citizenId', 'mobile', 'address', 'bankCard', 'email', 'full'] as const;
export type MaskKind = (typeof MASK_KINDS)[number];

const HIDDEN = '***';

const MASKS: Record<Exclude<MaskKind, 'none' | 'full'>, (value: string) => string> = {
  name: maskName,
  citizenId: (number) => maskCitizenId(number, 'internal'),
  mobile: maskMobile,
  address: maskAddress,
  bankCard: maskBankCard,
  email: maskEmail,
};

/** A value of a form or a licence for those inside who need not see it whole. What is empty stays empty; numbers, choices and lists have no half. */
export function maskValue(kind: MaskKind, value: unknown): unknown {
  if (kind === 'none' || value === undefined || value === null || value === '') return value;
  return kind === 'full' || typeof value !== 'string' ? HIDDEN : MASKS[kind](value);
}
