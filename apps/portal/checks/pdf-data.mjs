// What PDF.js needs of a PDF that brings no fonts of its own (Chinese forms often do not): tables of characters, and the standard
// fonts. Own files, of which a page loads only those that a document asks for.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const folder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
const FOLDERS = { cmaps: 'pdf/cmaps', standard_fonts: 'pdf/fonts' };

export function pdfData() {
  return {
    name: 'pdf-data',
    apply: 'build',
    generateBundle() {
      for (const [from, to] of Object.entries(FOLDERS)) {
        for (const name of readdirSync(join(folder, from))) {
          this.emitFile({ type: 'asset', fileName: `${to}/${name}`, source: readFileSync(join(folder, from, name)) });
        }
      }
    },
  };
}
