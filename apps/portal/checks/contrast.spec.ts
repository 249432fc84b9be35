import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const css = readFileSync(join(__dirname, '../src/styles/tokens.css'), 'utf8');

/** Foreground, background, least contrast: text 4.5, what is no text (borders of fields, focus, lights) 3 (WCAG 2.1, 1.4.3 and 1.4.11). */
const PAIRS: [string, string, number][] = [
  ...['ground', 'surface', 'surface-sunk', 'brand-tint'].flatMap((ground): [string, string, number][] => [
    ['ink', ground, 7], ['ink-soft', ground, 4.5], ['link', ground, 4.5], ['brand', ground, 4.5],
  ]),
  ...['good', 'warn', 'bad', 'note'].flatMap((kind): [string, string, number][] => [
    ['ink', `${kind}-tint`, 4.5], [kind, `${kind}-tint`, 4.5], [kind, 'surface', 4.5], [kind, 'ground', 4.5],
  ]),
  ['on-brand', 'brand', 4.5], ['on-brand', 'brand-strong', 4.5], ['on-hero', 'hero', 7], ['on-hero-soft', 'hero', 4.5], ['focus-on-hero', 'hero', 3], ['on-seal', 'seal', 4.5],
  ['link', 'note-tint', 4.5],
  ...['ground', 'surface', 'surface-sunk'].flatMap((ground): [string, string, number][] => [['line-strong', ground, 3], ['focus', ground, 3]]),
  ...['green', 'yellow', 'orange', 'red'].map((light): [string, string, number] => [`light-${light}`, 'surface', 3]),
];

describe.each(['light', 'dark'])('the colours of the %s theme', (theme) => {
  const colours = coloursOf(theme);

  test.each(PAIRS)('%s on %s has a contrast of %d at least', (front, back, least) => {
    expect(contrast(colours.get(front)!, colours.get(back)!)).toBeGreaterThanOrEqual(least);
  });

  test('every colour is measured', () => {
    const measured = new Set(PAIRS.flatMap(([front, back]) => [front, back]));
    expect([...colours.keys()].filter((name) => !measured.has(name) && name !== 'line-soft')).toEqual([]);
  });
});

test('contrast is that of WCAG', () => {
  expect(contrast('#ffffff', '#000000')).toBeCloseTo(21);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

function coloursOf(theme: string): Map<string, string> {
  const block = new RegExp(`\\[data-theme='${theme}'\\] \\{([^}]*)\\}`).exec(css)![1]!;
  return new Map([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((match) => [match[1]!, match[2]!]));
}

function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + .05) / (dark + .05);
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255).map((part) => (part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4)) as [number, number, number];
  return .2126 * red + .7152 * green + .0722 * blue;
}
