/** Ratings by grade 1 to 5; index 0 is grade 1. */
export type GradeCounts = readonly [number, number, number, number, number];

/** What was given less what counts no more. */
export function netGrades<Figure>(counts: readonly { figure: Figure; detail?: string; count: number }[], given: Figure, excluded: Figure): GradeCounts {
  const of = (figure: Figure, grade: number) => counts.filter((one) => one.figure === figure && one.detail === String(grade)).reduce((sum, { count }) => sum + count, 0);
  const net = (grade: number) => of(given, grade) - of(excluded, grade);
  return [net(1), net(2), net(3), net(4), net(5)];
}

/** A share between 0 and 1, or null when there is nothing to divide by: "none yet" is not "0 %". */
export function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

/** 主动评价数 A: all ratings are active ones, there are no default ratings. */
export function activeRatings(grades: GradeCounts): number {
  return grades.reduce((sum, count) => sum + count, 0);
}

/** 满意率 = (grade 1 + grade 2 + grade 3) / A. */
export function satisfactionRate(grades: GradeCounts): number | null {
  return share(grades[0] + grades[1] + grades[2], activeRatings(grades));
}

/** 非常满意率 = grade 1 / A. */
export function verySatisfiedRate(grades: GradeCounts): number | null {
  return share(grades[0], activeRatings(grades));
}

/** 差评率 = (grade 4 + grade 5) / A. */
export function badRate(grades: GradeCounts): number | null {
  return share(grades[3] + grades[4], activeRatings(grades));
}

/** 平均分 = Σ(6 − grade)·2 / A, of 10 points. */
export function meanScore(grades: GradeCounts): number | null {
  return share(grades.reduce((sum, count, index) => sum + count * (5 - index) * 2, 0), activeRatings(grades));
}

/**
 * A rate of grades that are told in steps, null where one is withheld: it says nothing that they do not say.
 * @returns null while either side is withheld: "all satisfied" and "all but a few" look alike
 */
export function toldRate(rate: (grades: GradeCounts) => number | null, told: Readonly<Record<string, number | null>>): number | null {
  const of = (grade: number) => told[grade] ?? 0;
  const grades: GradeCounts = [of(1), of(2), of(3), of(4), of(5)];
  return grades[0] + grades[1] + grades[2] === 0 || grades[3] + grades[4] === 0 ? null : rate(grades);
}

/** 主动评价率 = A / completed matters. */
export function activeRatingRate(grades: GradeCounts, completed: number): number | null {
  return share(activeRatings(grades), completed);
}

/** 按时办结率 = on time / (on time + late). */
export function onTimeRate(onTime: number, late: number): number | null {
  return share(onTime, onTime + late);
}
