// Tells the server which files each page needs, so that a browser is told of them with the page itself: on a slow network each
// wait for another would be seen.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

/** Areas of texts that every page has: `src/texts/texts.ts` says the same. */
export const ALWAYS = ['shell', 'parts', 'problems'];

/** `dist/routes.json`: for each route its path, its scripts, its texts in each language, and what it asks of the API first. */
export function listRouteFiles(source) {
  return {
    name: 'list-route-files',
    apply: 'build',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
      const chunkOf = new Map(chunks.flatMap((chunk) => chunk.moduleIds.map((id) => [id, chunk])));
      const shell = closure(bundle, [chunks.find((chunk) => chunk.isEntry).fileName]);
      const filesOf = (ids) => [...closure(bundle, ids.map((id) => found(chunkOf, id).fileName))].filter((file) => !shell.has(file)).map((file) => `/${file}`);
      const languages = readdirSync(join(source, 'texts'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
      const routes = readRoutes(source).map(({ path, page, texts, ahead }) => ({
        path,
        scripts: page === undefined ? [] : filesOf([page]),
        texts: Object.fromEntries(languages.map((language) => [language, filesOf([...ALWAYS, ...texts].map((area) => join(source, 'texts', language, `${area}.json`)))])),
        ahead,
      }));
      this.emitFile({ type: 'asset', fileName: 'routes.json', source: JSON.stringify(routes) });
    },
  };
}

/** These chunks and all that they import. */
export function closure(bundle, fileNames, seen = new Set()) {
  for (const fileName of fileNames) {
    if (seen.has(fileName)) continue;
    seen.add(fileName);
    closure(bundle, bundle[fileName].imports, seen);
  }
  return seen;
}

function found(chunkOf, id) {
  const chunk = chunkOf.get(id);
  if (!chunk) throw new Error(`A route needs ${id}, which is in no chunk`);
  return chunk;
}

/**
 * The routes as `src/router/routes.ts` and `src/pages/<area>/routes.ts` write them.
 * @returns {{ path: string, page?: string, texts: string[], ahead: string[] }[]} in the router's order; `page`: file of a page that comes late
 */
export function readRoutes(source, file = join(source, 'router/routes.ts'), name = 'routes') {
  const constants = new Map();
  const imports = new Map();
  for (const statement of ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest).statements) {
    if (ts.isImportDeclaration(statement)) {
      for (const { name: local } of statement.importClause?.namedBindings?.elements ?? []) imports.set(local.text, join(dirname(file), `${statement.moduleSpecifier.text}.ts`));
    }
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name: local, initializer } of statement.declarationList.declarations) constants.set(local.text, initializer);
  }
  const valueOf = (node) => {
    if (ts.isStringLiteral(node)) return node.text;
    if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
    if (ts.isAsExpression(node)) return valueOf(node.expression);
    if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap((one) => ts.isSpreadElement(one) ? valueOf(one.expression) : [valueOf(one)]);
    if (ts.isObjectLiteralExpression(node)) return Object.assign({}, ...node.properties.map(propertyOf));
    if (ts.isArrowFunction(node)) return valueOf(node.body);
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) return join(dirname(file), valueOf(node.arguments[0]));
    if (ts.isIdentifier(node)) {
      if (constants.has(node.text)) return valueOf(constants.get(node.text));
      if (node.text.endsWith('Routes')) return readRoutes(source, imports.get(node.text), node.text);
      // A page of the shell itself: it is there already.
      return undefined;
    }
    throw new Error(`${file}: what a route needs cannot be read from ${node.getText?.() ?? ts.SyntaxKind[node.kind]}`);
  };
  const propertyOf = (node) => {
    if (ts.isSpreadAssignment(node)) return valueOf(node.expression);
    return { [node.name.text]: valueOf(ts.isShorthandPropertyAssignment(node) ? node.name : node.initializer) };
  };
  return valueOf(constants.get(name)).map((route) => 'page' in route
    ? route
    : { path: route.path, page: route.component, texts: route.meta.texts ?? [], ahead: route.meta.ahead ?? [] });
}
