// Prints what each page must load, and keeps it beside the build for the test of the limit.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

/** Bytes of script, gzipped, of the first page with everything it needs before it can be used. */
export const FIRST_PAGE_LIMIT = 120 * 1024;

export function reportSizes() {
  return {
    name: 'report-sizes',
    apply: 'build',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
      const gzipped = new Map(chunks.map((chunk) => [chunk.fileName, gzipSync(chunk.code).length]));
      const entry = chunks.find((chunk) => chunk.isEntry);
      const needed = (fileName, seen = new Set()) => {
        if (seen.has(fileName)) return seen;
        seen.add(fileName);
        for (const next of bundle[fileName].imports) needed(next, seen);
        return seen;
      };
      const weightOf = (fileNames) => [...fileNames].reduce((sum, fileName) => sum + gzipped.get(fileName), 0);
      const shell = needed(entry.fileName);
      const texts = new Map(chunks.flatMap((chunk) => {
        const area = /\/texts\/zh-CN\/(.*)\.json/.exec(chunk.facadeModuleId ?? '')?.[1];
        return area === undefined ? [] : [[area, gzipped.get(chunk.fileName)]];
      }));
      const common = ['shell', 'parts', 'problems'].reduce((sum, area) => sum + texts.get(area), 0);
      // A page's texts are those of its folder.
      const textsOf = (page) => common + (texts.get(page.split('/')[0]) ?? 0);
      const pages = Object.fromEntries(chunks
        .map((chunk) => [/\/pages\/(.*)-page\.vue$/.exec(chunk.facadeModuleId ?? '')?.[1], chunk])
        .filter(([page]) => page !== undefined)
        .map(([page, chunk]) => [page, weightOf(needed(chunk.fileName, new Set(shell))) + textsOf(page)])
        .sort(([, one], [, other]) => other - one));
      const report = { shell: weightOf(shell), pages, limit: FIRST_PAGE_LIMIT };
      this.emitFile({ type: 'asset', fileName: 'sizes.json', source: JSON.stringify(report, null, 2) });
      const lines = Object.entries(pages).map(([page, bytes]) => `  ${kilobytes(bytes)} kB  ${page}`);
      console.error([`Portal, script gzipped: shell ${kilobytes(report.shell)} kB, each page with shell and texts:`, ...lines].join('\n'));
    },
    // Packed once here instead of at every answer.
    writeBundle({ dir }) {
      const folder = join(dir, 'assets');
      for (const name of readdirSync(folder).filter((file) => /\.(js|css|svg)$/.test(file))) {
        const content = readFileSync(join(folder, name));
        writeFileSync(join(folder, `${name}.gz`), gzipSync(content, { level: 9 }));
        writeFileSync(join(folder, `${name}.br`), brotliCompressSync(content));
      }
    },
  };
}

function kilobytes(bytes) {
  return (bytes / 1024).toFixed(1).padStart(6);
}
