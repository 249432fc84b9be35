/**
 * Jest's transform of *.dto.ts and *.controller.ts: the TypeScript compiler with the Swagger plugin, as `nest build` runs it, so
 * that the OpenAPI document of a test is that of the product. The plugin asks for types, which swc does not know.
 */
const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const ts = require('typescript');

const ROOT = join(__dirname, '..', '..');
const PLUGIN = JSON.parse(readFileSync(join(ROOT, 'nest-cli.json'), 'utf8')).compilerOptions.plugins[0].options;

let program;

/** One program for all such files: checking the framework's types takes seconds, once. */
function programWith(path) {
  if (program?.getSourceFile(path)) return program;
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, { ...ts.sys, readDirectory: () => [] }, ROOT);
  const roots = ts.sys.readDirectory(ROOT, ['.dto.ts', '.controller.ts'], ['node_modules', 'dist', '.data'], ['apps/**/*', 'libs/**/*']);
  program = ts.createProgram([...new Set([...roots, path])], {
    ...options, incremental: false, tsBuildInfoFile: undefined, sourceMap: false, inlineSourceMap: true, inlineSources: true,
  });
  return program;
}

module.exports = {
  getCacheKey(source, path, { configString, transformerConfig }) {
    const parts = [source, path, configString, JSON.stringify([transformerConfig, PLUGIN, ts.version]), readFileSync(__filename)];
    return parts.reduce((hash, part) => hash.update(part).update('\0'), createHash('sha256')).digest('hex');
  },
  process(source, path) {
    const { before } = require('@nestjs/swagger/plugin');
    const whole = programWith(path);
    let code;
    whole.emit(whole.getSourceFile(path), (name, text) => {
      if (name.endsWith('.js')) code = text;
    }, undefined, false, { before: [before(PLUGIN, whole)] });
    if (code === undefined) throw new Error(`TypeScript emitted nothing for ${path}`);
    return { code };
  },
};
