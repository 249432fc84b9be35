import type { LicenceTemplateName } from '@onething/catalogue';

/** How a type of licence looks. Lengths in mm, sizes of letters in points. */
export interface LicenceTemplate {
  width: number;
  height: number;
  /** Colour of borders and titles, and of the ground. */
  accent: string;
  ground: string;
  /** Two facing pages: title, photo (if there is one) and code on the left, the fields on the right. */
  spread: boolean;
  columns: 1 | 2;
  titleSize: number;
  valueSize: number;
  labelWidth: number;
}

const LANDSCAPE = { width: 297, height: 210 };
const PORTRAIT = { width: 210, height: 297 };

/** Kinds of paper that licences are printed on. A type of the catalogue names one of them. */
export const LICENCE_TEMPLATES: Record<LicenceTemplateName, LicenceTemplate> = {
  /** 证书: business licence, qualifications. */
  certificate: { ...LANDSCAPE, accent: '#8a6d2f', ground: '#fdfaf1', spread: false, columns: 2, titleSize: 40, valueSize: 13, labelWidth: 34 },
  /** 许可证. */
  permit: { ...PORTRAIT, accent: '#9c1f1f', ground: '#fffaf7', spread: false, columns: 1, titleSize: 34, valueSize: 14, labelWidth: 42 },
  /** 本式证件: marriage, real estate. */
  booklet: { ...LANDSCAPE, accent: '#8e1b1b', ground: '#fff8f4', spread: true, columns: 1, titleSize: 30, valueSize: 12, labelWidth: 32 },
  /** 个人证件, with the photo large: work permits of persons. */
  personal: { ...LANDSCAPE, accent: '#1f4e79', ground: '#f6fafd', spread: true, columns: 1, titleSize: 28, valueSize: 13, labelWidth: 32 },
  /** 卡式证件. */
  card: { width: 210, height: 148, accent: '#2f6b5b', ground: '#f4faf7', spread: false, columns: 1, titleSize: 22, valueSize: 11, labelWidth: 30 },
  /** 证明, 通知. */
  statement: { ...PORTRAIT, accent: '#333333', ground: '#ffffff', spread: false, columns: 1, titleSize: 28, valueSize: 13, labelWidth: 42 },
};
