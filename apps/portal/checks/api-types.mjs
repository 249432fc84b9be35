// The portal's view of the API, made from docs/openapi.json. Without --write it says whether the file is out of date.
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';

const root = resolve(import.meta.dirname, '../../..');
const file = resolve(root, 'apps/portal/src/api/schema.ts');
const made = `// Made from docs/openapi.json: node scripts/run.mjs openapi\n${astToString(await openapiTS(pathToFileURL(resolve(root, 'docs/openapi.json'))))}`;
if (process.argv.includes('--write')) writeFileSync(file, made);
else if (readFileSync(file, 'utf8') !== made) {
  console.error('apps/portal/src/api/schema.ts does not say what docs/openapi.json says: renew it with "node scripts/run.mjs openapi"');
  process.exit(1);
}
