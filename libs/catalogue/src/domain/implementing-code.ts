/**
 * The implementing code (实施编码) of an item at one authority, 31 characters: the authority's unified social credit code (18),
 * the level of power (行使层级, 1) and the base code (基本编码, 12).
 */
export function implementingCode(authority: { uscc: string }, item: { level: string; baseCode: string }): string {
  return `${authority.uscc}${item.level}${item.baseCode}`;
}

/** The parts of a base code, 12 digits. */
export function parseBaseCode(baseCode: string): {
  division: string;
  itemType: string;
  department: string;
  mainItem: string;
  subItem: string;
} {
  return {
    division: baseCode.slice(0, 2),
    itemType: baseCode.slice(2, 4),
    department: baseCode.slice(4, 6),
    mainItem: baseCode.slice(6, 9),
    subItem: baseCode.slice(9, 12),
  };
}
