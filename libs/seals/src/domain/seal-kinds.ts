import { DomainError } from '@onething/kernel';

/**
 * Kinds of electronic seals (《电子印章管理办法》 art. 3): 法定名称章, 内设机构章, 分支机构章, 业务专用章, 个人名章.
 */
export const SEAL_KINDS = ['legalName', 'internalOrgan', 'branch', 'business', 'personal'] as const;
export type SealKind = (typeof SEAL_KINDS)[number];

/** What stands in the middle (国发〔1999〕25号). */
type Centre = 'emblem' | 'star';
interface Rank {
  /** mm. */
  diameter: number;
  centre: Centre;
}

/** Rank of the owner, which says how large its legal-name seal is (国发〔1999〕25号). */
export const OWNER_RANKS = {
  /** 国务院. */
  stateCouncil: { diameter: 60, centre: 'emblem' },
  /** 省级人民政府, 国务院部委. */
  province: { diameter: 50, centre: 'emblem' },
  /** 自治州、市、县、市辖区人民政府. */
  cityOrCounty: { diameter: 45, centre: 'emblem' },
  /** 地区行政公署. */
  regionalOffice: { diameter: 45, centre: 'star' },
  /** 乡镇人民政府. */
  township: { diameter: 42, centre: 'star' },
  /** Departments of governments and what is below them. */
  department: { diameter: 42, centre: 'star' },
  /** 企业事业单位、社会团体: at most 45 mm. */
  organisation: { diameter: 40, centre: 'star' },
} satisfies Record<string, Rank>;
export type OwnerRank = keyof typeof OWNER_RANKS;

/** mm, of internal organs, branches and special seals: at most 45, and other than the legal-name seal's of most. */
const LESSER_DIAMETER = 38;
/** mm, of the square of a person's name. */
const PERSONAL_SIDE = 18;

export type SealShape = { shape: 'round'; diameter: number; centre: Centre } | { shape: 'square'; side: number };

/** The outline of a seal by its kind and its owner's rank. */
export function shapeOf(kind: SealKind, rank: OwnerRank): SealShape {
  if (kind === 'personal') return { shape: 'square', side: PERSONAL_SIDE };
  const { diameter, centre } = OWNER_RANKS[rank];
  return kind === 'legalName' ? { shape: 'round', diameter, centre } : { shape: 'round', diameter: Math.min(diameter, LESSER_DIAMETER), centre: 'star' };
}

export interface SealTexts {
  /** Around the edge; of a person's seal the name. */
  name: string;
  /** Below the star, for example 行政审批专用章(1). */
  lowerText?: string;
  /** Number of the seal (印章编码), along the lower edge: 13 digits where the public security gives them. */
  number?: string;
}

/**
 * A special seal says what it is for, so that it differs from the formal one; a formal one says nothing else.
 * @throws DomainError `SEALS.LOWER_TEXT_MISSING`, `SEALS.LOWER_TEXT_NOT_ALLOWED`, `SEALS.EMBLEM_MISSING`
 */
export function requireFittingTexts(kind: SealKind, rank: OwnerRank, { lowerText }: SealTexts): void {
  if (kind === 'business' && lowerText === undefined) throw problem('lowerText', 'SEALS.LOWER_TEXT_MISSING', 'A special seal says below the star what it is for, such as 行政审批专用章.');
  if ((kind === 'legalName' || kind === 'personal') && lowerText !== undefined) {
    throw problem('lowerText', 'SEALS.LOWER_TEXT_NOT_ALLOWED', 'This kind of seal has its name only. Leave the text out, or apply for a special seal.');
  }
  const shape = shapeOf(kind, rank);
  if (shape.shape === 'round' && shape.centre === 'emblem') {
    throw problem('rank', 'SEALS.EMBLEM_MISSING', 'This seal bears the national emblem, which is set by its official pattern only: this platform has none yet.');
  }
}

function problem(field: string, code: string, message: string): DomainError {
  return new DomainError('invalid', code, message, { fields: [{ field, code, message }] });
}
