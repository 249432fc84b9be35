import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { USUAL_THRESHOLDS } from '@onething/deadlines';
import { loadLightThresholds } from './lights';

test('the shipped file holds the usual thresholds', () => {
  expect(loadLightThresholds(join(__dirname, 'lights.yaml'))).toEqual(USUAL_THRESHOLDS);
});

describe('a wrong file', () => {
  let directory: string;
  beforeEach(() => { directory = mkdtempSync(join(tmpdir(), 'lights-')); });
  afterEach(() => rmSync(directory, { recursive: true }));

  test.each([
    ['yellow: { remainingDays: 2 }\norange: { remainingDays: 0.5 }', 'remainingDays and usedShare'],
    ['yellow: { remainingDays: 2, usedShare: 0.8 }', 'yellow and orange'],
    ['- 2', 'yellow and orange'],
    ['yellow: { remainingDays: two, usedShare: 0.8 }\norange: { remainingDays: 0.5 }', 'numbers'],
    ['yellow: { remainingDays: 0.2, usedShare: 0.8 }\norange: { remainingDays: 0.5 }', 'orange days <= yellow days'],
    ['yellow: { remainingDays: 2, usedShare: 80 }\norange: { remainingDays: 0.5 }', 'at most 1'],
  ])('%j is refused: %s', (content, message) => {
    const path = join(directory, 'lights.yaml');
    writeFileSync(path, content);
    expect(() => loadLightThresholds(path)).toThrow(message);
  });
});
