/** What may not be told: a count of so few says something about somebody (国家统计 usage: below 5). */
export const LEAST_COUNT = 5;

/** A count at its finest, which is never published itself. */
export interface Atom {
  division: string;
  department: string;
  detail: string;
  count: number;
}

/** A number that could be published. Null stands for all of a dimension. */
export interface PublicCell {
  division: string | null;
  department: string | null;
  detail: string | null;
  /** Null when it is withheld. */
  count: number | null;
}

interface Sum {
  cell: PublicCell;
  atoms: number[];
  count: number;
}

/** A prime; products of two remainders are exact numbers. */
const PRIME = 67_108_859;

/**
 * The tables of one period: departments and divisions, each by detail and together, and the region. A count from 1 to 4 is
 * withheld (primary suppression), and further ones with it, until none of those can be computed from what is published by adding
 * and subtracting (complementary suppression). That covers the single counts behind the tables too, and what is left of a total when the
 * published parts are taken away.
 */
export function suppress(atoms: readonly Atom[]): PublicCell[] {
  const present = atoms.filter(({ count }) => count > 0);
  const sums = sumsOf(present);
  const published = new Set(sums.filter(({ count }) => count >= LEAST_COUNT));
  for (;;) {
    const leak = findLeak(secretsOf(present, sums, published), [...published], present.length);
    if (!leak) break;
    const weakest = leak.reduce((least, sum) => (sum.count < least.count ? sum : least));
    published.delete(weakest);
  }
  return sums.map((sum) => ({ ...sum.cell, count: published.has(sum) ? sum.count : null }));
}

/**
 * Parts of a sum that grows while everybody reads it: in whole steps, rounded down, and withheld below the first. Two readings subtracted tell a step, never a
 * single one; and as each part hides a rest of its own, the exact sum tells none of them.
 */
export function inSteps(parts: Readonly<Record<string, number>>): Record<string, number | null> {
  return Object.fromEntries(Object.entries(parts).map(([detail, count]) => [detail, count < LEAST_COUNT ? null : count - (count % LEAST_COUNT)]));
}

function sumsOf(atoms: readonly Atom[]): Sum[] {
  const sums = new Map<string, Sum>();
  atoms.forEach(({ division, department, detail, count }, index) => {
    const cells: [string | null, string | null, string | null][] = [
      [null, department, detail], [null, department, null], [division, null, detail], [division, null, null], [null, null, detail], [null, null, null],
    ];
    for (const [inDivision, ofDepartment, inDetail] of cells) {
      const key = JSON.stringify([inDivision, ofDepartment, inDetail]);
      const sum = sums.get(key) ?? { cell: { division: inDivision, department: ofDepartment, detail: inDetail, count: null }, atoms: [], count: 0 };
      sum.atoms.push(index);
      sum.count += count;
      sums.set(key, sum);
    }
  });
  return [...sums.entries()].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, sum]) => sum);
}

/** Small counts, and small rests of sums whose other parts are published. */
function secretsOf(atoms: readonly Atom[], sums: readonly Sum[], published: ReadonlySet<Sum>): number[][] {
  const single = atoms.flatMap(({ count }, index) => (count < LEAST_COUNT ? [[index]] : []));
  const small = sums.filter(({ count }) => count < LEAST_COUNT).map((sum) => sum.atoms);
  const rests = sums.flatMap((whole) => (['division', 'department', 'detail'] as const).flatMap((dimension) => {
    const parts = sums.filter((sum) => !published.has(sum) && isPart(sum, whole, dimension));
    const rest = parts.reduce((left, { count }) => left + count, 0);
    return parts.length > 1 && rest < LEAST_COUNT ? [parts.flatMap((part) => part.atoms)] : [];
  }));
  return [...single, ...small, ...rests];
}

function isPart({ cell }: Sum, { cell: whole }: Sum, by: 'division' | 'department' | 'detail'): boolean {
  return cell[by] !== null && whole[by] === null
    && (['division', 'department', 'detail'] as const).every((dimension) => dimension === by || cell[dimension] === whole[dimension]);
}

/** @returns the published sums from which one of the secrets follows; undefined when none does */
function findLeak(secrets: readonly number[][], published: readonly Sum[], atoms: number): Sum[] | undefined {
  if (secrets.length === 0) return undefined;
  const basis = new Basis(published.map((sum) => sum.atoms), atoms);
  for (const secret of secrets) {
    const used = basis.combinationOf(secret);
    if (used) return used.map((index) => published[index]!);
  }
  return undefined;
}

/** The published sums as vectors over the single counts, brought into echelon form; each row remembers of which sums it is made. */
class Basis {
  private readonly rows: { vector: number[]; made: number[]; pivot: number }[] = [];

  constructor(sums: readonly number[][], private readonly atoms: number) {
    sums.forEach((sum, index) => {
      const made = sums.map((_, other) => (other === index ? 1 : 0));
      const row = this.reduce(this.vectorOf(sum), made);
      const pivot = row.vector.findIndex((value) => value !== 0);
      if (pivot < 0) return;
      const inverse = inverted(row.vector[pivot]!);
      this.rows.push({ vector: row.vector.map((value) => (value * inverse) % PRIME), made: row.made.map((value) => (value * inverse) % PRIME), pivot });
    });
  }

  /** @returns which sums, added and subtracted, give exactly those single counts */
  combinationOf(indexes: readonly number[]): number[] | undefined {
    const { vector, made } = this.reduce(this.vectorOf(indexes), []);
    if (vector.some((value) => value !== 0)) return undefined;
    return made.flatMap((value, index) => (value === 0 ? [] : [index]));
  }

  private vectorOf(indexes: readonly number[]): number[] {
    const vector = new Array<number>(this.atoms).fill(0);
    for (const index of indexes) vector[index] = 1;
    return vector;
  }

  private reduce(start: number[], startMade: number[]): { vector: number[]; made: number[] } {
    let [vector, made] = [start, startMade];
    for (const row of this.rows) {
      const factor = vector[row.pivot]!;
      if (factor === 0) continue;
      vector = vector.map((value, index) => minus(value, factor, row.vector[index]!));
      made = row.made.map((value, index) => minus(made[index] ?? 0, factor, value));
    }
    return { vector, made };
  }
}

const minus = (value: number, factor: number, other: number): number => (((value - ((factor * other) % PRIME)) % PRIME) + PRIME) % PRIME;

/** By Fermat: value ^ (p − 2). */
function inverted(value: number): number {
  let [result, base] = [1, value];
  for (let exponent = PRIME - 2; exponent > 0; exponent = Math.floor(exponent / 2)) {
    if (exponent % 2 === 1) result = (result * base) % PRIME;
    base = (base * base) % PRIME;
  }
  return result;
}
