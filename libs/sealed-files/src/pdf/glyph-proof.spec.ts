import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FontGlyphs } from '@onething/seals';
import { hasPrograms } from '../../../../test/support/programs';
import { finishPaper, newPaper } from './page';

const glyphs = new FontGlyphs(join(__dirname, '../../../../config/fonts/noto-sans-sc-400.ttf'));
const CELL = 20;
const COLUMNS = 100;
/** Stands for every character that the font lacks: its box is what no other may look like. */
const ABSENT = '\u{10ffff}';

/** The Han of GB 2312, rows 16 to 87. */
function gb2312Han(): string[] {
  const decoder = new TextDecoder('gb2312', { fatal: true });
  const found: string[] = [];
  for (let row = 16; row <= 87; row += 1) {
    for (let cell = 1; cell <= 94; cell += 1) {
      if (row === 55 && cell > 89) continue;
      found.push(decoder.decode(Buffer.from([row + 0xa0, cell + 0xa0])));
    }
  }
  return found;
}

/** Of names that people have, from Unihan's extensions and beyond the Basic Multilingual Plane. */
const RARE_NAMES = [...'䶮㛃龑垚喆堃㼆䒟䴙䜣㑇㛹昇祎玥赟翀旻祐頔旸犇骉猋𬱖𠅤𫖯𬀩𬭎𬬻𬴂𬳵𤧛𨱔𬭸𪣻𬘓'];
const OTHERS = [...'·（）〔〕、。，：；《》“”—…0123456789ABCXYZabcxyz'];

/** What is inked in each cell, as it is drawn by a renderer of PDF. */
async function inkOf(characters: string[]): Promise<string[]> {
  const rows = Math.ceil(characters.length / COLUMNS);
  const page = newPaper({ font: glyphs.fontFile(), title: 'proof', author: 'proof', at: 0, width: (COLUMNS * CELL * 25.4) / 72, height: (rows * CELL * 25.4) / 72, margin: 0 });
  page.fontSize(14);
  characters.forEach((character, index) => page.text(character, (index % COLUMNS) * CELL + 2, Math.floor(index / COLUMNS) * CELL, { lineBreak: false }));
  const folder = mkdtempSync(join(tmpdir(), 'onething-glyphs-'));
  try {
    writeFileSync(join(folder, 'proof.pdf'), await finishPaper(page));
    execFileSync('pdftoppm', ['-r', '72', '-gray', '-singlefile', join(folder, 'proof.pdf'), join(folder, 'proof')]);
    const image = readFileSync(join(folder, 'proof.pgm'));
    const width = COLUMNS * CELL;
    const pixels = image.subarray(image.length - width * rows * CELL);
    return characters.map((_, index) => {
      const [left, top] = [(index % COLUMNS) * CELL, Math.floor(index / COLUMNS) * CELL];
      return Array.from({ length: CELL }, (_row, y) => pixels.subarray((top + y) * width + left, (top + y) * width + left + CELL).toString('hex')).join('');
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
const isInked = (cell: string): boolean => /[0-7][0-9a-f]/.test(cell.replace(/ff/g, '  '));

(hasPrograms('pdftoppm') ? test : test.skip)('every Han of GB 2312, rare names and the separator of names are drawn, and none as a box', async () => {
  const han = gb2312Han();
  expect(han).toHaveLength(6_763);
  const characters = [...han, ...RARE_NAMES, ...OTHERS];
  expect(RARE_NAMES.filter((character) => character.codePointAt(0)! > 0xffff).length).toBeGreaterThan(10);
  const [box, ...cells] = await inkOf([ABSENT, ...characters]);
  expect(isInked(box!)).toBe(true);
  expect(characters.filter((_, index) => !isInked(cells[index]!))).toEqual([]);
  expect(characters.filter((_, index) => cells[index] === box)).toEqual([]);
  expect(new Set(cells).size).toBeGreaterThan(characters.length * 0.995);
}, 60_000);

test('characters that the font lacks are found before anything is drawn', () => {
  expect(glyphs.missingIn(['欧阳·娜娜', RARE_NAMES.join(''), gb2312Han().join('')].join('\n'))).toEqual([]);
  expect(glyphs.missingIn(`王${ABSENT}${ABSENT}明 𠮷`)).toEqual([ABSENT, '𠮷']);
});
