import fc from 'fast-check';
import { badRate, meanScore, satisfactionRate, toldRate, verySatisfiedRate } from './rates';
import { type Atom, inSteps, LEAST_COUNT, type PublicCell, suppress } from './suppression';

const atom = fc.record({
  division: fc.constantFrom('650102', '650103'), department: fc.constantFrom('health', 'police', 'tax'), detail: fc.constantFrom('granted', 'refused'),
  count: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 40 })),
});
/** Each place once. */
const table = fc.uniqueArray(atom, { selector: ({ division, department, detail }) => `${division} ${department} ${detail}`, maxLength: 12 });

const fits = (cell: PublicCell, { division, department, detail }: Atom): boolean =>
  (cell.division ?? division) === division && (cell.department ?? department) === department && (cell.detail ?? detail) === detail;

/** Exact rank, with fractions of big integers: apart from the arithmetic of the code under test. */
function rank(rows: bigint[][]): number {
  const left = rows.map((row) => [...row]);
  let found = 0;
  for (let column = 0; column < (rows[0]?.length ?? 0); column += 1) {
    const pivot = left.findIndex((row, index) => index >= found && row[column] !== 0n);
    if (pivot < 0) continue;
    [left[found], left[pivot]] = [left[pivot]!, left[found]!];
    for (let index = found + 1; index < left.length; index += 1) {
      const [up, down] = [left[index]![column]!, left[found]![column]!];
      left[index] = left[index]!.map((value, at) => value * down - left[found]![at]! * up);
    }
    found += 1;
  }
  return found;
}

const vectorOf = (atoms: readonly Atom[], holds: (one: Atom) => boolean): bigint[] => atoms.map((one) => (holds(one) ? 1n : 0n));

/** Whether somebody who adds and subtracts published numbers finds out the count of those atoms. */
function isComputable(atoms: readonly Atom[], cells: readonly PublicCell[], wanted: (one: Atom) => boolean): boolean {
  const known = cells.filter(({ count }) => count !== null).map((cell) => vectorOf(atoms, (one) => fits(cell, one)));
  return rank([...known, vectorOf(atoms, wanted)]) === rank(known);
}

describe('public tables', () => {
  it('tell no count from 1 to 4, and none can be computed from what they tell', () => {
    fc.assert(fc.property(table, (atoms) => {
      const cells = suppress(atoms);
      for (const cell of cells) {
        const count = atoms.filter((one) => fits(cell, one)).reduce((sum, one) => sum + one.count, 0);
        expect(cell.count === null || (cell.count === count && count >= LEAST_COUNT)).toBe(true);
        if (count < LEAST_COUNT) expect(isComputable(atoms, cells, (one) => fits(cell, one))).toBe(false);
      }
      for (const small of atoms.filter(({ count }) => count < LEAST_COUNT)) expect(isComputable(atoms, cells, (one) => one === small)).toBe(false);
    }), { numRuns: 300 });
  });

  it('withstand the subtraction of two tables: by department and by division', () => {
    // In the first division the tax office has 2 cases and nobody else has any: the whole less the other division would tell.
    const atoms: Atom[] = [
      { division: '650102', department: 'tax', detail: 'granted', count: 2 }, { division: '650103', department: 'tax', detail: 'granted', count: 30 },
      { division: '650103', department: 'health', detail: 'granted', count: 50 },
    ];
    const cells = suppress(atoms);
    const of = (division: string | null, department: string | null) => cells.find((cell) => cell.division === division && cell.department === department && cell.detail === null)!.count;
    expect(of('650102', null)).toBeNull();
    const rest = [of(null, null), of('650103', null)];
    expect(rest).toContain(null);
    const twoTables = [of(null, 'tax'), of(null, 'health'), of('650103', null)];
    expect(twoTables).toContain(null);
  });

  it('tell all that is large, when nothing is small', () => {
    const atoms = ['a', 'b'].flatMap((division) => ['x', 'y'].map((department) => ({ division, department, detail: 'granted', count: 20 })));
    expect(suppress(atoms).every(({ count }) => count !== null)).toBe(true);
  });
});

describe('inSteps', () => {
  const grades = fc.record({ 1: fc.nat(30), 2: fc.nat(30), 3: fc.nat(30), 4: fc.nat(12), 5: fc.nat(12) });

  it('tells whole steps alone, and two readings differ by whole steps', () => {
    fc.assert(fc.property(grades, grades, (before, more) => {
      const after = Object.fromEntries(Object.entries(before).map(([grade, count]) => [grade, count + more[Number(grade) as 1]]));
      const [first, second] = [inSteps(before), inSteps(after)];
      for (const grade of Object.keys(before)) expect(((second[grade] ?? 0) - (first[grade] ?? 0)) % LEAST_COUNT).toBe(0);
      expect(Object.values(second).filter((count) => count !== null && count < LEAST_COUNT)).toEqual([]);
    }));
  });

  it('lets nobody find a small number of bad ratings from all that is told', () => {
    const told = (given: Record<string, number>) => {
      const parts = inSteps(given);
      return JSON.stringify([Object.values(given).reduce((sum, count) => sum + count, 0), parts,
        [satisfactionRate, verySatisfiedRate, badRate, meanScore].map((rate) => toldRate(rate, parts))]);
    };
    fc.assert(fc.property(grades, (given) => {
      const bad = given[4] + given[5];
      fc.pre(bad > 0 && bad < LEAST_COUNT);
      // Another truth, with one bad rating more or less, looks the same.
      const others = ([1, 2, 3] as const).flatMap((good) => ([4, 5] as const).flatMap((worse) => [1, -1].map((by) => ({ ...given, [good]: given[good] - by, [worse]: given[worse] + by }))));
      expect(others.filter((other) => Object.values(other).every((count) => count >= 0)).map(told)).toContain(told(given));
    }));
  });
});
