import { OWNER_RANKS, type OwnerRank, requireFittingTexts, SEAL_KINDS, shapeOf } from './seal-kinds';

/** Written down apart from the table: 国发〔1999〕25号, mm. */
test.each<[OwnerRank, number, string]>([
  ['stateCouncil', 60, 'emblem'], ['province', 50, 'emblem'], ['cityOrCounty', 45, 'emblem'], ['regionalOffice', 45, 'star'], ['township', 42, 'star'],
])('%s: %i mm, %s', (rank, diameter, centre) => {
  expect(shapeOf('legalName', rank)).toEqual({ shape: 'round', diameter, centre });
});

test('nothing below a government is larger than 45 mm, and a name stands in a square', () => {
  for (const kind of SEAL_KINDS) {
    for (const rank of Object.keys(OWNER_RANKS) as OwnerRank[]) {
      const shape = shapeOf(kind, rank);
      if (kind === 'personal') expect(shape).toEqual({ shape: 'square', side: 18 });
      else if (kind !== 'legalName') expect(shape).toMatchObject({ centre: 'star', diameter: 38 });
    }
  }
  for (const rank of ['department', 'organisation'] as const) expect(shapeOf('legalName', rank)).toMatchObject({ centre: 'star' });
});

test('texts that fit the kind', () => {
  const name = '天山区卫生健康委员会';
  expect(() => requireFittingTexts('business', 'department', { name, lowerText: '行政审批专用章' })).not.toThrow();
  expect(() => requireFittingTexts('business', 'department', { name })).toThrow(expect.objectContaining({ code: 'SEALS.LOWER_TEXT_MISSING' }));
  expect(() => requireFittingTexts('legalName', 'department', { name, lowerText: '章' })).toThrow(expect.objectContaining({ code: 'SEALS.LOWER_TEXT_NOT_ALLOWED' }));
  expect(() => requireFittingTexts('legalName', 'province', { name })).toThrow(expect.objectContaining({ code: 'SEALS.EMBLEM_MISSING' }));
  expect(() => requireFittingTexts('business', 'province', { name, lowerText: '专用章' })).not.toThrow();
});
