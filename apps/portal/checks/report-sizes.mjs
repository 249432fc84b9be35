// Prints what each page must load, and keeps it beside the build for the test of the limit.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { ALWAYS, closure, readRoutes } from './route-files.mjs';

/** Bytes of script, gzipped, of the first page with everything it needs before it can be used. */
export const FIRST_PAGE_LIMIT = 120 * 1024;

export function reportSizes(source) {
  return {
    name: 'report-sizes',
    apply: 'build',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
      const gzipped = new Map(chunks.map((chunk) => [chunk.fileName, gzipSync(chunk.code).length]));
      const weightOf = (fileNames) => [...fileNames].reduce((sum, fileName) => sum + gzipped.get(fileName), 0);
      const shell = closure(bundle, [chunks.find((chunk) => chunk.isEntry).fileName]);
      const chunkOf = new Map(chunks.flatMap((chunk) => chunk.moduleIds.map((id) => [id, chunk.fileName])));
      const textsOf = (areas) => [...ALWAYS, ...areas].map((area) => chunkOf.get(join(source, 'texts/zh-CN', `${area}.json`)));
      const pages = Object.fromEntries(readRoutes(source)
        .filter(({ page }) => page !== undefined)
        .map(({ page, texts }) => [/\/pages\/(.*)-page\.vue$/.exec(page)[1], weightOf(closure(bundle, [chunkOf.get(page), ...textsOf(texts)], new Set(shell)))])
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
