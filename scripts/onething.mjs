#!/usr/bin/env node
// The `onething` command: `npm run onething -- catalogue check config/catalogue`, or `npx onething …` inside the clone.
process.argv.splice(2, 0, 'onething');
await import('./run.mjs');
