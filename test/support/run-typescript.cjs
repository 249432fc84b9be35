/** For `node --require`: a process that a test starts runs our TypeScript as jest does. */
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { join } = require('node:path');
const { transformSync } = require('@swc/core');

const root = join(__dirname, '../..');
const resolve = Module._resolveFilename;
Module._resolveFilename = function resolveAlias(request, ...rest) {
  const [, library] = /^@onething\/([a-z-]+)$/.exec(request) ?? [];
  if (library === undefined) return resolve.call(this, request, ...rest);
  return library === 'config' ? join(root, 'config/env.ts') : join(root, 'libs', library, 'src/index.ts');
};
require.extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), {
    filename,
    swcrc: false,
    jsc: {
      parser: { syntax: 'typescript', decorators: true },
      target: 'es2023',
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    },
    module: { type: 'commonjs' },
  });
  module._compile(code, filename);
};
